using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;

namespace ElderCare.MobileApi.Reviews;

/// <summary>Reads a list of dates, or one date that stands alone.</summary>
internal sealed class OneOrManyDates : JsonConverter<IReadOnlyList<LocalDate>>
{
    public override IReadOnlyList<LocalDate>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return reader.TokenType == JsonTokenType.String
                ? [JsonSerializer.Deserialize<LocalDate>(ref reader, options)]
                : JsonSerializer.Deserialize<List<LocalDate>>(ref reader, options);
        }
        catch (JsonException)
        {
            throw new JsonException(); // its path would begin anew here; the outer reader knows the whole one
        }
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<LocalDate> value, JsonSerializerOptions options) => JsonSerializer.Serialize(writer, value.ToList(), options);
}
