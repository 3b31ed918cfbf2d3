using NodaTime;

namespace ElderCare.Domain.Meals;

/// <summary>
/// What was posted so that the funds stand as if a settled meal had been priced rightly. The meal's order is not edited; when
/// what was learnt turns out wrong, the postings are reversed.
/// </summary>
public sealed class MealAdjustment
{
    /// <summary>UUID version 7.</summary>
    public required Guid Id { get; init; }

    /// <summary>The settled order; one adjustment of it stands at a time.</summary>
    public required Guid OrderId { get; init; }

    /// <summary>Who ate, or is said to have eaten.</summary>
    public required Guid SeniorId { get; init; }

    /// <summary>Who handed the meal over.</summary>
    public required Guid CanteenId { get; init; }

    /// <summary>The meal's date.</summary>
    public required LocalDate ServedOn { get; init; }

    /// <summary>What was learnt late.</summary>
    public required AdjustmentCause Cause { get; init; }

    /// <summary>With whom the funds settle it.</summary>
    public required Counterparty Counterparty { get; init; }

    /// <summary>What the counterparty owes, above 0, is owed, below 0, or 0 when funds only change places or a use is only flagged.</summary>
    public required long AmountFen { get; init; }

    /// <summary>When it was posted.</summary>
    public required Instant RecordedAt { get; init; }

    /// <summary>When it was reversed; null while it stands.</summary>
    public Instant? ReversedAt { get; private set; }

    /// <summary>It stands no longer.</summary>
    public void Reverse(Instant now) => ReversedAt ??= now;
}
