using NodaTime;

namespace ElderCare.Domain.Emergency;

/// <summary>What the city sets about emergencies.</summary>
/// <param name="ClaimerLostAfter">How long after its holder's last connection is lost a claim lapses.</param>
/// <param name="WrapUp">How long an agent writes up what is over before something rings again.</param>
/// <param name="ResponderAnswersWithin">How long a responder has to accept before the next one is sent.</param>
/// <param name="Ladders">By division; the nearest above a person's residence holds, the one without a division for all others.</param>
public sealed record EmergencyPolicy(Duration ClaimerLostAfter, Duration WrapUp, Duration ResponderAnswersWithin, IReadOnlyList<DivisionLadder> Ladders)
{
    /// <summary>The ladder of a place.</summary>
    /// <param name="divisions">The place and what is above it, the nearest first; empty when nobody knows where it is.</param>
    public EscalationLadder LadderOf(IEnumerable<string> divisions) =>
        (divisions.Select(code => Ladders.FirstOrDefault(ladder => ladder.DivisionCode == code)).FirstOrDefault(ladder => ladder is not null) ?? Ladders.Single(ladder => ladder.DivisionCode is null)).Ladder;
}

/// <summary>The ladder of a division.</summary>
/// <param name="DivisionCode">Null is everywhere else.</param>
/// <param name="Ladder">What is done, rung after rung.</param>
public sealed record DivisionLadder(string? DivisionCode, EscalationLadder Ladder);
