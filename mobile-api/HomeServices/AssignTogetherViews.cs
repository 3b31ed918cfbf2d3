using NodaTime;

namespace ElderCare.MobileApi.HomeServices;

/// <summary>The visits of a day are to be shared out.</summary>
/// <param name="Date">The day.</param>
/// <param name="DivisionCode">Where, with everything below.</param>
/// <param name="Apply">Whether the visits are given to those whom the plan names; a proposal only where absent.</param>
internal sealed record AssignTogetherRequest(LocalDate? Date, string? DivisionCode, bool? Apply);

/// <summary>How the visits of a day are shared out, beside what one after the other would have come to.</summary>
/// <param name="Date">The day.</param>
/// <param name="DivisionCode">Where, with everything below.</param>
/// <param name="Orders">How many visits that nobody had taken were looked at; those that have begun are not.</param>
/// <param name="Left">How many more there are than are shared out at once; ask again for them.</param>
/// <param name="Assignments">Who comes to which, the soonest first.</param>
/// <param name="Unplaced">Visits for which there are not enough who may come.</param>
/// <param name="TravelMinutes">What all assignments add to the travel of caregivers: from where they are to their first visit, and between visits.</param>
/// <param name="OneByOnePlaced">How many assignments there would be one after the other, each to the nearest who may come.</param>
/// <param name="OneByOneTravelMinutes">What those would add to travel.</param>
/// <param name="GainPercent">By how much that is more; null when one after the other needs no travel.</param>
/// <param name="Applied">Whether the visits were given to those whom the plan names.</param>
internal sealed record BatchView(
    LocalDate Date, string DivisionCode, int Orders, int Left, IReadOnlyList<BatchVisitView> Assignments, IReadOnlyList<Guid> Unplaced, double TravelMinutes, int OneByOnePlaced, double OneByOneTravelMinutes,
    double? GainPercent, bool Applied);

/// <summary>Who comes to a visit; where two must, there are two of these.</summary>
/// <param name="OrderId">The visit.</param>
/// <param name="StartsAt">When it begins, as it was agreed.</param>
/// <param name="EndsAt">When it ends.</param>
/// <param name="CaregiverId">Who.</param>
/// <param name="CaregiverName">Their name.</param>
/// <param name="TravelMinutes">How far they come to it from where they are before.</param>
/// <param name="Assigned">Whether it was given to them.</param>
/// <param name="Problem">Why not, such as <c>services.offerTaken</c>, where it was to be; the visit is left as it is.</param>
internal sealed record BatchVisitView(Guid OrderId, Instant StartsAt, Instant EndsAt, Guid CaregiverId, string CaregiverName, double TravelMinutes, bool Assigned, string? Problem);
