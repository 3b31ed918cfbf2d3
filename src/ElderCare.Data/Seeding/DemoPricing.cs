using ElderCare.Domain.Funding;
using ElderCare.Domain.Shared;

namespace ElderCare.Data.Seeding;

/// <summary>What meals of the demo's past are priced by: the rules in force with their versions, the calendar and the divisions.</summary>
/// <param name="Rules">The published rules.</param>
/// <param name="Calendar">The work calendar.</param>
/// <param name="Divisions">All divisions.</param>
public sealed record DemoPricing(RulesInForce Rules, WorkCalendar Calendar, DivisionTree Divisions)
{
    /// <summary>The rules that could speak of a person by where they are registered or live.</summary>
    internal IReadOnlyList<SubsidyRule> RulesFor(string hukou, string residence) =>
        [.. Rules.All.Where(rule => string.IsNullOrEmpty(rule.DivisionCode) || Divisions.Covers(rule.DivisionCode, hukou) || Divisions.Covers(rule.DivisionCode, residence))];
}
