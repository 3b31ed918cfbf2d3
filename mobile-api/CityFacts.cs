using ElderCare.Data.Funding;
using System.Text.Json;
using ElderCare.Data;
using ElderCare.Data.Seeding;
using ElderCare.Data.Writing;
using ElderCare.Domain.Funding;
using ElderCare.Domain.Shared;

namespace ElderCare.MobileApi;

/// <summary>What changes rarely and is asked at every order: divisions, rules in force, the calendar. Read once, read again after a change.</summary>
internal sealed class CityFacts(CityDatabase database, WorkCalendar calendar)
{
    private volatile Snapshot _now = new(new DivisionTree([]), [], new Dictionary<string, int>());

    public DivisionTree Divisions => _now.Divisions;

    public WorkCalendar Calendar => calendar;

    public IReadOnlyList<SubsidyRule> PublishedRules => _now.Rules;

    /// <summary>The version of a rule that is in force; null when it is not.</summary>
    public int? VersionOf(string ruleId) => _now.Versions.TryGetValue(ruleId, out var version) ? version : null;

    /// <summary>A division and those above it up to its city.</summary>
    public IEnumerable<string> WithinCity(string division)
    {
        var city = Divisions.CityOf(division);
        return Divisions.Ancestors(division).TakeWhile(code => code != city).Concat(city is null ? [] : [city]);
    }

    /// <summary>A division and everything below it.</summary>
    public IReadOnlyList<string> Below(string division) => _now.Codes.Where(code => Divisions.Covers(division, code)).Append(division).Distinct().ToList();

    /// <summary>The work calendar of the seed data.</summary>
    public static WorkCalendar ReadCalendar() => new(
        CityPolicies.Holidays().Select(day => new HolidayRow(day.Date, Enum.Parse<DayKind>(day.DayKind, ignoreCase: true))),
        CityPolicies.HolidayYears().Select(year => new CalendarYear(year.Year, year.IsAnnounced ? CalendarYearStatus.Announced : CalendarYearStatus.NotAnnounced)));

    /// <summary>Reads everything again.</summary>
    public void Reload()
    {
        using var db = database.Read();
        var rows = db.Divisions.ToList();
        var rules = db.SubsidyRules.Where(rule => rule.Status == "published").ToList();
        _now = new(
            new DivisionTree(rows.Select(row => new Division(row.Code, row.Name, row.Parent))),
            [.. rules.Select(Read)],
            rules.ToDictionary(rule => rule.Id, rule => rule.Version)) { Codes = [.. rows.Select(row => row.Code)] };
    }

    public static SubsidyRule Read(SubsidyRuleRow row) => JsonSerializer.Deserialize<SubsidyRule>(row.Json, Json.Options)!;

    private sealed record Snapshot(DivisionTree Divisions, IReadOnlyList<SubsidyRule> Rules, IReadOnlyDictionary<string, int> Versions)
    {
        public IReadOnlyList<string> Codes { get; init; } = [];
    }
}
