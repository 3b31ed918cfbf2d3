namespace ElderCare.Data.Writing;

/// <summary>The writer could not run the unit in time. Nothing has changed; try again later.</summary>
public sealed class WriterBusyException(string reason) : Exception(reason);
