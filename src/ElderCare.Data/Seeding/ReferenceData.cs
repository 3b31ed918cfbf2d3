using System.Globalization;
using System.Text.Json.Nodes;
using CsvHelper;
using ElderCare.Domain.Funding;
using NodaTime;
using NodaTime.Text;

namespace ElderCare.Data.Seeding;

/// <summary>Reads the files of <c>seed-data</c> beside the program; what each file is and where it comes from is in its README.</summary>
public static class ReferenceData
{
    /// <summary>The folder of the files.</summary>
    public static string Folder => Path.Combine(AppContext.BaseDirectory, "seed-data");

    /// <summary>Provinces, cities, districts and towns, each after the one above it.</summary>
    public static IReadOnlyList<DivisionRecord> Divisions() => Read("cities/divisions.csv", row => new DivisionRecord(
        Text(row, "code"), Text(row, "name"), Text(row, "level"), MaybeText(row, "parent"), MaybeText(row, "city"), Text(row, "kind"), MaybeDate(row, "validFrom"), MaybeDate(row, "validTo")));

    /// <summary>Former division codes and what became of them.</summary>
    public static IReadOnlyList<DivisionAliasRecord> DivisionAliases() => Read("cities/division_aliases.csv", Alias);

    /// <summary>Former codes that the demo's people have in their ID numbers, made up.</summary>
    public static IReadOnlyList<DivisionAliasRecord> DemoDivisionAliases() => Read("demo/division_aliases.csv", Alias);

    /// <summary>Days of the announced years that differ from a plain week or have a name.</summary>
    public static IReadOnlyList<HolidayRecord> Holidays() => Read("cities/holidays.csv", Holiday);

    /// <summary>The statutory days of 2027, provisional.</summary>
    public static IReadOnlyList<HolidayRecord> Statutory2027() => Read("cities/statutory_2027.csv", Holiday);

    /// <summary>Which years' holidays have been announced.</summary>
    public static IReadOnlyList<HolidayYearRecord> HolidayYears() => Read("cities/holiday_years.csv", row => new HolidayYearRecord(
        Whole(row, "year"), Text(row, "status"), MaybeText(row, "notice"), MaybeText(row, "note")));

    /// <summary>Points of district seats and towns.</summary>
    public static IReadOnlyList<PlaceRecord> Places() => Read("cities/places.csv", row => new PlaceRecord(
        Text(row, "code"), Text(row, "name"), Text(row, "level"), Text(row, "districtCode"), Text(row, "city"), Degrees(row, "lat"), Degrees(row, "lon"), Text(row, "precision"), Text(row, "source")));

    /// <summary>The 2020 plan of Weihai by district.</summary>
    public static IReadOnlyList<QuotaRecord> WeihaiQuotas() => Read("cities/weihai_quotas_2020.csv", row => new QuotaRecord(
        Text(row, "districtCode"), Text(row, "districtName"), MaybeWhole(row, "urbanCanteens"), MaybeWhole(row, "ruralTables"),
        MaybeWhole(row, "townCentres"), MaybeWhole(row, "trainees"), MaybeWhole(row, "nursingBeds"), MaybeWhole(row, "homeBedsRenovated")));

    /// <summary>The funds that rules name, and one meals fund for each city and district.</summary>
    public static IReadOnlyList<FundRecord> Funds() => Read("policies/funds.csv", row => new FundRecord(
        Text(row, "id"), Text(row, "nameZh"), Text(row, "nameEn"), Text(row, "divisionCode"), Enum.Parse<Payer>(Text(row, "payer"), ignoreCase: true), TermsOf(row)));

    /// <summary>Subsidy rules as in the file, with <c>loadAs</c> and <c>inferred</c>.</summary>
    public static IReadOnlyList<JsonObject> SubsidyRules() =>
        [.. JsonNode.Parse(TextOf("policies/subsidy_rules.json"))!.AsArray().Select(rule => rule!.AsObject())];

    internal static string TextOf(string file) => File.ReadAllText(Path.Combine(Folder, file));

    /// <summary>Maps every row of a file; a bad one is refused with its file and line.</summary>
    internal static IReadOnlyList<T> Read<T>(string file, Func<CsvReader, T> map)
    {
        using var csv = CsvReader.FromText(TextOf(file), new CsvReaderOptions { TrackLineNumbers = true });
        var rows = new List<T>();
        try
        {
            while (csv.Read()) rows.Add(map(csv));
            return rows;
        }
        catch (Exception bad) when (bad is not IOException)
        {
            throw new InvalidDataException($"seed-data/{file}, line {csv.LineNumber}: {bad.Message}", bad);
        }
    }

    internal static string Text(CsvReader row, string column) => MaybeText(row, column) ?? throw new FormatException($"{column} is empty.");

    internal static string? MaybeText(CsvReader row, string column) => row.GetString(column) is { Length: > 0 } text ? text : null;

    internal static int Whole(CsvReader row, string column) => MaybeWhole(row, column) ?? throw new FormatException($"{column} is empty.");

    private static int? MaybeWhole(CsvReader row, string column) =>
        MaybeText(row, column) is { } text ? int.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : null;

    private static LocalDate Date(CsvReader row, string column) => MaybeDate(row, column) ?? throw new FormatException($"{column} is empty.");

    private static LocalDate? MaybeDate(CsvReader row, string column) => MaybeText(row, column) is { } text ? LocalDatePattern.Iso.Parse(text).GetValueOrThrow() : null;

    private static double Degrees(CsvReader row, string column) => double.Parse(Text(row, column), NumberStyles.Float, CultureInfo.InvariantCulture);

    private static FundTerms TermsOf(CsvReader row) => new()
    {
        Purpose = MaybeText(row, "purpose"),
        Categories = Words(row, "categories"),
        AgeFrom = MaybeWhole(row, "ageFrom"),
        AgeTo = MaybeWhole(row, "ageTo"),
        Divisions = Words(row, "divisions"),
        CanteenTags = Words(row, "canteenTags"),
        MonthlyCapFen = MaybeWhole(row, "monthlyCapFen"),
        YearlyCapFen = MaybeWhole(row, "yearlyCapFen"),
    };

    private static string[] Words(CsvReader row, string column) => MaybeText(row, column)?.Split(' ') ?? [];

    private static DivisionAliasRecord Alias(CsvReader row) =>
        new(Text(row, "oldCode"), Text(row, "newCode"), Text(row, "oldName"), Date(row, "validTo"), Text(row, "source"));

    private static HolidayRecord Holiday(CsvReader row) =>
        new(Date(row, "date"), Text(row, "dayKind"), Text(row, "name"), bool.Parse(Text(row, "shifted")), Text(row, "source"));
}
