using NodaTime;

namespace ElderCare.MobileApi.Funding;

/// <summary>What a rule would have changed for last month's meals.</summary>
/// <param name="RuleId">The rule.</param>
/// <param name="Version">The version that was tried, as if it had been in force all month.</param>
/// <param name="Illustrative">Whether it is made up for illustration.</param>
/// <param name="From">The first day of the month.</param>
/// <param name="To">The first day after it.</param>
/// <param name="Meals">Meals handed over to people registered or living in the rule's division.</param>
/// <param name="MealsChanged">Those for which somebody would have paid another amount.</param>
/// <param name="SubsidyBeforeFen">What was paid.</param>
/// <param name="SubsidyAfterFen">What would have been paid.</param>
/// <param name="IsComplete">False when there were more meals than are looked at in one go.</param>
/// <param name="ByDistrict">By the district in which the diners live.</param>
/// <param name="ByFund">By the fund that pays; a dry fund is not counted in.</param>
internal sealed record RuleImpactView(
    string RuleId, int Version, bool Illustrative, LocalDate From, LocalDate To, int Meals, int MealsChanged, long SubsidyBeforeFen, long SubsidyAfterFen, bool IsComplete,
    IReadOnlyList<DistrictImpact> ByDistrict, IReadOnlyList<FundImpact> ByFund);
