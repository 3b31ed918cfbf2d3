using System.Text.Json;
using ElderCare.Domain.CallCentre;
using NodaTime;
using NodaTime.Text;

namespace ElderCare.Data.Seeding;

/// <summary>Reads <c>policies/hotline.json</c> and <c>policies/answers.json</c>.</summary>
public static class HotlinePolicies
{
    private const string File = "policies/hotline.json";
    private const string AnswersFile = "policies/answers.json";
    private static readonly LocalTimePattern Time = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    /// <summary>The policy about 12349.</summary>
    /// <exception cref="InvalidDataException">A field is missing or out of range.</exception>
    public static HotlinePolicy Read() => Parse(ReferenceData.TextOf(File));

    /// <summary>What callers ask, and what they are told.</summary>
    /// <exception cref="InvalidDataException">A field is missing.</exception>
    public static IReadOnlyList<PolicyAnswer> Answers()
    {
        try
        {
            return JsonSerializer.Deserialize<List<PolicyAnswer>>(ReferenceData.TextOf(AnswersFile), StoredJson.Options)!;
        }
        catch (JsonException bad)
        {
            throw new InvalidDataException($"seed-data/{AnswersFile}: {bad.Message}", bad);
        }
    }

    internal static HotlinePolicy Parse(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            var root = json.RootElement;
            var hours = root.GetProperty("hours");
            var workdays = root.GetProperty("ticketWorkdays");
            return new(
                Duration.FromSeconds(AboveZero(root, "offerSeconds")), Duration.FromSeconds(AboveZero(root, "joinSeconds")), AboveZero(root, "keepRecordingsDays"), AboveZero(root, "auditPerAgentAndMonth"),
                [.. root.GetProperty("numbers").EnumerateArray().Select(number => number.GetString()!)], root.GetProperty("lineDivision").GetString()!, TimeOf(hours, "from"), TimeOf(hours, "to"),
                [.. root.GetProperty("dialects").EnumerateArray().Select(row => new DivisionDialect(row.GetProperty("divisionCode").GetString()!, row.GetProperty("dialect").GetString()!))],
                [.. root.GetProperty("rota").EnumerateArray().Select(ShiftOf)],
                Enum.GetValues<TicketKind>().ToDictionary(kind => kind, kind => AboveZero(workdays, JsonNamingPolicy.CamelCase.ConvertName(kind.ToString()))));
        }
        catch (Exception bad) when (bad is JsonException or KeyNotFoundException or InvalidOperationException or UnparsableValueException)
        {
            throw new InvalidDataException($"seed-data/{File}: {bad.Message}", bad);
        }
    }

    private static RotaShift ShiftOf(JsonElement row) => new(
        row.GetProperty("divisionCode").GetString()!, [.. row.GetProperty("weekdays").EnumerateArray().Select(day => day.GetInt32())], TimeOf(row, "from"), TimeOf(row, "to"),
        [.. row.GetProperty("userNames").EnumerateArray().Select(name => name.GetString()!)]);

    private static LocalTime TimeOf(JsonElement row, string field) => Time.Parse(row.GetProperty(field).GetString()!).GetValueOrThrow();

    private static int AboveZero(JsonElement row, string field) => row.GetProperty(field).TryGetInt32(out var value) && value > 0
        ? value
        : throw new InvalidDataException($"seed-data/{File}: {field}: must be a whole number above 0.");
}
