namespace ElderCare.Domain.Reviews;

/// <summary>
/// Turns reasons into scores: as independent witnesses, of whom each may be wrong. What is common among all records says little about
/// one of them, so its weight falls; that does not go for reasons that look at a whole canteen, worker or number, which compare already.
/// </summary>
internal sealed class Weighing
{
    private static readonly HashSet<ReviewReason> Compared =
    [
        ReviewReason.VisitAfterDeath, ReviewReason.MealAfterDeath, ReviewReason.MockLocation,
        ReviewReason.RoundTimesAlways, ReviewReason.InstantStarsAlways, ReviewReason.VisitOfSharedPhone, ReviewReason.MealOfSharedPhone,
        ReviewReason.VouchedAlways, ReviewReason.OneOperatorAlways, ReviewReason.BeyondSeats, ReviewReason.FullHouse,
    ];

    /// <summary>Where workers' times are not kept, overlaps and journeys mislead alike.</summary>
    private static readonly ReviewReason[] Journeys = [ReviewReason.Overlaps, ReviewReason.Overlapped, ReviewReason.ImpossibleTravel, ReviewReason.ImpossibleNeighbour];

    private readonly double[] _weights = new double[64];

    public Weighing(SignSheet signs, int records, ReviewPolicy policy)
    {
        foreach (var (reason, weight) in policy.Weights)
        {
            var share = records < policy.Limits.CommonLeastRecords || Compared.Contains(reason) ? 0
                : (double)(Journeys.Contains(reason) ? signs.CountWithAny(Journeys) : signs.CountWithAny(reason)) / records;
            _weights[(int)reason] = share > policy.Limits.CommonShare ? weight * policy.Limits.CommonShare / share : weight;
        }
    }

    /// <summary>How sure the reasons of a record make.</summary>
    public double Of(SignSheet signs, int record)
    {
        var trusted = 1.0;
        foreach (var reason in signs.Of(record)) trusted *= 1 - _weights[(int)reason];
        return 1 - trusted;
    }
}
