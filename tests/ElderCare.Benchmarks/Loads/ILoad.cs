namespace ElderCare.Benchmarks.Loads;

/// <summary>Something that is sent to a server again and again.</summary>
internal interface ILoad
{
    /// <summary>Sends for a time, or until there is nothing more to be sent.</summary>
    Task<Slice> Run(TimeSpan length);
}
