using System.Text.Json;
using ElderCare.Domain.Funding;
using ElderCare.Domain.Shared;
using NodaTime;
using NodaTime.Text;

namespace ElderCare.Data.Seeding;

/// <summary>Reads the policies in force: the calendar, and the times and amounts of meals.</summary>
public static class CityPolicies
{
    /// <summary>Days that differ from a plain week or have a name, the provisional ones of 2027 included; other days are workdays from Monday to Friday.</summary>
    public static IReadOnlyList<HolidayRecord> Holidays() => [.. ReferenceData.Holidays(), .. ReferenceData.Statutory2027()];

    /// <summary>The calendar years that can be priced; one that is not announced is provisional.</summary>
    public static IReadOnlyList<HolidayYearRecord> HolidayYears() => ReferenceData.HolidayYears();

    /// <summary>When officers are told that a fund runs short.</summary>
    /// <exception cref="InvalidDataException">funds.json lacks a field or has one out of range.</exception>
    public static FundWatchPolicy FundWatch() => Read("policies/funds.json", root => new FundWatchPolicy(
        NotBelow(0, root, "lowBalancePercent"), NotBelow(0, root, "lowCapPercent"), Duration.FromMinutes(NotBelow(1, root, "checkEveryMinutes"))));

    /// <summary>Times and amounts of meals.</summary>
    /// <exception cref="InvalidDataException">meals.json lacks a field or has one out of range.</exception>
    public static MealPolicy Meals() => Read("policies/meals.json", root => new MealPolicy(
        Enum.GetValues<MealPeriod>().ToDictionary(period => period, period => OrdersCloseOf(root.GetProperty("ordersClose").GetProperty(Word(period)))),
        Enum.GetValues<MealPeriod>().ToDictionary(period => period, period => TimeOf(root.GetProperty("servingEnds").GetProperty(Word(period)))),
        DeliveryFen: NotBelow(0, root, "deliveryFen"),
        MenuDaysAhead: NotBelow(1, root, "menuDaysAhead"),
        Evidence: root.GetProperty("evidence").GetString()!));

    /// <summary>Figures about people.</summary>
    /// <exception cref="InvalidDataException">register.json lacks a field or has one out of range.</exception>
    public static RegisterPolicy Register() => Read("policies/register.json", root => new RegisterPolicy(
        NotBelow(1, root, "contactVerifiedEveryDays"), NotBelow(0, root, "vouchesPerStaffAndDay"), root.GetProperty("evidence").GetString()!));

    /// <summary>The categories that people can hold.</summary>
    /// <exception cref="InvalidDataException">categories.json lacks a field or has one out of range.</exception>
    public static CategoryCodes Categories() => Read("policies/categories.json", root => new CategoryCodes([.. root.GetProperty("codes").EnumerateArray().Select(code => code.GetString()!)]));

    private static T Read<T>(string file, Func<JsonElement, T> read)
    {
        try
        {
            using var json = JsonDocument.Parse(ReferenceData.TextOf(file));
            return read(json.RootElement);
        }
        catch (Exception bad) when (bad is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"seed-data/{file}: {bad.Message}", bad);
        }
    }

    private static OrdersClose OrdersCloseOf(JsonElement close) => new(NotBelow(0, close, "daysBefore"), TimeOf(close.GetProperty("at")));

    private static LocalTime TimeOf(JsonElement time) => LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(time.GetString()!).GetValueOrThrow();

    private static int NotBelow(int least, JsonElement parent, string field) => parent.TryGetProperty(field, out var value) && value.TryGetInt32(out var number) && number >= least
        ? number
        : throw new FormatException($"{field} must be a whole number, {least} or more.");

    private static string Word(MealPeriod period) => JsonNamingPolicy.CamelCase.ConvertName(period.ToString());
}
