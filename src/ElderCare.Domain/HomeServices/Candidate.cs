namespace ElderCare.Domain.HomeServices;

/// <summary>A caregiver with all that decides whether they may come, and how well they fit.</summary>
/// <param name="Caregiver">Who.</param>
/// <param name="HasContract">Whether their provider may serve the person's division on that day.</param>
/// <param name="IsInArea">Whether they serve that place.</param>
/// <param name="IsOnLeave">Whether they are away on that day.</param>
/// <param name="IsBarred">Whether they are not sent to this person any more.</param>
/// <param name="Visits">What they have taken in the week of the visit, this one not among it.</param>
/// <param name="EarlierVisits">How often they have been with this person.</param>
public sealed record Candidate(
    Caregiver Caregiver, bool HasContract, bool IsInArea, bool IsOnLeave, bool IsBarred, IReadOnlyList<PlannedVisit> Visits, int EarlierVisits);
