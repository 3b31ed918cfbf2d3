using NodaTime;

namespace ElderCare.Domain.HomeServices;

/// <summary>What a weekly plan has done about one visit; there is one such row for a visit, so that it is never booked twice.</summary>
public sealed class PlanVisit
{
    /// <summary>Which plan.</summary>
    public required Guid PlanId { get; init; }

    /// <summary>The day of the visit.</summary>
    public required LocalDate Date { get; init; }

    /// <summary>The minute of that day at which it is to begin; visits of a plan are never at the same time.</summary>
    public required int Minute { get; init; }

    /// <summary>What became of it.</summary>
    public required PlanOutcome Outcome { get; init; }

    /// <summary>The visit that was booked; also when it was called off.</summary>
    public Guid? OrderId { get; init; }

    /// <summary>Why none is booked, as the code of a refusal such as <c>vouchers.notEnough</c>.</summary>
    public string? Reason { get; init; }
}

/// <summary>What became of one visit of a plan.</summary>
public enum PlanOutcome
{
    /// <summary>It was booked; whoever cancels it then has the last word.</summary>
    Booked,

    /// <summary>It could not be booked; the person and family were told, and it is tried again.</summary>
    Skipped,

    /// <summary>It was booked and called off because the plan was paused, ended or changed, or the person was away; it is booked again when it is asked for again.</summary>
    CalledOff,
}
