using System.Text.Json.Serialization;
using ElderCare.Domain.Emergency;
using ElderCare.Integrations.Devices.Protocols;
using NodaTime;

namespace ElderCare.MobileApi.Devices;

/// <summary>A signal of a device, as the webhook and MQTT carry it.</summary>
/// <param name="DeviceNumber">How the device names itself.</param>
/// <param name="Sequence">Its own count.</param>
/// <param name="Type">sos, fall, inactivity, smoke, gas, electric, water, heartbeat, lowBattery, tamper, removed, powerFail, restore, cancel, test or unknown.</param>
/// <param name="OccurredAt">By its clock, with any offset from UTC.</param>
/// <param name="BatteryPercent">0 to 100.</param>
/// <param name="Latitude">Degrees north.</param>
/// <param name="Longitude">Degrees east.</param>
internal sealed record DeviceEventRequest(
    string? DeviceNumber, long? Sequence, string? Type, [property: JsonConverter(typeof(AnyOffsetConverter))] Instant? OccurredAt, int? BatteryPercent, double? Latitude, double? Longitude)
{
    /// <summary>A maker's platform may send long afterwards what it has kept; a dead clock lies years back.</summary>
    private static readonly Duration MostLate = Duration.FromDays(365);
    private static readonly Duration SameWithoutAnyMark = Duration.FromMinutes(10);

    /// <summary>What stood beside the type and could not be read.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Unread { get; init; } = [];

    /// <summary>The type as the contract has it; null for another word.</summary>
    public SignalType? KnownType() => Words<SignalType>.TryRead(Type, out var known) && known != SignalType.Status ? known : null;

    /// <summary>
    /// What it says. An alarm is never thrown away for what it says beside: a word that nobody knows is an unidentified alarm; a battery
    /// or place that cannot be is left out, and named.
    /// </summary>
    public DeviceReport Report(DeviceProtocol protocol, Instant now)
    {
        var hasPlace = this is { Latitude: >= -90 and <= 90, Longitude: >= -180 and <= 180 };
        var hasCharge = BatteryPercent is >= 0 and <= 100;
        return new()
        {
            Protocol = protocol,
            DeviceNumber = DeviceNumber!,
            Type = KnownType() ?? SignalType.Unknown,
            Identity = FormattableString.Invariant($"{Sequence}:{Type}:{OccurredAt?.ToUnixTimeTicks()}"),
            SameWithin = Sequence is null && OccurredAt is null ? SameWithoutAnyMark : null,
            TimeTells = DeviceClock.Tells(OccurredAt, now, MostLate),
            Sequence = Sequence,
            OccurredAt = OccurredAt,
            BatteryPercent = hasCharge ? BatteryPercent : null,
            Latitude = hasPlace ? Latitude : null,
            Longitude = hasPlace ? Longitude : null,
            IsProtected = true,
            Detail = DetailOf(BatteryPercent is null || hasCharge, (Latitude is null && Longitude is null) || hasPlace),
        };
    }

    private string? DetailOf(bool isChargeRight, bool isPlaceRight)
    {
        string[] leftOut = [.. Unread, .. isChargeRight ? [] : new[] { "batteryPercent" }, .. isPlaceRight ? [] : new[] { "latitude", "longitude" }];
        var word = KnownType() is null ? $"type {Type}" : null;
        var names = leftOut.Length == 0 ? null : $"left out: {string.Join(", ", leftOut.Distinct())}";
        return word is null && names is null ? null : string.Join("; ", new[] { word, names }.OfType<string>());
    }
}
