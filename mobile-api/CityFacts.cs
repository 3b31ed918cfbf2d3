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
    /// <summary>An event between nodes: the rules have changed; nobody else is addressed.</summary>
    public const string RulesChanged = "subsidyRules.changed";
    private readonly Lock _reading = new();
    private volatile Snapshot _now = new(new DivisionTree([]), [], RulesInForce.None);

    public DivisionTree Divisions => _now.Divisions;

    public WorkCalendar Calendar => calendar;

    /// <summary>The published rules, each with the dates on which it pays; who prices a meal keeps them, to name the versions by which it was priced.</summary>
    public RulesInForce Rules => _now.Rules;

    /// <summary>A division and those above it up to its city.</summary>
    public IEnumerable<string> WithinCity(string division)
    {
        var city = Divisions.CityOf(division);
        return Divisions.Ancestors(division).TakeWhile(code => code != city).Concat(city is null ? [] : [city]);
    }

    /// <summary>Every division that is known.</summary>
    public IReadOnlyList<string> AllDivisions => _now.Codes;

    /// <summary>A division and everything below it.</summary>
    public IReadOnlyList<string> Below(string division) => _now.Codes.Where(code => Divisions.Covers(division, code)).Append(division).Distinct().ToList();

    /// <summary>The work calendar of the seed data.</summary>
    public static WorkCalendar ReadCalendar() => new(
        CityPolicies.Holidays().Select(day => new HolidayRow(day.Date, Enum.Parse<DayKind>(day.DayKind, ignoreCase: true))),
        CityPolicies.HolidayYears().Select(year => new CalendarYear(year.Year, year.IsAnnounced ? CalendarYearStatus.Announced : CalendarYearStatus.NotAnnounced)));

    /// <summary>Reads everything again.</summary>
    public void Reload()
    {
        lock (_reading) // so that what was read earlier never replaces what was read later
        {
            using var db = database.Read();
            var rows = db.Divisions.ToList();
            _now = new(new DivisionTree(rows.Select(row => new Division(row.Code, row.Name, row.Parent))), [.. rows.Select(row => row.Code)], RulesOf(db));
        }
    }

    /// <summary>Reads the rules again, after a change on this node or, when the feed tells of it, on another.</summary>
    public void ReloadRules()
    {
        lock (_reading)
        {
            using var db = database.Read();
            _now = _now with { Rules = RulesOf(db) };
        }
    }

    public static SubsidyRule Read(SubsidyRuleRow row) => JsonSerializer.Deserialize<SubsidyRule>(row.Json, Json.Options)!;

    private static RulesInForce RulesOf(CityContext db) => new(
        db.SubsidyRules.Where(rule => rule.Status == RuleStatus.Published).AsEnumerable().Select(row => new PublishedVersion(Read(row), row.Version)),
        db.SubsidyRuleActs.Where(act => act.Kind == RuleActKind.Withdrawn && act.From != null).AsEnumerable()
            .Select(act => new RuleWithdrawal(act.RuleId, act.Version, act.From!.Value)));

    private sealed record Snapshot(DivisionTree Divisions, IReadOnlyList<string> Codes, RulesInForce Rules);
}
