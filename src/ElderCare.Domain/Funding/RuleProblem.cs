using ElderCare.Domain.Shared;

namespace ElderCare.Domain.Funding;

/// <summary>What is wrong with the shape of a rule.</summary>
/// <param name="Field">The field in its JSON form, such as <c>funding[0].shareFen</c>.</param>
/// <param name="Message">What is wrong, for people.</param>
public sealed record RuleProblem(string Field, Bilingual Message);
