using NodaTime;

namespace ElderCare.Data.Writing;

/// <summary>Who did what to which record, and when; append-only.</summary>
public sealed class AuditRow
{
    /// <summary>UUID version 7.</summary>
    public required Guid Id { get; init; }

    /// <summary>When.</summary>
    public required Instant At { get; init; }

    /// <summary>The account, or <c>system</c>.</summary>
    public required string Actor { get; init; }

    /// <summary>What was done, such as <c>mealOrder.placed</c>.</summary>
    public required string Action { get; init; }

    /// <summary>The record concerned.</summary>
    public required string Subject { get; init; }

    /// <summary>The senior whose data were touched, if one: they may read who looked.</summary>
    public Guid? SeniorId { get; init; }

    /// <summary>What more is to be known; no personal data.</summary>
    public string? Detail { get; init; }
}
