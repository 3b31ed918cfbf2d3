using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.Domain.Emergency;

/// <summary>
/// An emergency from its first signal until somebody has spoken with the person. Whoever works on it holds a claim: a number
/// that counts up with every claim, so that what an earlier holder still sends is refused.
/// </summary>
public sealed class Incident
{
    /// <summary>How long a claim lives after the last write or sign of life.</summary>
    public static readonly Duration ClaimLife = Duration.FromMinutes(5);

    /// <summary>UUID version 7.</summary>
    public required Guid Id { get; init; }

    /// <summary>How far it is.</summary>
    public IncidentState State { get; private set; } = IncidentState.Raised;

    /// <summary>The most urgent that was signalled.</summary>
    public IncidentKind Kind { get; private set; }

    /// <summary>1 is a life in danger, 4 can wait; never lowered.</summary>
    public int Priority { get; private set; }

    /// <summary>Whose; null while the sender is bound to nobody or not known.</summary>
    public Guid? SeniorId { get; private set; }

    /// <summary>The device of the first signal; null for one that is not registered, and for a call.</summary>
    public Guid? DeviceId { get; init; }

    /// <summary>Where the person lives; null when that is not known: then all agents see it.</summary>
    public string? DivisionCode { get; private set; }

    /// <summary>When the first signal was stored.</summary>
    public required Instant RaisedAt { get; init; }

    /// <summary>Which person and class has it open; null once it is closed. Unique: nobody has two.</summary>
    public string? OpenFor { get; private set; }

    /// <summary>The account that has it.</summary>
    public Guid? ClaimedBy { get; private set; }

    /// <summary>The number of the newest claim; 0 before the first.</summary>
    public int Claim { get; private set; }

    /// <summary>When the claim lapses.</summary>
    public Instant? ClaimEndsAt { get; private set; }

    /// <summary>What is done while nobody takes it, as the policy was when it opened.</summary>
    public required EscalationLadder Ladder { get; init; }

    /// <summary>Since when it rings: when it was raised, or given back by its last holder.</summary>
    public Instant RingsSince { get; private set; }

    /// <summary>How many rungs above the first it has climbed unclaimed.</summary>
    public int EscalationLevel { get; private set; }

    /// <summary>How many rungs have been climbed, the first counted.</summary>
    public int RungsClimbed { get; private set; }

    /// <summary>Whether it is the system's own alarm, by which it watches itself: shown to nobody, counted nowhere.</summary>
    public bool IsProbe { get; init; }

    /// <summary>How it ended.</summary>
    public IncidentOutcome? Outcome { get; private set; }

    /// <summary>Who spoke with the person before it was closed.</summary>
    public string? SpokenBy { get; private set; }

    /// <summary>How many signals it has.</summary>
    public int Signals { get; private set; }

    /// <summary>Counts up at every change.</summary>
    public int Version { get; private set; }

    /// <summary>The key under which a person, or a device that is bound to nobody, has one open incident of a class.</summary>
    public static string KeyOf(Guid? seniorId, string device, IncidentKind kind) =>
        seniorId is { } senior ? $"senior:{senior}:{IncidentUrgency.ClassOf(kind)}" : $"device:{device}:{IncidentUrgency.ClassOf(kind)}";

    /// <summary>Opens one.</summary>
    public static Incident Open(IncidentKind kind, Guid? seniorId, Guid? deviceId, string device, string? division, EscalationLadder ladder, Instant now, bool isProbe = false) => new()
    {
        Id = RisingIds.Next(),
        Ladder = ladder,
        RingsSince = now,
        IsProbe = isProbe,
        SeniorId = seniorId,
        DeviceId = deviceId,
        DivisionCode = division,
        RaisedAt = now,
        OpenFor = KeyOf(seniorId, device, kind),
        Kind = kind,
        Priority = IncidentUrgency.PriorityOf(kind),
        Signals = 1,
    };

    /// <summary>Another signal of the same person and class joins it; the most urgent names it.</summary>
    public void Join(IncidentKind kind)
    {
        ThrowIfClosed();
        if (kind < Kind) Kind = kind;
        Priority = Math.Min(Priority, IncidentUrgency.PriorityOf(kind));
        Signals++;
        Version++;
    }

    /// <summary>Takes it.</summary>
    /// <exception cref="RuleViolation"><c>incidents.alreadyClaimed</c> while somebody has it, unless it is taken over.</exception>
    public void Take(Guid by, bool takeOver, Instant now)
    {
        ThrowIfClosed();
        RuleViolation.ThrowIf(IsClaimedAt(now) && !takeOver, "incidents.alreadyClaimed", "已有同事在处理。", "A colleague has taken it.");
        ClaimedBy = by;
        Claim++;
        if (State is IncidentState.Raised or IncidentState.Offered) State = IncidentState.Claimed;
        Extend(now);
    }

    /// <summary>It rings at somebody.</summary>
    public void Ring()
    {
        if (State == IncidentState.Raised) State = IncidentState.Offered;
    }

    /// <summary>Climbs the rungs that are due; none while somebody has it. Above the last it rings everybody again, as often as its ladder says.</summary>
    /// <returns>Those rungs, the lowest first; however often it should have rung again, once.</returns>
    public IReadOnlyList<EscalationRung> Climb(Instant now)
    {
        if (State == IncidentState.Closed || IsClaimedAt(now)) return [];
        var (due, climbed) = Ladder.Due(RungsClimbed, RingsSince, now);
        if (due.Count == 0) return due;
        RungsClimbed = climbed;
        EscalationLevel = Math.Min(climbed, Ladder.Rungs.Count) - 1;
        Version++;
        return due;
    }

