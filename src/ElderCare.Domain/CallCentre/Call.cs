using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.Domain.CallCentre;

/// <summary>
/// A telephone call to 12349, one row by the exchange's own number for it. What the exchange tells may come twice or in any order;
/// whoever works on it holds a claim, a number that counts up with every claim.
/// </summary>
public sealed class Call
{
    /// <summary>The priority of a call about somebody who has an open emergency.</summary>
    public const int Urgent = 1;

    /// <summary>The priority of every other call.</summary>
    public const int Plain = 2;

    /// <summary>UUID version 7.</summary>
    public required Guid Id { get; init; }

    /// <summary>Which exchange tells of it.</summary>
    public required string Exchange { get; init; }

    /// <summary>How the exchange names it; with the exchange unique.</summary>
    public required string ExchangeCallId { get; init; }

    /// <summary>How far it is.</summary>
    public CallState State { get; private set; } = CallState.Ringing;

    /// <summary>1 for somebody with an open emergency, else 2; never made less urgent.</summary>
    public int Priority { get; private set; } = Plain;

    /// <summary>The caller's number, encrypted; null while withheld or not told.</summary>
    public string? CallerCipher { get; private set; }

    /// <summary>The caller's number as shown.</summary>
    public string? CallerMasked { get; private set; }

    /// <summary>The number that was called, encrypted; null while not told.</summary>
    public string? CalledCipher { get; private set; }

    /// <summary>The nearest division that has everybody whom it may be about; null when nobody is known: then all agents see it.</summary>
    public string? DivisionCode { get; private set; }

    /// <summary>When the first that was told of it was stored: its age in the queue.</summary>
    public required Instant ReceivedAt { get; init; }

    /// <summary>When it began to ring, by the exchange's clock.</summary>
    public Instant? RangAt { get; private set; }

    /// <summary>When it was picked up, by the exchange's clock.</summary>
    public Instant? AnsweredAt { get; private set; }

    /// <summary>When it ended, by the exchange's clock.</summary>
    public Instant? HungUpAt { get; private set; }

    /// <summary>At whom it rings.</summary>
    public Guid? OfferedTo { get; private set; }

    /// <summary>Until when it rings there.</summary>
    public Instant? OfferEndsAt { get; private set; }

    /// <summary>The account that has it, or had it when it was closed.</summary>
    public Guid? ClaimedBy { get; private set; }

    /// <summary>The number of the newest claim; 0 before the first.</summary>
    public int Claim { get; private set; }

    /// <summary>When it was claimed for the first time: how long the caller waited.</summary>
    public Instant? FirstClaimedAt { get; private set; }

    /// <summary>When it was closed.</summary>
    public Instant? ClosedAt { get; private set; }

    /// <summary>What came of it.</summary>
    public CallDisposition? Disposition { get; private set; }

    /// <summary>The emergency that it belongs to.</summary>
    public Guid? IncidentId { get; private set; }

    /// <summary>Where the recording is, encrypted; null when there is none, and after its time.</summary>
    public string? RecordingCipher { get; private set; }

    /// <summary>The day on which the link to the recording is removed.</summary>
    public LocalDate? RecordingDeleteOn { get; private set; }

    /// <summary>Counts up at every change.</summary>
    public int Version { get; private set; }

    /// <summary>Whether it waits for somebody to take it.</summary>
    public bool IsWaiting => State is CallState.Ringing or CallState.Offered;

    /// <summary>Whether somebody is still on the line.</summary>
    public bool IsLive => HungUpAt is null && State is not (CallState.Closed or CallState.Abandoned);

    /// <summary>Takes what the exchange tells; the first time told of each kind holds.</summary>
    /// <returns>Whether it was news.</returns>
    public bool Hear(CallEventKind kind, Instant occurredAt)
    {
        if ((kind switch { CallEventKind.Ringing => RangAt, CallEventKind.Answered => AnsweredAt, _ => HungUpAt }) is not null) return false;
        if (kind == CallEventKind.Ringing) RangAt = occurredAt;
        else if (kind == CallEventKind.Answered) AnsweredAt = occurredAt;
        else HungUpAt = occurredAt;
        if (kind == CallEventKind.HungUp && IsWaiting) (State, OfferedTo, OfferEndsAt) = (CallState.Abandoned, null, null);
        Version++;
        return true;
    }

