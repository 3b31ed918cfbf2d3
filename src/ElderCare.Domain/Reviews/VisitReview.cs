using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.Domain.Reviews;

/// <summary>A visit that the truth score doubts, and what people found: a score decides nothing.</summary>
public sealed class VisitReview
{
    /// <summary>The visit; it is asked about once.</summary>
    public required Guid OrderId { get; init; }

    /// <summary>How doubtful it was, 0 to below 1.</summary>
    public required double Score { get; init; }

    /// <summary>What spoke against it.</summary>
    public required IReadOnlyList<ReviewReason> Reasons { get; init; }

    /// <summary>When it was scored.</summary>
    public required Instant ScoredAt { get; init; }

    /// <summary>What was found; null while nobody has looked.</summary>
    public ReviewVerdict? Verdict { get; private set; }

    /// <summary>Why, in words of who decided.</summary>
    public string? Finding { get; private set; }

    /// <summary>The account that decided.</summary>
    public Guid? DecidedBy { get; private set; }

    /// <summary>When.</summary>
    public Instant? DecidedAt { get; private set; }

    /// <summary>Says what was found.</summary>
    /// <exception cref="RuleViolation"><c>reviews.decided</c> the second time.</exception>
    public void Decide(ReviewVerdict verdict, string finding, Guid by, Instant now)
    {
        RuleViolation.ThrowIf(Verdict is not null, "reviews.decided", "这次上门服务已经核实过。", "The visit has been looked into already.");
        (Verdict, Finding, DecidedBy, DecidedAt) = (verdict, finding, by, now);
    }
}
