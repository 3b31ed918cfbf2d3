namespace ElderCare.Data.Writing;

/// <summary>In which order units wait for the writer.</summary>
public enum Lane
{
    /// <summary>A life may depend on it: overtakes everything.</summary>
    Emergency,

    /// <summary>Somebody waits for the answer.</summary>
    Interactive,

    /// <summary>Imports and settlements, in chunks of at most 500 rows.</summary>
    Bulk,
}
