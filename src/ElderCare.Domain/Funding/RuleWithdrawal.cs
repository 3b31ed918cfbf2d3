using NodaTime;

namespace ElderCare.Domain.Funding;

/// <summary>The end of a rule by hand: its versions so far pay nothing from a date on.</summary>
/// <param name="RuleId">The rule.</param>
/// <param name="Version">The newest version that ends; a later one is a new beginning.</param>
/// <param name="From">The first date of service on which they no longer pay.</param>
public sealed record RuleWithdrawal(string RuleId, int Version, LocalDate From);
