namespace ElderCare.Domain.Funding;

/// <summary>A version of a rule as it was published.</summary>
/// <param name="Rule">The rule with the dates of its publication.</param>
/// <param name="Version">Counts up with each version of the rule.</param>
public sealed record PublishedVersion(SubsidyRule Rule, int Version);
