using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.Domain.Emergency;

/// <summary>One responder sent to an incident.</summary>
public sealed class Dispatch
{
    /// <summary>UUID version 7.</summary>
    public required Guid Id { get; init; }

    /// <summary>Where to.</summary>
    public required Guid IncidentId { get; init; }

    /// <summary>The responder's account.</summary>
    public required Guid ResponderId { get; init; }

    /// <summary>How far it is.</summary>
    public DispatchState State { get; private set; }

    /// <summary>When it was sent.</summary>
    public required Instant SentAt { get; init; }

    /// <summary>Until when it must be accepted; then the next responder is sent.</summary>
    public required Instant AnswerBy { get; init; }

    /// <summary>When it was accepted, declined or given up.</summary>
    public Instant? AnsweredAt { get; private set; }

    /// <summary>When the responder was with the person.</summary>
    public Instant? ArrivedAt { get; private set; }

    /// <summary>The states in which the responder has to do with the incident, and sees it.</summary>
    public static readonly IReadOnlyList<DispatchState> Going = [DispatchState.Sent, DispatchState.Accepted, DispatchState.OnScene];

    /// <summary>Whether the responder said that they go, or is there.</summary>
    public bool IsUnderWay => State is DispatchState.Accepted or DispatchState.OnScene;

    /// <summary>The responder goes.</summary>
    public void Accept(Instant now)
    {
        RuleViolation.ThrowIf(State != DispatchState.Sent || now >= AnswerBy, "dispatches.notOpen", "这次派单已经不在等您答复。", "It does not wait for your answer any more.");
        (State, AnsweredAt) = (DispatchState.Accepted, now);
    }

    /// <summary>The responder cannot go.</summary>
    public void Decline(Instant now)
    {
        RuleViolation.ThrowIf(State is not (DispatchState.Sent or DispatchState.Accepted), "dispatches.notOpen", "这次派单已经不在等您答复。", "It does not wait for your answer any more.");
        (State, AnsweredAt) = (DispatchState.Declined, now);
    }

    /// <summary>Nobody answered in time; false when somebody did.</summary>
    public bool Expire(Instant now)
    {
        if (State != DispatchState.Sent || now < AnswerBy) return false;
        (State, AnsweredAt) = (DispatchState.Expired, now);
        return true;
    }

    /// <summary>The responder is with the person.</summary>
    public void Arrive(Instant now)
    {
        RuleViolation.ThrowIf(State != DispatchState.Accepted, "dispatches.notAccepted", "请先接受派单。", "Accept it first.");
        (State, ArrivedAt) = (DispatchState.OnScene, now);
    }

    /// <summary>The incident is over, or another goes.</summary>
    public void End(Instant now)
    {
        if (State is DispatchState.Declined or DispatchState.Expired or DispatchState.Ended) return;
        State = DispatchState.Ended;
        AnsweredAt ??= now;
    }
}

/// <summary>How far a dispatch is.</summary>
public enum DispatchState
{
    /// <summary>It waits for the responder's answer.</summary>
    Sent,

    /// <summary>The responder is on the way.</summary>
    Accepted,

    /// <summary>The responder cannot go.</summary>
    Declined,

    /// <summary>The responder did not answer in time.</summary>
    Expired,

    /// <summary>The responder is with the person.</summary>
    OnScene,

    /// <summary>It is over.</summary>
    Ended,
}
