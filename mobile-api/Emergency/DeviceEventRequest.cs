using ElderCare.Domain.Emergency;
using NodaTime;

namespace ElderCare.MobileApi.Emergency;

/// <summary>A signal of a device, as the webhook and MQTT carry it.</summary>
/// <param name="DeviceNumber">How the device names itself.</param>
/// <param name="Sequence">Its own count.</param>
/// <param name="Type">sos, fall, inactivity, smoke, gas, electric, water, heartbeat, lowBattery, tamper, removed, powerFail, restore, cancel, test or unknown.</param>
/// <param name="OccurredAt">By its clock.</param>
/// <param name="BatteryPercent">0 to 100.</param>
/// <param name="Latitude">Degrees north.</param>
/// <param name="Longitude">Degrees east.</param>
internal sealed record DeviceEventRequest(string? DeviceNumber, long? Sequence, string? Type, Instant? OccurredAt, int? BatteryPercent, double? Latitude, double? Longitude)
{
    /// <summary>
    /// What it says. An alarm is never thrown away for what it says beside: a word that nobody knows is an unidentified alarm, a
    /// battery or place that cannot be is left out.
    /// </summary>
    public DeviceReport Report(DeviceProtocol protocol)
    {
        var type = Words<SignalType>.TryRead(Type, out var known) ? known : SignalType.Unknown;
        var hasPlace = this is { Latitude: >= -90 and <= 90, Longitude: >= -180 and <= 180 };
        return new()
        {
            Protocol = protocol,
            DeviceNumber = DeviceNumber!,
            Type = type,
            Identity = FormattableString.Invariant($"{Sequence}:{Type}:{OccurredAt?.ToUnixTimeTicks()}"),
            Sequence = Sequence,
            OccurredAt = OccurredAt,
            BatteryPercent = BatteryPercent is >= 0 and <= 100 ? BatteryPercent : null,
            Latitude = hasPlace ? Latitude : null,
            Longitude = hasPlace ? Longitude : null,
            IsProtected = true,
        };
    }
}
