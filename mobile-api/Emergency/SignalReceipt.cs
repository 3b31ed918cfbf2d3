namespace ElderCare.MobileApi.Emergency;

/// <summary>What the sender is told once a signal is on disk.</summary>
/// <param name="EventId">The stored signal; of a repeated one the first.</param>
/// <param name="IncidentId">The incident that it opened or joined; absent when it is about none.</param>
/// <param name="Duplicate">Whether it had come before.</param>
internal sealed record SignalReceipt(Guid EventId, Guid? IncidentId, bool Duplicate);
