using ElderCare.Domain.Emergency;
using NodaTime;

namespace ElderCare.MobileApi.Emergency;

/// <summary>A signal as a protocol has understood it, before it is stored.</summary>
/// <param name="Protocol">How it came.</param>
/// <param name="DeviceNumber">How the device names itself.</param>
/// <param name="Sequence">The device's own count; null when the protocol has none.</param>
/// <param name="Type">What it says.</param>
/// <param name="OccurredAt">By the device's clock.</param>
/// <param name="BatteryPercent">0 to 100; null when it does not say.</param>
/// <param name="Latitude">Degrees north.</param>
/// <param name="Longitude">Degrees east.</param>
/// <param name="Raw">Exactly what came.</param>
internal sealed record ReceivedSignal(
    DeviceProtocol Protocol, string DeviceNumber, long? Sequence, SignalType Type, Instant? OccurredAt, int? BatteryPercent, double? Latitude, double? Longitude, byte[] Raw)
{
    /// <summary>What is the same when the device sends it again. The count alone is not enough: it begins anew after a restart.</summary>
    public string Once => FormattableString.Invariant($"{Protocol}:{DeviceNumber}:{Sequence}:{Type}:{OccurredAt?.ToUnixTimeTicks()}");
}

/// <summary>What the sender is told once a signal is on disk.</summary>
/// <param name="EventId">The stored signal; of a repeated one the first.</param>
/// <param name="IncidentId">The incident that it opened or joined; absent when it is about none.</param>
/// <param name="Duplicate">Whether it had come before.</param>
internal sealed record SignalReceipt(Guid EventId, Guid? IncidentId, bool Duplicate);
