using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.Domain.Tasks;

/// <summary>One entry of the one work list: something that a person has to look at.</summary>
public sealed class WorkTask
{
    /// <summary>UUID version 7.</summary>
    public required Guid Id { get; init; }

    /// <summary>What kind of work.</summary>
    public required TaskKind Kind { get; init; }

    /// <summary>Open, claimed or closed.</summary>
    public WorkTaskStatus Status { get; private set; }

    /// <summary>Who covers this division may see and take it.</summary>
    public required string DivisionCode { get; init; }

    /// <summary>The record that it is about.</summary>
    public required string SubjectId { get; init; }

    /// <summary>The senior concerned, if one.</summary>
    public Guid? SeniorId { get; init; }

    /// <summary>What to do, in Chinese; no ID number, no health note.</summary>
    public required string TitleZh { get; init; }

    /// <summary>What to do, in English.</summary>
    public required string TitleEn { get; init; }

    /// <summary>When it was raised.</summary>
    public required Instant RaisedAt { get; init; }

    /// <summary>Who took it.</summary>
    public Guid? ClaimedBy { get; private set; }

    /// <summary>What came of it.</summary>
    public string? Outcome { get; private set; }

    /// <summary>Counts up at every change.</summary>
    public int Version { get; private set; }

    /// <summary>Takes the task.</summary>
    /// <exception cref="RuleViolation"><c>tasks.alreadyClaimed</c> when somebody else has it, <c>tasks.closed</c> when it is done.</exception>
    public void Claim(Guid by)
    {
        ThrowIfClosed();
        RuleViolation.ThrowIf(Status == WorkTaskStatus.Claimed && ClaimedBy != by, "tasks.alreadyClaimed", "已有同事在处理。", "A colleague has taken it.");
        Status = WorkTaskStatus.Claimed;
        ClaimedBy = by;
        Version++;
    }

    /// <summary>Ends the task with what came of it.</summary>
    /// <exception cref="RuleViolation"><c>tasks.notYours</c> unless the caller has claimed it, <c>tasks.closed</c> when it is done.</exception>
    public void Close(Guid by, string outcome)
    {
        ThrowIfClosed();
        RuleViolation.ThrowIf(ClaimedBy != by, "tasks.notYours", "请先领取这件事。", "Claim the task first.");
        Status = WorkTaskStatus.Closed;
        Outcome = outcome;
        Version++;
    }

    /// <summary>Ends the task, whoever has it, because there is nothing left to do.</summary>
    /// <exception cref="RuleViolation"><c>tasks.closed</c> when it is done.</exception>
    public void Settle(string outcome)
    {
        ThrowIfClosed();
        Status = WorkTaskStatus.Closed;
        Outcome = outcome;
        Version++;
    }

    private void ThrowIfClosed() =>
        RuleViolation.ThrowIf(Status == WorkTaskStatus.Closed, "tasks.closed", "这件事已经办完。", "The task is closed.");
}
