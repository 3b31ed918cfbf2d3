using NodaTime;

namespace ElderCare.MobileApi.Funding;

/// <summary>From when a draft is to pay.</summary>
/// <param name="ValidFrom">The first date of service, today or later; absent: the draft's own, or today when that is past or absent.</param>
/// <param name="ValidTo">The first date of service on which it no longer pays; absent: the draft's own.</param>
/// <param name="CoversEverybody">Whether a rule without ages and categories is meant to cover everybody in its division.</param>
internal sealed record PublishRuleRequest(LocalDate? ValidFrom = null, LocalDate? ValidTo = null, bool? CoversEverybody = null);
