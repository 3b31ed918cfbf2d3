using System.Text.Json;
using ElderCare.Domain.Emergency;
using NodaTime;

namespace ElderCare.Data.Seeding;

/// <summary>Reads <c>policies/devices.json</c>.</summary>
public static class DevicePolicies
{
    private const string File = "policies/devices.json";

    /// <summary>The policy about devices.</summary>
    /// <exception cref="InvalidDataException">A field is missing or out of range.</exception>
    public static DevicePolicy Read()
    {
        try
        {
            using var json = JsonDocument.Parse(ReferenceData.TextOf(File));
            var root = json.RootElement;
            var (silent, outage, faulty) = (root.GetProperty("silentAfterMinutes"), root.GetProperty("outage"), root.GetProperty("faultyFrames"));
            return new(
                Enum.GetValues<DeviceProtocol>().ToDictionary(protocol => protocol, protocol => Duration.FromMinutes(AboveZero(silent, JsonNamingPolicy.CamelCase.ConvertName(protocol.ToString())))),
                Duration.FromHours(AboveZero(root, "visitAfterHours")), AboveZero(root, "lowBatteryPercent"), AboveZero(root, "activatedWithinDays"), AboveZero(root, "testedEveryDays"), AboveZero(root, "simWarningDays"),
                Duration.FromDays(AboveZero(root, "askAgainAfterDays")),
                new(Duration.FromMinutes(AboveZero(outage, "withinMinutes")), AboveZero(outage, "devices"), AboveZero(outage, "percent"), AboveZero(outage, "atLeast")),
                new(AboveZero(faulty, "keepDays"), AboveZero(faulty, "repeated"), Duration.FromMinutes(AboveZero(faulty, "withinMinutes")), AboveZero(faulty, "mostTasks")));
        }
        catch (Exception bad) when (bad is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new InvalidDataException($"seed-data/{File}: {bad.Message}", bad);
        }
    }

    private static int AboveZero(JsonElement parent, string field) => parent.GetProperty(field).TryGetInt32(out var number) && number > 0
        ? number
        : throw new InvalidDataException($"seed-data/{File}: {field} must be a whole number above 0.");
}
