using ElderCare.Domain.Funding;

namespace ElderCare.Data.Funding;

/// <summary>One version of a subsidy rule: its shape as JSON. Once it is no draft any more, the database refuses to change it.</summary>
public sealed class SubsidyRuleRow
{
    /// <summary>Stable id such as <c>wh-illus-60</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Counts up with each draft of the rule; orders name it.</summary>
    public required int Version { get; init; }

    /// <summary>
    /// A draft, published, or a draft that was given up. A published version that was withdrawn stays published here: the
    /// rule's acts say from when it no longer pays.
    /// </summary>
    public required RuleStatus Status { get; set; }

    /// <summary>The city that it belongs to.</summary>
    public required string City { get; init; }

    /// <summary>The rule in the contract's shape.</summary>
    public required string Json { get; set; }
}
