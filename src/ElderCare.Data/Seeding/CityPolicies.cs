using ElderCare.Data.Funding;
using System.Text.Json;
using ElderCare.Data.Writing;
using ElderCare.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;

namespace ElderCare.Data.Seeding;

/// <summary>Reads the policies in force: the calendar, the published subsidy rules, and the times and amounts of meals.</summary>
public static class CityPolicies
{
    /// <summary>Days that differ from a plain week or have a name, the provisional ones of 2027 included; other days are workdays from Monday to Friday.</summary>
    public static IReadOnlyList<HolidayRecord> Holidays() => [.. ReferenceData.Holidays(), .. ReferenceData.Statutory2027()];

    /// <summary>The calendar years that can be priced; one that is not announced is provisional.</summary>
    public static IReadOnlyList<HolidayYearRecord> HolidayYears() => ReferenceData.HolidayYears();

    /// <summary>The rules in force, each in its newest published version, by id.</summary>
    public static async Task<IReadOnlyList<SubsidyRuleRow>> PublishedRules(CityDatabase database, CancellationToken ct = default)
    {
        await using var city = database.Read();
        var published = await city.SubsidyRules.Where(rule => rule.Status == "published").ToListAsync(ct);
        return [.. published.GroupBy(rule => rule.Id).Select(versions => versions.MaxBy(rule => rule.Version)!).OrderBy(rule => rule.Id, StringComparer.Ordinal)];
    }

    /// <summary>Times and amounts of meals.</summary>
    /// <exception cref="InvalidDataException">meals.json lacks a field or has one out of range.</exception>
    public static MealPolicy Meals()
    {
        try
        {
            using var json = JsonDocument.Parse(ReferenceData.TextOf("policies/meals.json"));
            var root = json.RootElement;
            return new MealPolicy(
                Enum.GetValues<MealPeriod>().ToDictionary(period => period, period => OrdersCloseOf(root.GetProperty("ordersClose").GetProperty(Word(period)))),
                Enum.GetValues<MealPeriod>().ToDictionary(period => period, period => TimeOf(root.GetProperty("servingEnds").GetProperty(Word(period)))),
                DeliveryFen: NotBelow(0, root, "deliveryFen"),
                MenuDaysAhead: NotBelow(1, root, "menuDaysAhead"),
                Evidence: root.GetProperty("evidence").GetString()!);
        }
        catch (Exception bad) when (bad is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"seed-data/policies/meals.json: {bad.Message}", bad);
        }
    }

    /// <summary>Figures about people.</summary>
    /// <exception cref="InvalidDataException">people.json lacks a field or has one out of range.</exception>
    public static PeoplePolicy People()
    {
        const string file = "policies/people.json";
        try
        {
            using var json = JsonDocument.Parse(ReferenceData.TextOf(file));
            var root = json.RootElement;
            return new(NotBelow(1, root, "contactVerifiedEveryDays", file), NotBelow(0, root, "vouchesPerStaffAndDay", file), root.GetProperty("evidence").GetString()!);
        }
        catch (Exception bad) when (bad is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new InvalidDataException($"seed-data/{file}: {bad.Message}", bad);
        }
    }

    private static OrdersClose OrdersCloseOf(JsonElement close) => new(NotBelow(0, close, "daysBefore"), TimeOf(close.GetProperty("at")));

    private static LocalTime TimeOf(JsonElement time) => LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(time.GetString()!).GetValueOrThrow();

    private static int NotBelow(int least, JsonElement parent, string field, string file = "policies/meals.json") => parent.TryGetProperty(field, out var value) && value.TryGetInt32(out var number) && number >= least
        ? number
        : throw new InvalidDataException($"seed-data/{file}: {field} must be a whole number, {least} or more.");

    private static string Word(MealPeriod period) => JsonNamingPolicy.CamelCase.ConvertName(period.ToString());
}
