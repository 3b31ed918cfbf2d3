using System.Text.Json;
using ElderCare.Domain.People;
using NodaTime;
using NodaTime.Text;

namespace ElderCare.Data.Seeding;

/// <summary>Reads <c>policies/people.json</c>.</summary>
public static class PeoplePolicies
{
    private const string File = "policies/people.json";

    /// <summary>The policies about people's facts.</summary>
    /// <exception cref="InvalidDataException">A field is missing or out of range.</exception>
    public static PeoplePolicy Read() => Parse(ReferenceData.TextOf(File));

    internal static PeoplePolicy Parse(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            var root = json.RootElement;
            var check = root.GetProperty("lifeCheck");
            return new(
                new([.. root.GetProperty("phaseOuts").EnumerateArray().Select(PhaseOutOf)], [.. root.GetProperty("freezes").EnumerateArray().Select(FreezeOf)]),
                root.GetProperty("openOrders").GetProperty("mayRaiseSelfPay").GetBoolean(),
                new(AboveZero(check, "everyDays"), [.. check.GetProperty("categories").EnumerateArray().Select(code => code.GetString()!)]));
        }
        catch (Exception bad) when (bad is JsonException or KeyNotFoundException or InvalidOperationException or UnparsableValueException)
        {
            throw new InvalidDataException($"seed-data/{File}: {bad.Message}", bad);
        }
    }

    private static PhaseOut PhaseOutOf(JsonElement row) =>
        new(Word(row, "category"), Word(row, "divisionCode"), AboveZero(row, "months"), Date(row, "from"), MaybeDate(row, "to"), Word(row, "evidence"));

    private static ExitFreeze FreezeOf(JsonElement row)
    {
        var (from, to) = (Date(row, "from"), Date(row, "to"));
        return from < to
            ? new(Word(row, "category"), Word(row, "divisionCode"), from, to, Word(row, "evidence"))
            : throw new InvalidDataException($"seed-data/{File}: freezes: to must be after from.");
    }

    private static int AboveZero(JsonElement row, string field) => row.GetProperty(field).TryGetInt32(out var number) && number > 0
        ? number
        : throw new InvalidDataException($"seed-data/{File}: {field} must be a whole number above 0.");

    private static string Word(JsonElement row, string field) =>
        row.GetProperty(field).GetString() is { Length: > 0 } word ? word : throw new InvalidDataException($"seed-data/{File}: {field} is empty.");

    private static LocalDate Date(JsonElement row, string field) => LocalDatePattern.Iso.Parse(Word(row, field)).GetValueOrThrow();

    private static LocalDate? MaybeDate(JsonElement row, string field) => row.GetProperty(field).ValueKind == JsonValueKind.Null ? null : Date(row, field);
}
