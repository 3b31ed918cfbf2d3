using NodaTime;

namespace ElderCare.Domain.Shared;

/// <summary>What is ordered for a senior by itself, week after week, until it is paused or ended.</summary>
public abstract class Recurring
{
    /// <summary>UUID version 7.</summary>
    public required Guid Id { get; init; }

    /// <summary>For whom.</summary>
    public required Guid SeniorId { get; init; }

    /// <summary>The account that ordered, or last changed or resumed it; each thing is ordered with the rights that it has then.</summary>
    public Guid OrderedBy { get; protected set; }

    /// <summary>The first day, counted in.</summary>
    public LocalDate From { get; protected set; }

    /// <summary>The last day, counted in; null is until it is ended.</summary>
    public LocalDate? Until { get; protected set; }

    /// <summary>The first day of a pause, counted in; null when there is none.</summary>
    public LocalDate? PausedFrom { get; protected set; }

    /// <summary>The last day of the pause, counted in; null is until it is resumed.</summary>
    public LocalDate? PausedUntil { get; protected set; }

    /// <summary>When it was ended for good.</summary>
    public Instant? EndedAt { get; protected set; }

    /// <summary>When it was ordered or last changed.</summary>
    public Instant ChangedAt { get; protected set; }

    /// <summary>Counts up at every change.</summary>
    public int Version { get; protected set; }

    /// <summary>Whether it asks for anything.</summary>
    public RecurringState State => EndedAt is not null ? RecurringState.Ended : PausedFrom is not null ? RecurringState.Paused : RecurringState.Active;

    /// <summary>The refusal of every change once it has ended.</summary>
    protected abstract RuleViolation Ended { get; }

    /// <summary>Asks for nothing on some days.</summary>
    public virtual void Pause(LocalDate from, LocalDate? until, Instant now)
    {
        Touch(now);
        PausedFrom = from;
        PausedUntil = until;
    }

    /// <summary>Ends the pause.</summary>
    public virtual void Resume(Guid by, Instant now)
    {
        Touch(now);
        OrderedBy = by;
        PausedFrom = PausedUntil = null;
    }

    /// <summary>Asks for nothing any more.</summary>
    public void End(Instant now)
    {
        Touch(now);
        EndedAt = now;
    }

    /// <summary>Whether it is paused just so.</summary>
    public bool IsPaused(LocalDate from, LocalDate? until) => EndedAt is null && (PausedFrom, PausedUntil) == (from, until);

    /// <summary>Whether it is not paused, and somebody's own.</summary>
    public bool IsActiveFor(Guid orderer) => State == RecurringState.Active && OrderedBy == orderer;

    /// <summary>Whether it asks for anything on a day of its weeks.</summary>
    public bool Covers(LocalDate date) =>
        EndedAt is null && From <= date && (Until is null || date <= Until) && !(PausedFrom <= date && (PausedUntil is null || date <= PausedUntil));

    /// <summary>Takes other days, and somebody to order in whose name.</summary>
    protected void Renew(Guid by, LocalDate from, LocalDate? until, Instant now)
    {
        Touch(now);
        (OrderedBy, From, Until) = (by, from, until);
    }

    private void Touch(Instant now)
    {
        if (EndedAt is not null) throw Ended;
        ChangedAt = now;
        Version++;
    }
}

/// <summary>Whether something that recurs is asked for.</summary>
public enum RecurringState
{
    /// <summary>It is.</summary>
    Active,

    /// <summary>Not on the days of its pause.</summary>
    Paused,

    /// <summary>Not any more.</summary>
    Ended,
}
