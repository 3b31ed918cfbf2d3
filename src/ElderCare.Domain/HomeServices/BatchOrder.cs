namespace ElderCare.Domain.HomeServices;

/// <summary>A visit of a day for which somebody is looked for together with the others.</summary>
/// <param name="Wish">The visit; it begins when it was agreed to.</param>
/// <param name="Workers">How many are still to come.</param>
/// <param name="Candidates">Caregivers with what decides whether they may come; their visits are all that they have taken, also where this is one of them.</param>
public sealed record BatchOrder(VisitWish Wish, int Workers, IEnumerable<Candidate> Candidates);

/// <summary>Who is to come to a visit.</summary>
/// <param name="OrderId">The visit.</param>
/// <param name="CaregiverId">Who.</param>
/// <param name="TravelMinutes">How far they come to it from where they are before, by the speed of the policy.</param>
public sealed record BatchVisit(Guid OrderId, Guid CaregiverId, double TravelMinutes);

/// <summary>How the visits of a day are shared out.</summary>
/// <param name="Visits">Who comes to which, in the order in which they begin.</param>
/// <param name="TravelMinutes">What all this adds to the travel of what caregivers have taken already, in minutes; home is no part of it.</param>
public sealed record BatchPlan(IReadOnlyList<BatchVisit> Visits, double TravelMinutes);
