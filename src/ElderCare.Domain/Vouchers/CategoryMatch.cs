namespace ElderCare.Domain.Vouchers;

/// <summary>How many of a type's categories a person must have.</summary>
public enum CategoryMatch
{
    /// <summary>One of them.</summary>
    Any,

    /// <summary>All of them.</summary>
    All,
}
