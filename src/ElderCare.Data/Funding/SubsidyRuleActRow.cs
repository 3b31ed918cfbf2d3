using ElderCare.Domain.Funding;
using NodaTime;

namespace ElderCare.Data.Funding;

/// <summary>Who did what to a rule, and when; never changed, never removed. The next number can be taken once only: of two who change a rule at once, one is refused.</summary>
public sealed class SubsidyRuleActRow
{
    /// <summary>The rule.</summary>
    public required string RuleId { get; init; }

    /// <summary>Counts up within the rule, from 1; the rule's ETag.</summary>
    public required int Number { get; init; }

    /// <summary>The version that it is about; for a withdrawal the newest one that ends.</summary>
    public required int Version { get; init; }

    /// <summary>What was done.</summary>
    public required RuleActKind Kind { get; init; }

    /// <summary>The account that did it, or <c>seed-data</c>.</summary>
    public required string Actor { get; init; }

    /// <summary>When it was done.</summary>
    public required Instant At { get; init; }

    /// <summary>Of a publication the first date of service that it pays, of a withdrawal the first that it no longer pays.</summary>
    public LocalDate? From { get; init; }

    /// <summary>Of a publication the first date of service that it no longer pays; null for no end.</summary>
    public LocalDate? To { get; init; }
}
