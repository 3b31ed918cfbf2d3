using System.Text.Json;
using System.Text.Json.Serialization;

namespace ElderCare.MobileApi;

/// <summary>Reads moments and days of the years 1 to 9999 only: a calendar and a database have no others.</summary>
internal sealed class CalendarConverter<T>(JsonConverter<T> all, Func<T, int> yearOf) : JsonConverter<T>
{
    public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var value = all.Read(ref reader, typeToConvert, options);
        return value is not null && yearOf(value) is >= 1 and <= 9999 ? value : throw new JsonException();
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => all.Write(writer, value, options);
}
