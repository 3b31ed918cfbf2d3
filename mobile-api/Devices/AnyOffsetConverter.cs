using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Serialization.SystemTextJson;
using NodaTime.Text;

namespace ElderCare.MobileApi.Devices;

/// <summary>Reads moments with any offset from UTC, such as <c>2026-11-23T12:00:00+08:00</c>, as devices write them.</summary>
internal sealed class AnyOffsetConverter : JsonConverter<Instant>
{
    private static readonly OffsetDateTimePattern[] Forms = [OffsetDateTimePattern.ExtendedIso, OffsetDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm':'ss;FFFFFFFFFo<+HHmm>")];

    /// <summary>The moment that a text says; null for one that says none of the years 1 to 9999.</summary>
    public static Instant? Read(string? text)
    {
        foreach (var form in Forms)
        {
            if (text is not null && form.Parse(text).TryGetValue(default, out var moment) && moment.ToInstant() is var instant && instant.InUtc().Year is >= 1 and <= 9999) return instant;
        }
        return null;
    }

    public override Instant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && Read(reader.GetString()) is { } moment ? moment : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) => NodaConverters.InstantConverter.Write(writer, value, options);
}
