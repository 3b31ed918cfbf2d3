namespace ElderCare.Data.Writing;

/// <summary>What the unit was decided on is no longer so: read again and try again. Nothing has changed.</summary>
public sealed class StaleReadException() : Exception("What was read has changed meanwhile.");
