using NodaTime;

namespace ElderCare.Domain.Emergency;

/// <summary>What is done about an incident that nobody takes, rung after rung; fixed for an incident when it opens.</summary>
/// <param name="Rungs">The first is at 0 seconds; each later than the one before.</param>
/// <param name="RepeatAfterSeconds">How long after the last rung it rings everybody again, and again, until somebody takes it; null does not, as in ladders of before.</param>
public sealed record EscalationLadder(IReadOnlyList<EscalationRung> Rungs, int? RepeatAfterSeconds = null)
{
    /// <summary>How long something rings at an agent before they have missed it: from the first rung to the second.</summary>
    public Duration OfferLife => Duration.FromSeconds(Rungs.Count > 1 ? Rungs[1].AfterSeconds : RepeatAfterSeconds ?? 0);

    /// <summary>The rungs that are due and not yet climbed, the lowest first: several after a time in which nothing ran, and one for all times that it should have rung again.</summary>
    /// <param name="climbed">How many have been climbed, each repeat counted.</param>
    /// <param name="since">When the incident began to ring.</param>
    /// <param name="now">The present.</param>
    /// <returns>The rungs, and how many are climbed with them.</returns>
    public (IReadOnlyList<EscalationRung> Rungs, int Climbed) Due(int climbed, Instant since, Instant now)
    {
        List<EscalationRung> due = [.. Rungs.Skip(climbed).TakeWhile(rung => since + Duration.FromSeconds(rung.AfterSeconds) <= now)];
        if (climbed + due.Count < Rungs.Count || RepeatAfterSeconds is not { } every) return (due, climbed + due.Count);
        var last = Rungs[^1].AfterSeconds;
        var repeats = (int)(((long)(now - since).TotalSeconds - last) / every);
        if (Rungs.Count + repeats <= climbed + due.Count) return (due, climbed + due.Count);
        due.Add(new(last + (repeats * every), EscalationRung.Everybody, []));
        return (due, Rungs.Count + repeats);
    }

    /// <summary>When the next rung is due, or it rings again; null above the last where it does not.</summary>
    public Instant? NextAt(int climbed, Instant since) => climbed < Rungs.Count
        ? since + Duration.FromSeconds(Rungs[climbed].AfterSeconds)
        : RepeatAfterSeconds is { } every ? since + Duration.FromSeconds(Rungs[^1].AfterSeconds + ((long)(climbed - Rungs.Count + 1) * every)) : null;
}

/// <summary>One rung.</summary>
/// <param name="AfterSeconds">Seconds after the incident began to ring.</param>
/// <param name="OfferTo">To how many agents it is offered, the longest idle first; 0 to nobody else, -1 to all of the desk.</param>
/// <param name="Acts">What else is done.</param>
public sealed record EscalationRung(int AfterSeconds, int OfferTo, IReadOnlyList<RungAct> Acts)
{
    /// <summary>Offers to everybody at the desk.</summary>
    public const int Everybody = -1;
}

/// <summary>What a rung does beside offering.</summary>
public enum RungAct
{
    /// <summary>Tells the senior's family that the call for help has come.</summary>
    TellFamily,

    /// <summary>Calls the supervisors by telephone and message.</summary>
    CallSupervisors,

    /// <summary>Calls the responders on duty by telephone and message.</summary>
    CallResponders,

    /// <summary>Sends the nearest responder on duty.</summary>
    SendResponder,

    /// <summary>Calls the family by telephone.</summary>
    CallFamily,

    /// <summary>Writes down that the promise of the service was broken, as work for somebody.</summary>
    Breach,
}
