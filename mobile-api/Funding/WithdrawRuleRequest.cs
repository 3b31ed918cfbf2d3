using NodaTime;

namespace ElderCare.MobileApi.Funding;

/// <summary>From when a rule is to pay no longer.</summary>
/// <param name="From">The first date of service on which it no longer pays, today or later; absent: today.</param>
/// <param name="Draft">True to give up the draft of a new version, while the published one goes on.</param>
internal sealed record WithdrawRuleRequest(LocalDate? From = null, bool Draft = false);