    /// <summary>When the next rung is due, or it rings again above the last; null while somebody has it.</summary>
    public Instant? NextRungAt(Instant now) => State == IncidentState.Closed || IsClaimedAt(now) ? null : Ladder.NextAt(RungsClimbed, RingsSince);

    /// <summary>A responder is on the way.</summary>
    public void Respond()
    {
        ThrowIfClosed();
        if (State != IncidentState.OnScene) State = IncidentState.Responding;
        Version++;
    }

    /// <summary>Nobody is on the way any more: it is as it was before a responder accepted. Who is with the person already stays.</summary>
    public void StandDown(Instant now)
    {
        if (State != IncidentState.Responding) return;
        State = IsClaimedAt(now) ? IncidentState.Claimed : IncidentState.Offered;
        Version++;
    }

    /// <summary>A responder is with the person.</summary>
    public void Arrive()
    {
        ThrowIfClosed();
        State = IncidentState.OnScene;
        Version++;
    }

    /// <summary>The system's own alarm has got through.</summary>
    public void EndProbe()
    {
        (State, Outcome, OpenFor, ClaimedBy, ClaimEndsAt) = (IncidentState.Closed, IncidentOutcome.Test, null, null, null);
        Version++;
    }

    /// <summary>A sign of life of who has it.</summary>
    /// <exception cref="RuleViolation"><c>incidents.claimLost</c> when it is not theirs, or the number is not the live claim.</exception>
    public void Keep(Guid by, int claim, Instant now)
    {
        Demand(by, claim, now);
        Extend(now);
    }

    /// <summary>Gives it back; it rings again.</summary>
    /// <inheritdoc cref="Keep"/>
    public void Release(Guid by, int claim, Instant now)
    {
        Demand(by, claim, now);
        LetGo(now);
    }

    /// <summary>The holder fell silent; it rings again. False when the claim still lives or there is none.</summary>
    public bool Lapse(Instant now)
    {
        if (State == IncidentState.Closed || ClaimedBy is null || IsClaimedAt(now)) return false;
        LetGo(now);
        return true;
    }

    /// <summary>The holder is gone; it rings again. False when somebody else has it by now, or nobody.</summary>
    public bool Abandon(Guid holder, Instant now)
    {
        if (State == IncidentState.Closed || ClaimedBy != holder) return false;
        LetGo(now);
        return true;
    }

    /// <summary>It turns out whose it is; where they have none of its class open.</summary>
    public void Identify(Guid seniorId, string division)
    {
        ThrowIfClosed();
        (SeniorId, DivisionCode, OpenFor) = (seniorId, division, KeyOf(seniorId, "", Kind));
        Version++;
    }

    /// <summary>Another open one turns out to be the same emergency of the same person: it ends as joined, and this one takes over what it knew.</summary>
    public void Absorb(Incident other)
    {
        ThrowIfClosed();
        other.ThrowIfClosed();
        if (other.Kind < Kind) Kind = other.Kind;
        Priority = Math.Min(Priority, other.Priority);
        Signals += other.Signals;
        if (other.State is IncidentState.Responding or IncidentState.OnScene && State < other.State) State = other.State;
        Version++;
        (other.State, other.Outcome, other.OpenFor, other.ClaimedBy, other.ClaimEndsAt) = (IncidentState.Closed, IncidentOutcome.Other, null, null, null);
        other.Version++;
    }

    /// <summary>Ends it.</summary>
    /// <param name="by">Who ends it.</param>
    /// <param name="claim">The caller's claim.</param>
    /// <param name="outcome">How it ended.</param>
    /// <param name="spokenBy">Who spoke with the person, also after a false alarm.</param>
    /// <param name="signalsSeen">How many signals the caller has seen; null where they do not say.</param>
    /// <param name="now">The instant of the change.</param>
    /// <exception cref="RuleViolation"><c>incidents.claimLost</c> as for <see cref="Keep"/>; <c>incidents.newSignal</c> when another signal came that the caller has not seen.</exception>
    public void Close(Guid by, int claim, IncidentOutcome outcome, string spokenBy, int? signalsSeen, Instant now)
    {
        Demand(by, claim, now);
        RuleViolation.ThrowIf(signalsSeen is { } seen && seen != Signals, "incidents.newSignal", "刚才又响了一次。请先看一眼，再结案。", "It has signalled again meanwhile. Look at it, then close.", "signals");
        State = IncidentState.Closed;
        (Outcome, SpokenBy, OpenFor, ClaimEndsAt) = (outcome, spokenBy, null, null);
        Version++;
    }

    /// <summary>Whether a responder can have been sent: by somebody who had it, or by its ladder.</summary>
    public bool MayHaveResponders => Claim > 0 || Ladder.Rungs.Take(RungsClimbed).Any(rung => rung.Acts.Contains(RungAct.SendResponder));

    /// <summary>Whether somebody has it.</summary>
    public bool IsClaimedAt(Instant now) => ClaimedBy is not null && ClaimEndsAt > now;

    private void Demand(Guid by, int claim, Instant now)
    {
        ThrowIfClosed();
        RuleViolation.ThrowIf(ClaimedBy != by || claim != Claim || !IsClaimedAt(now), "incidents.claimLost", "您已经不再负责这起求助，请重新打开。", "You no longer have it; open it again.", "claim");
    }

    private void LetGo(Instant now)
    {
        (ClaimedBy, ClaimEndsAt, RingsSince, RungsClimbed, EscalationLevel) = (null, null, now, 0, 0);
        if (State == IncidentState.Claimed) State = IncidentState.Offered;
        Version++;
    }

    private void Extend(Instant now)
    {
        ClaimEndsAt = now + ClaimLife;
        Version++;
    }

    private void ThrowIfClosed() => RuleViolation.ThrowIf(State == IncidentState.Closed, "incidents.closed", "这起求助已经结案。", "The incident is closed.");
}
