using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.Domain.HomeServices;

/// <summary>Who may come to a visit, which is a filter, and who fits best, which is a score that says why.</summary>
public static class Matching
{
    /// <summary>Earlier visits from which more do not make a face more familiar.</summary>
    private const int Familiar = 5;

    /// <summary>A rating that nobody has given yet counts as a good one.</summary>
    private const double Unrated = 4;

    /// <summary>A distance at which the score has fallen to a half, in metres.</summary>
    private const double HalfAt = 2_000;

    /// <summary>Why a caregiver may not come; null when they may.</summary>
    /// <param name="candidate">The caregiver.</param>
    /// <param name="wish">The visit.</param>
    /// <param name="policy">How much of everything.</param>
    /// <param name="asksDuty">Whether they must be on duty now: not when a person assigns them.</param>
    public static Unfit? WhyNot(Candidate candidate, VisitWish wish, HomeServicePolicy policy, bool asksDuty = true)
    {
        var caregiver = candidate.Caregiver;
        if (asksDuty && !caregiver.IsOnDuty) return Unfit.OffDuty;
        if (!candidate.HasContract) return Unfit.NoContract;
        if (!candidate.IsInArea) return Unfit.OutOfArea;
        if (wish.Certificate is { } certificate && !caregiver.IsCertified(certificate, CityClock.DateOf(wish.StartsAt))) return Unfit.NotCertified;
        if (candidate.IsOnLeave) return Unfit.OnLeave;
        if (!caregiver.WorksAt(CityClock.LocalOf(wish.StartsAt), CityClock.LocalOf(wish.EndsAt))) return Unfit.OutsideHours;
        if (wish.WorkerSex is { } sex && sex != caregiver.Sex) return Unfit.OtherSex;
        if (candidate.IsBarred) return Unfit.Barred;
        if (candidate.Visits.Any(visit => Collides(visit, wish, policy))) return Unfit.NoTime;
        return MinutesOn(candidate, wish) > policy.MostMinutesADay ? Unfit.TooManyHours : null;
    }

    /// <summary>How well a caregiver who may come fits, 0 to 1, by what.</summary>
    public static (double Score, IReadOnlyList<ScorePart> Reasons) Score(Candidate candidate, VisitWish wish, HomeServicePolicy policy)
    {
        var weights = policy.Weights;
        var isPreferred = wish.PreferredWorkerId == candidate.Caregiver.Id;
        var from = NearestBefore(candidate, wish)?.Home ?? candidate.Caregiver.Place ?? wish.Home;
        var most = policy.MostMinutesADay;
        List<ScorePart> parts =
        [
            new("continuity", isPreferred ? 1 : Math.Min(candidate.EarlierVisits, Familiar) / (double)Familiar * 0.9, weights.Continuity),
            new("distance", HalfAt / (HalfAt + from.MetresTo(wish.Home)), weights.Distance),
            new("load", 1 - Math.Min(MinutesOn(candidate, wish) / most, 1), weights.Load),
            new("rating", (candidate.Caregiver.Rating ?? Unrated) / 5, weights.Rating),
            new("fairness", 1 - Math.Min(candidate.Visits.Sum(visit => visit.Minutes) / (most * 5), 1), weights.Fairness),
        ];
        return (parts.Sum(part => part.Value * part.Weight), parts);
    }

    /// <summary>Those who may come, the best first; who is wished for comes before all.</summary>
    public static IReadOnlyList<Ranked> Rank(IEnumerable<Candidate> candidates, VisitWish wish, HomeServicePolicy policy) =>
    [
        .. candidates.Where(candidate => WhyNot(candidate, wish, policy) is null)
            .Select(candidate => Ranked.Of(candidate, Score(candidate, wish, policy), candidate.Caregiver.Place?.MetresTo(wish.Home)))
            .OrderByDescending(ranked => ranked.CaregiverId == wish.PreferredWorkerId).ThenByDescending(ranked => ranked.Score).ThenBy(ranked => ranked.CaregiverId),
    ];

    /// <summary>How long it takes to get from one visit to another, in minutes.</summary>
    public static double TravelMinutes(GeoPoint from, GeoPoint to, HomeServicePolicy policy)
    {
        var metres = from.MetresTo(to);
        return metres < 1 ? 0 : Math.Max(metres / policy.MetresPerMinute, policy.BetweenVisitsMinutes); // couples and neighbours of one house
    }

    private static bool Collides(PlannedVisit visit, VisitWish wish, HomeServicePolicy policy)
    {
        if (visit.StartsAt < wish.EndsAt && wish.StartsAt < visit.EndsAt) return true;
        var between = visit.EndsAt <= wish.StartsAt ? wish.StartsAt - visit.EndsAt : visit.StartsAt - wish.EndsAt;
        return between.TotalMinutes < TravelMinutes(visit.Home, wish.Home, policy);
    }

    private static PlannedVisit? NearestBefore(Candidate candidate, VisitWish wish) =>
        candidate.Visits.Where(visit => visit.EndsAt <= wish.StartsAt && CityClock.DateOf(visit.StartsAt) == CityClock.DateOf(wish.StartsAt)).MaxBy(visit => visit.EndsAt);

    private static double MinutesOn(Candidate candidate, VisitWish wish)
    {
        var day = CityClock.DateOf(wish.StartsAt);
        return candidate.Visits.Where(visit => CityClock.DateOf(visit.StartsAt) == day).Sum(visit => visit.Minutes) + (wish.EndsAt - wish.StartsAt).TotalMinutes;
    }
}

/// <summary>A caregiver who may come.</summary>
/// <param name="CaregiverId">Who.</param>
/// <param name="ProviderId">Whom they work for.</param>
/// <param name="Score">How well they fit, 0 to 1.</param>
/// <param name="Reasons">Why.</param>
/// <param name="Metres">How far they are from the home now; null when nobody knows.</param>
public sealed record Ranked(Guid CaregiverId, Guid ProviderId, double Score, IReadOnlyList<ScorePart> Reasons, double? Metres)
{
    internal static Ranked Of(Candidate candidate, (double Score, IReadOnlyList<ScorePart> Reasons) scored, double? metres) =>
        new(candidate.Caregiver.Id, candidate.Caregiver.ProviderId, scored.Score, scored.Reasons, metres);
}
