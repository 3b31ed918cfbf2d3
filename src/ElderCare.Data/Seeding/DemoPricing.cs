using ElderCare.Domain.Funding;
using ElderCare.Domain.Shared;

namespace ElderCare.Data.Seeding;

/// <summary>What meals of the demo's past are priced by: the rules in force with their versions, the calendar and the divisions.</summary>
/// <param name="Rules">The published rules.</param>
/// <param name="VersionOf">The version of a rule that is in force.</param>
/// <param name="Calendar">The work calendar.</param>
/// <param name="Divisions">All divisions.</param>
public sealed record DemoPricing(IReadOnlyList<SubsidyRule> Rules, Func<string, int?> VersionOf, WorkCalendar Calendar, DivisionTree Divisions)
{
    /// <summary>The rules that could speak of a person by where they are registered or live.</summary>
    internal IReadOnlyList<SubsidyRule> RulesFor(string hukou, string residence) =>
        [.. Rules.Where(rule => string.IsNullOrEmpty(rule.DivisionCode) || Divisions.Covers(rule.DivisionCode, hukou) || Divisions.Covers(rule.DivisionCode, residence))];
}
