using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.Domain.CallCentre;

/// <summary>An agent or supervisor at the desk: whether they may be rung now.</summary>
public sealed class Agent
{
    /// <summary>The reason of who missed an offer.</summary>
    public const string MissedOffer = "missedOffer";

    /// <summary>What stands as the reason of a wrap-up that was made longer, which is done once.</summary>
    public const string Extended = "extended";

    /// <summary>The reason of an offer that has interrupted a wrap-up: what becomes of it, the wrap-up is made up for.</summary>
    public const string WritingUp = "wrapUp";

    /// <summary>The account.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>The division whose people they serve.</summary>
    public required string DivisionCode { get; set; }

    /// <summary>The dialects that they speak, words with blanks between; null is none beside Mandarin.</summary>
    public string? Dialects { get; set; }

    /// <summary>What they do.</summary>
    public AgentState State { get; private set; } = AgentState.NotReady;

    /// <summary>Why they are not ready, or what an offer has interrupted.</summary>
    public string? Reason { get; private set; }

    /// <summary>Since when they are in that state: who has been ready longest is rung first.</summary>
    public required Instant Since { get; set; }

    /// <summary>The incident or call that rings at them.</summary>
    public Guid? OfferedId { get; private set; }

    /// <summary>The node of the city that they are connected to; null while they are not.</summary>
    public string? ConnectedTo { get; private set; }

    /// <summary>When their last connection was lost; null while connected, and for those who never were.</summary>
    public Instant? LostAt { get; private set; }

    /// <summary>Whether something may ring at them.</summary>
    public bool IsFree => State == AgentState.Ready && LostAt is null;

    /// <summary>Whether an emergency may ring at them: one interrupts a wrap-up too, where nobody is ready.</summary>
    public bool TakesEmergencies => IsFree || (State == AgentState.WrapUp && LostAt is null);

    /// <summary>Says that they are ready, writing up, or not ready and why.</summary>
    /// <exception cref="RuleViolation"><c>agents.wrapUpExtended</c> when they have made this wrap-up longer before.</exception>
    public void Declare(AgentState state, string? reason, Instant now)
    {
        var extends = State == AgentState.WrapUp && state == AgentState.WrapUp;
        RuleViolation.ThrowIf(extends && Reason == Extended, "agents.wrapUpExtended", "整理时间只能延一次。", "Wrap-up can be made longer once.", "state");
        Become(state, extends ? Extended : state == AgentState.NotReady ? reason : null, now);
    }

    /// <summary>Something rings at them.</summary>
    public void Offer(Guid id, Instant now)
    {
        Become(AgentState.Offered, State == AgentState.WrapUp ? Reason ?? WritingUp : null, now);
        OfferedId = id;
    }

    /// <summary>What rang at them rings there no more: they are free, or write up anew what they were writing up.</summary>
    public void LeaveAlone(Instant now)
    {
        if (State == AgentState.Offered && Reason is { } interrupted) Become(AgentState.WrapUp, interrupted == Extended ? Extended : null, now);
        else BecomeReady(now);
    }

    /// <summary>They took something.</summary>
    public void Take(Instant now) => Become(AgentState.Busy, null, now);

    /// <summary>What they had is over: they write it up.</summary>
    public void WriteUp(Instant now) => Become(AgentState.WrapUp, null, now);

    /// <summary>They did not take what rang at them, and are rung no more until they say so.</summary>
    public void Miss(Instant now) => Become(AgentState.NotReady, MissedOffer, now);

    /// <summary>A supervisor, or the system, has them stop.</summary>
    public void LogOff(string reason, Instant now) => Become(AgentState.NotReady, reason, now);

    /// <summary>They are free again.</summary>
    public void BecomeReady(Instant now) => Become(AgentState.Ready, null, now);

    /// <summary>They have a live connection.</summary>
    public void Connect(string node) => (ConnectedTo, LostAt) = (node, null);

    /// <summary>Their last connection is gone.</summary>
    public void Lose(Instant now) => (ConnectedTo, LostAt) = (null, now);

    private void Become(AgentState state, string? reason, Instant now) => (State, Reason, Since, OfferedId) = (state, reason, now, null);
}

/// <summary>What an agent does.</summary>
public enum AgentState
{
    /// <summary>Nothing rings at them, and they said why.</summary>
    NotReady,

    /// <summary>They wait for the next call.</summary>
    Ready,

    /// <summary>Something rings at them.</summary>
    Offered,

    /// <summary>They have an incident or a call.</summary>
    Busy,

    /// <summary>They write up the last one.</summary>
    WrapUp,
}
