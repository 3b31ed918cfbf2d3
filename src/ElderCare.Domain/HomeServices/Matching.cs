using ElderCare.Domain.Shared;

namespace ElderCare.Domain.HomeServices;

/// <summary>Who may come to a visit, which is a filter, and who fits best, which is a score that says why.</summary>
public static class Matching
{
    /// <summary>Two homes that are nearer than this are one: couples, and neighbours of one house.</summary>
    private const double OneHomeMetres = 1;

    /// <summary>Why a caregiver may not come; null when they may.</summary>
    /// <param name="candidate">The caregiver.</param>
    /// <param name="wish">The visit.</param>
    /// <param name="policy">How much of everything.</param>
    /// <param name="asksDuty">Whether they must be on duty now: not when a person assigns them.</param>
    public static Unfit? WhyNot(Candidate candidate, VisitWish wish, HomeServicePolicy policy, bool asksDuty = true) => WhyNot(candidate, new VisitTime(wish), policy, asksDuty, out _);

    /// <summary>How well a caregiver who may come fits, 0 to 1, by what.</summary>
    public static (double Score, IReadOnlyList<ScorePart> Reasons) Score(Candidate candidate, VisitWish wish, HomeServicePolicy policy)
    {
        var parts = PartsOf(candidate, wish, policy, DayLoad.Of(candidate, new VisitTime(wish), policy));
        return (parts.Sum, parts.Named());
    }

    /// <summary>Those who may come, the best first; who is wished for comes before all.</summary>
    public static IReadOnlyList<Ranked> Rank(IEnumerable<Candidate> candidates, VisitWish wish, HomeServicePolicy policy)
    {
        var time = new VisitTime(wish);
        var ranked = new List<Ranked>();
        foreach (var candidate in candidates)
        {
            if (WhyNot(candidate, time, policy, asksDuty: true, out var load) is not null) continue;
            ranked.Add(new(candidate.Caregiver.Id, candidate.Caregiver.ProviderId, PartsOf(candidate, wish, policy, load), candidate.Caregiver.Place?.MetresTo(wish.Home)));
        }
        ranked.Sort((one, other) =>
            one.CaregiverId == other.CaregiverId ? 0
            : one.CaregiverId == wish.PreferredWorkerId ? -1
            : other.CaregiverId == wish.PreferredWorkerId ? 1
            : other.Score.CompareTo(one.Score) is not 0 and var order ? order
            : one.CaregiverId.CompareTo(other.CaregiverId));
        return ranked;
    }

    /// <summary>How long it takes to get from one visit to another, in minutes.</summary>
    public static double TravelMinutes(GeoPoint from, GeoPoint to, HomeServicePolicy policy) => TravelMinutes(from.MetresTo(to), policy);

    /// <inheritdoc cref="TravelMinutes(GeoPoint, GeoPoint, HomeServicePolicy)"/>
    internal static double TravelMinutes(double metres, HomeServicePolicy policy) => metres < OneHomeMetres ? 0 : Math.Max(metres / policy.MetresPerMinute, policy.BetweenVisitsMinutes);

    /// <param name="candidate">The caregiver.</param>
    /// <param name="time">The visit.</param>
    /// <param name="policy">How much of everything.</param>
    /// <param name="asksDuty">Whether they must be on duty now.</param>
    /// <param name="load">What they have taken already; known when it comes to that.</param>
    internal static Unfit? WhyNot(Candidate candidate, VisitTime time, HomeServicePolicy policy, bool asksDuty, out DayLoad load)
    {
        load = default;
        var (caregiver, wish) = (candidate.Caregiver, time.Wish);
        if (caregiver.SuspendedAt is not null) return Unfit.Suspended;
        if (asksDuty && !caregiver.IsOnDuty) return Unfit.OffDuty;
        if (!candidate.HasContract) return Unfit.NoContract;
        if (!candidate.IsInArea) return Unfit.OutOfArea;
        if (wish.Certificate is { } certificate && !caregiver.IsCertified(certificate, time.Day)) return Unfit.NotCertified;
        if (candidate.IsOnLeave) return Unfit.OnLeave;
        if (!caregiver.WorksAt(time.FromMinute, time.UntilMinute)) return Unfit.OutsideHours;
        if (wish.WorkerSex is { } sex && sex != caregiver.Sex) return Unfit.OtherSex;
        if (candidate.IsBarred) return Unfit.Barred;
        load = DayLoad.Of(candidate, time, policy);
        if (load.Collides) return Unfit.NoTime;
        return load.DayMinutes + time.Minutes > policy.MostMinutesADay ? Unfit.TooManyHours : null;
    }

    /// <summary>Whether somebody cannot do both: they overlap, or there is too little time to get from one to the other.</summary>
    internal static bool Collides(PlannedVisit visit, VisitWish wish, HomeServicePolicy policy)
    {
        if (visit.StartsAt < wish.EndsAt && wish.StartsAt < visit.EndsAt) return true;
        var between = (visit.EndsAt <= wish.StartsAt ? wish.StartsAt - visit.EndsAt : visit.StartsAt - wish.EndsAt).TotalMinutes;
        if (between >= policy.BetweenVisitsMinutes && between * policy.MetresPerMinute >= visit.Home.MetresAtMostTo(wish.Home)) return false; // most visits of a week, without a sine
        return between < TravelMinutes(visit.Home, wish.Home, policy);
    }

    private static ScoreParts PartsOf(Candidate candidate, VisitWish wish, HomeServicePolicy policy, DayLoad load)
    {
        var isPreferred = wish.PreferredWorkerId == candidate.Caregiver.Id;
        var from = load.Before?.Home ?? candidate.Caregiver.Place ?? wish.Home;
        var (most, scales) = (policy.MostMinutesADay, policy.Scales);
        return new(
            policy.Weights,
            Continuity: isPreferred ? 1 : Math.Min(candidate.EarlierVisits, scales.FamiliarVisits) / (double)scales.FamiliarVisits * scales.FamiliarPart,
            Distance: scales.HalfMetres / (scales.HalfMetres + from.MetresTo(wish.Home)),
            Load: 1 - Math.Min((load.DayMinutes + (wish.EndsAt - wish.StartsAt).TotalMinutes) / most, 1),
            Rating: (candidate.Caregiver.Rating ?? scales.UnratedStars) / Caregiver.MostStars,
            Fairness: 1 - Math.Min(load.WeekMinutes / (most * scales.FullDaysAWeek), 1));
    }
}

/// <summary>A caregiver who may come.</summary>
/// <param name="CaregiverId">Who.</param>
/// <param name="ProviderId">Whom they work for.</param>
/// <param name="Parts">How well they fit, by what.</param>
/// <param name="Metres">How far they are from the home now; null when nobody knows.</param>
public sealed record Ranked(Guid CaregiverId, Guid ProviderId, ScoreParts Parts, double? Metres)
{
    /// <summary>How well they fit, 0 to 1.</summary>
    public double Score { get; } = Parts.Sum;

    /// <summary>Why.</summary>
    public IReadOnlyList<ScorePart> Reasons => Parts.Named();
}
