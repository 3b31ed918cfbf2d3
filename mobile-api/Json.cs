using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using NodaTime;
using NodaTime.Serialization.SystemTextJson;

namespace ElderCare.MobileApi;

/// <summary>How the API writes and reads JSON: camelCase, enums as words, instants in UTC, Chinese as it is; numbers never from strings.</summary>
internal static class Json
{
    public static readonly JsonSerializerOptions Options = Set(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    public static JsonSerializerOptions Set(JsonSerializerOptions options)
    {
        options.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
        options.NumberHandling = JsonNumberHandling.Strict;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.Converters.Add(new WordConverter());
        options.Converters.Add(new TextConverter());
        options.Converters.Add(new CalendarConverter<LocalDate>(NodaConverters.LocalDateConverter, date => date.Year));
        options.Converters.Add(new CalendarConverter<Instant>(NodaConverters.InstantConverter, instant => instant.InUtc().Year));
        options.ConfigureForNodaTime(DateTimeZoneProviders.Tzdb);
        return options;
    }
}
