using NodaTime;

namespace ElderCare.Domain.Emergency;

/// <summary>What is done about an incident that nobody takes, rung after rung; fixed for an incident when it opens.</summary>
/// <param name="Rungs">The first is at 0 seconds; each later than the one before.</param>
public sealed record EscalationLadder(IReadOnlyList<EscalationRung> Rungs)
{
    /// <summary>The rungs that are due and not yet climbed, the lowest first: several after a time in which nothing ran.</summary>
    /// <param name="climbed">How many have been climbed.</param>
    /// <param name="since">When the incident began to ring.</param>
    /// <param name="now">The present.</param>
    public IReadOnlyList<EscalationRung> Due(int climbed, Instant since, Instant now) => [.. Rungs.Skip(climbed).TakeWhile(rung => since + Duration.FromSeconds(rung.AfterSeconds) <= now)];

    /// <summary>When the next rung is due; null above the last.</summary>
    public Instant? NextAt(int climbed, Instant since) => climbed < Rungs.Count ? since + Duration.FromSeconds(Rungs[climbed].AfterSeconds) : null;
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
