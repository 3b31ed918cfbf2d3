using NodaTime;

namespace ElderCare.Domain.Emergency;

/// <summary>What the city sets about emergencies.</summary>
/// <param name="ClaimerLostAfter">How long after its holder's last connection is lost a claim lapses.</param>
/// <param name="WrapUp">How long an agent writes up what is over before something rings again.</param>
/// <param name="ResponderAnswersWithin">How long a responder has to accept before the next one is sent.</param>
/// <param name="LateAfter">How old a report may be, by its device's clock, before it is marked as delayed.</param>
/// <param name="ProbeSilentAfter">How long the system's own alarm may be silent before supervisors are told.</param>
/// <param name="Strangers">When senders that nobody has registered share one incident.</param>
/// <param name="Ladders">By division; the nearest above a person's residence holds, the one without a division for all others.</param>
public sealed record EmergencyPolicy(Duration ClaimerLostAfter, Duration WrapUp, Duration ResponderAnswersWithin, Duration LateAfter, Duration ProbeSilentAfter, StrangerPolicy Strangers, IReadOnlyList<DivisionLadder> Ladders)
{
    /// <summary>The ladder of a place.</summary>
    /// <param name="divisions">The place and what is above it, the nearest first; empty when nobody knows where it is.</param>
    public EscalationLadder LadderOf(IEnumerable<string> divisions) =>
        (divisions.Select(code => Ladders.FirstOrDefault(ladder => ladder.DivisionCode == code)).FirstOrDefault(ladder => ladder is not null) ?? Ladders.Single(ladder => ladder.DivisionCode is null)).Ladder;
}

/// <summary>When senders that nobody has registered share one incident of their protocol: anybody can make up a number.</summary>
/// <param name="Incidents">So many open one of their own</param>
/// <param name="Within">in so long; those behind them share one.</param>
public sealed record StrangerPolicy(int Incidents, Duration Within);

/// <summary>The ladder of a division.</summary>
/// <param name="DivisionCode">Null is everywhere else.</param>
/// <param name="Ladder">What is done, rung after rung.</param>
public sealed record DivisionLadder(string? DivisionCode, EscalationLadder Ladder);
