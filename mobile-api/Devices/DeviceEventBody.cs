using System.Globalization;
using System.Text.Json;
using NodaTime;

namespace ElderCare.MobileApi.Devices;

/// <summary>Reads the JSON of a device's event, behind the byte order mark and before the NULs that some devices send.</summary>
internal static class DeviceEventBody
{
    private const int LongestType = 64, Deepest = 1_000;
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = Deepest };

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>An event exactly as the contract has it.</summary>
    /// <exception cref="JsonException">It is not.</exception>
    public static DeviceEventRequest Read(byte[] raw) => JsonSerializer.Deserialize<DeviceEventRequest>(Trim(raw).Span, Json.Options) ?? throw new JsonException();

    /// <summary>
    /// An event that at least names its type: what stands beside it is read if it plainly can be, and otherwise named as left out. For
    /// devices that cannot be told what is wrong.
    /// </summary>
    /// <returns>Null when it names no type.</returns>
    public static DeviceEventRequest? ReadWhatCanBe(byte[] raw)
    {
        try
        {
            using var json = JsonDocument.Parse(Trim(raw), Lenient);
            if (json.RootElement.ValueKind != JsonValueKind.Object) return null;
            var fields = FieldsOf(json.RootElement);
            return TextOf(fields.GetValueOrDefault("type")) is { Length: > 0 } type ? Of(fields, type) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static DeviceEventRequest Of(Dictionary<string, JsonElement> fields, string type)
    {
        var unread = new List<string>();
        T? Beside<T>(string name, Func<JsonElement, T?> read)
            where T : struct
        {
            if (!fields.TryGetValue(name, out var field) || field.ValueKind == JsonValueKind.Null) return null;
            if (read(field) is { } value) return value;
            unread.Add(name);
            return null;
        }
        return new(
            TextOf(fields.GetValueOrDefault("deviceNumber")), Beside("sequence", CountOf), WordOf(type), Beside("occurredAt", field => AnyOffsetConverter.Read(TextOf(field))),
            Beside("batteryPercent", field => NumberOf(field) is { } charge and >= 0 and < 101 ? (int)charge : (int?)null), Beside("latitude", NumberOf), Beside("longitude", NumberOf))
        {
            Unread = unread,
        };
    }

    private static ReadOnlyMemory<byte> Trim(ReadOnlyMemory<byte> raw)
    {
        if (raw.Span.StartsWith(ByteOrderMark)) raw = raw[ByteOrderMark.Length..];
        return raw[..(raw.Span.LastIndexOfAnyExcept((byte)0) + 1)];
    }

    /// <summary>By name, whatever its case; of several of one name the last, as everywhere.</summary>
    private static Dictionary<string, JsonElement> FieldsOf(JsonElement all)
    {
        var fields = new Dictionary<string, JsonElement>(StringComparer.OrdinalIgnoreCase);
        foreach (var field in all.EnumerateObject())
        {
            try
            {
                fields[field.Name] = field.Value;
            }
            catch (InvalidOperationException)
            {
                // a name that is no text is none of ours
            }
        }
        return fields;
    }

    private static string? TextOf(JsonElement field)
    {
        try
        {
            return field.ValueKind == JsonValueKind.String ? field.GetString()?.Replace("\0", "", StringComparison.Ordinal).Trim() : null;
        }
        catch (InvalidOperationException)
        {
            return null; // half of a character
        }
    }

    /// <summary>A word of the contract in whatever case; another word as it is, as far as one may be long.</summary>
    private static string WordOf(string type) =>
        Words<Domain.Emergency.SignalType>.All.FirstOrDefault(word => word.Equals(type, StringComparison.OrdinalIgnoreCase)) ?? (type.Length > LongestType ? type[..LongestType] : type);

    private static double? NumberOf(JsonElement field)
    {
        if (field.ValueKind == JsonValueKind.Number) return field.TryGetDouble(out var number) ? number : null;
        return double.TryParse(TextOf(field), NumberStyles.Float, CultureInfo.InvariantCulture, out var said) && double.IsFinite(said) ? said : null;
    }

    private static long? CountOf(JsonElement field)
    {
        if (field.ValueKind == JsonValueKind.Number && field.TryGetInt64(out var count)) return count;
        return long.TryParse(TextOf(field), NumberStyles.Integer, CultureInfo.InvariantCulture, out var said) ? said : null;
    }
}