    /// <summary>Learns who calls; what is known stays.</summary>
    public void KnowCaller(string cipher, string masked, string? division)
    {
        if (CallerCipher is not null) return;
        (CallerCipher, CallerMasked, DivisionCode) = (cipher, masked, division);
        Version++;
    }

    /// <summary>Learns which number was called; what is known stays.</summary>
    public void KnowCalled(string cipher) => CalledCipher ??= cipher;

    /// <summary>Learns where the recording is and until when it may be kept; what is known stays.</summary>
    public void KnowRecording(string cipher, LocalDate deleteOn)
    {
        if (RecordingDeleteOn is not null) return;
        (RecordingCipher, RecordingDeleteOn) = (cipher, deleteOn);
        Version++;
    }

    /// <summary>It belongs to an emergency, and comes first.</summary>
    public void Join(Guid incidentId)
    {
        (IncidentId, Priority) = (incidentId, Urgent);
        Version++;
    }

    /// <summary>It rings at somebody.</summary>
    public void Offer(Guid agent, Instant until)
    {
        (State, OfferedTo, OfferEndsAt) = (CallState.Offered, agent, until);
        Version++;
    }

    /// <summary>It rings at nobody any more, and waits.</summary>
    public void Wait()
    {
        (State, OfferedTo, OfferEndsAt) = (CallState.Ringing, null, null);
        Version++;
    }

    /// <summary>Takes it.</summary>
    /// <exception cref="RuleViolation"><c>calls.alreadyClaimed</c> while somebody has it, unless it is taken over; <c>calls.over</c> when it is closed or the caller has gone.</exception>
    public void Take(Guid by, bool takeOver, Instant now)
    {
        ThrowIfOver();
        RuleViolation.ThrowIf(State == CallState.Claimed && !takeOver, "calls.alreadyClaimed", "已有同事接了这个电话。", "A colleague has taken this call.");
        (State, ClaimedBy, OfferedTo, OfferEndsAt) = (CallState.Claimed, by, null, null);
        FirstClaimedAt ??= now;
        Claim++;
        Version++;
    }

    /// <summary>Refuses whoever does not have it.</summary>
    /// <param name="by">Who asks.</param>
    /// <param name="claim">The claim that they name; null where they name none.</param>
    /// <exception cref="RuleViolation"><c>calls.claimLost</c> when somebody else has it, or the number is an older claim.</exception>
    public void Demand(Guid by, int? claim)
    {
        ThrowIfOver();
        RuleViolation.ThrowIf(State != CallState.Claimed || ClaimedBy != by || (claim is { } named && named != Claim), "calls.claimLost", "这个电话现在不归您处理，请重新打开。", "You do not have this call now; open it again.", "claim");
    }

    /// <summary>Its holder is gone: it waits again while the caller is on the line, else the caller is to be called back. False when somebody else has it, or nobody.</summary>
    public bool Abandon(Guid holder)
    {
        if (State != CallState.Claimed || ClaimedBy != holder) return false;
        var isLive = IsLive;
        ClaimedBy = null;
        Wait();
        if (!isLive) State = CallState.Abandoned;
        return true;
    }

    /// <summary>It turns out to be a call of ours to somebody: nobody waits on it.</summary>
    public void EndAsOutgoing(Instant now)
    {
        (State, ClosedAt) = (CallState.Closed, now);
        Version++;
    }

    /// <summary>Ends it.</summary>
    public void Close(CallDisposition disposition, Instant now)
    {
        (State, Disposition, ClosedAt) = (CallState.Closed, disposition, now);
        Version++;
    }

    private void ThrowIfOver() => RuleViolation.ThrowIf(State is CallState.Closed or CallState.Abandoned, "calls.over", "这个电话已经结束。", "This call is over.");
}
