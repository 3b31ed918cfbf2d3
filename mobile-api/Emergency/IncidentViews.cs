using ElderCare.Domain.Emergency;
using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.MobileApi.Emergency;

/// <summary>An incident as those who may know see it.</summary>
/// <param name="Claim">The number of the newest claim; every write of the desk carries it.</param>
/// <param name="Priority">1, a life, to 4.</param>
/// <param name="Timeline">What happened, the oldest first; only of one incident, not in a list.</param>
internal sealed record IncidentView(
    Guid Id, IncidentState State, IncidentKind Kind, int Priority, Guid? SeniorId, Guid? DeviceId, Instant RaisedAt, Guid? ClaimedBy, int Claim, Instant? ClaimEndsAt,
    int EscalationLevel, IncidentOutcome? Outcome, int Signals, IReadOnlyList<TimelineView>? Timeline)
{
    /// <summary>Who needs help; for those who help only.</summary>
    public PersonCard? Person { get; init; }

    /// <summary>The newest signals, the newest first; for those who help only.</summary>
    public IReadOnlyList<SignalView>? RecentSignals { get; init; }

    /// <summary>Who was sent; for those who help only.</summary>
    public IReadOnlyList<DispatchView>? Dispatches { get; init; }

    /// <summary>What was told by message and telephone, and its fate; for those who help only.</summary>
    public IReadOnlyList<ToldView>? Messages { get; init; }

    /// <summary>What the agent asks; for those who help only.</summary>
    public IReadOnlyList<Bilingual>? Questions { get; init; }

    public static IncidentView Of(Incident incident, IReadOnlyList<IncidentNote>? notes) => new(
        incident.Id, incident.State, incident.Kind, incident.Priority, incident.SeniorId, incident.DeviceId, incident.RaisedAt, incident.ClaimedBy, incident.Claim, incident.ClaimEndsAt,
        incident.EscalationLevel, incident.Outcome, incident.Signals, notes?.Select(note => new TimelineView(note.At, note.Kind, note.By, note.Text)).ToList());
}

/// <summary>One line of a timeline.</summary>
/// <param name="By">The account; absent for a device and for the system.</param>
internal sealed record TimelineView(Instant At, IncidentNoteKind Kind, Guid? By, string? Text);

/// <summary>Takes an incident.</summary>
/// <param name="TakeOver">From a colleague; supervisors only.</param>
internal sealed record ClaimRequest(bool? TakeOver);

/// <summary>A write of who has an incident.</summary>
/// <param name="Claim">The number of the claim.</param>
internal sealed record ClaimedRequest(int? Claim);

/// <summary>Somebody was called.</summary>
/// <param name="Claim">The number of the claim.</param>
/// <param name="Who">Who was called, 1 to 40 characters.</param>
/// <param name="Result">What came of it, 1 to 200 characters.</param>
internal sealed record ContactedRequest(int? Claim, string? Who, string? Result);

/// <summary>Ends an incident.</summary>
/// <param name="Claim">The number of the claim.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="SpokenBy">Who spoke with the person, 1 to 40 characters; also after a false alarm.</param>
/// <param name="Signals">How many signals the caller has seen: refused when another has come meanwhile; absent does not ask.</param>
internal sealed record CloseIncidentRequest(int? Claim, IncidentOutcome? Outcome, string? SpokenBy, int? Signals);

/// <summary>Sends a responder.</summary>
/// <param name="Claim">The number of the claim.</param>
/// <param name="ResponderId">The responder's account; absent is the nearest on duty who is free.</param>
internal sealed record DispatchRequest(int? Claim, Guid? ResponderId);
