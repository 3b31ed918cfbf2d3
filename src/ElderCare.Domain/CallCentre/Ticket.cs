using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.Domain.CallCentre;

/// <summary>Something that a caller wants answered: a complaint, a question or a request, with the day on which it must be.</summary>
public sealed class Ticket
{
    /// <summary>UUID version 7.</summary>
    public required Guid Id { get; init; }

    /// <summary>What it is.</summary>
    public required TicketKind Kind { get; init; }

    /// <summary>What was said, up to 2,000 characters.</summary>
    public required string Text { get; init; }

    /// <summary>Whose work it is.</summary>
    public required string DivisionCode { get; init; }

    /// <summary>The call in which it was said; null when it came otherwise. One call may bring several.</summary>
    public Guid? CallId { get; init; }

    /// <summary>Whom it is about; null when that is nobody in particular, or nobody known.</summary>
    public Guid? SeniorId { get; init; }

    /// <summary>Who registered it.</summary>
    public required Guid RegisteredBy { get; init; }

    /// <summary>When.</summary>
    public required Instant RegisteredAt { get; init; }

    /// <summary>The last day on which it is answered in time.</summary>
    public required LocalDate DueOn { get; init; }

    /// <summary>How far it is.</summary>
    public TicketState State { get; private set; }

    /// <summary>The number under which 12345 has it.</summary>
    public string? Reference { get; private set; }

    /// <summary>What came of it.</summary>
    public string? Outcome { get; private set; }

    /// <summary>When it was closed.</summary>
    public Instant? ClosedAt { get; private set; }

    /// <summary>Counts up at every change.</summary>
    public int Version { get; private set; }

    /// <summary>Gives it to 12345, which knows it by a number.</summary>
    /// <exception cref="RuleViolation"><c>tickets.closed</c>, or <c>tickets.handedOver</c> when 12345 has it already.</exception>
    public void HandOver(string reference)
    {
        ThrowIfClosed();
        RuleViolation.ThrowIf(State == TicketState.HandedOver, "tickets.handedOver", "已经转给 12345。", "12345 has it already.");
        (State, Reference) = (TicketState.HandedOver, reference);
        Version++;
    }

    /// <summary>Ends it with what came of it.</summary>
    /// <exception cref="RuleViolation"><c>tickets.closed</c>.</exception>
    public void Close(string outcome, Instant now)
    {
        ThrowIfClosed();
        (State, Outcome, ClosedAt) = (TicketState.Closed, outcome, now);
        Version++;
    }

    /// <summary>The day after so many working days.</summary>
    /// <exception cref="RuleViolation"><c>calendar.yearMissing</c>.</exception>
    public static LocalDate DueAfter(LocalDate from, int workdays, WorkCalendar calendar)
    {
        var day = from;
        for (var left = workdays; left > 0;)
        {
            day = day.PlusDays(1);
            if (calendar.DayKindOf(day) == DayKind.Workday) left--;
        }
        return day;
    }

    private void ThrowIfClosed() => RuleViolation.ThrowIf(State == TicketState.Closed, "tickets.closed", "这件事已经办结。", "It is closed.");
}

/// <summary>What a caller wants.</summary>
public enum TicketKind
{
    /// <summary>Something was wrong.</summary>
    Complaint,

    /// <summary>A question that could not be answered at once.</summary>
    Consultation,

    /// <summary>Something is to be done.</summary>
    Request,
}

/// <summary>How far a ticket is.</summary>
public enum TicketState
{
    /// <summary>It is with 12349.</summary>
    Open,

    /// <summary>It is with 12345.</summary>
    HandedOver,

    /// <summary>It is answered.</summary>
    Closed,
}
