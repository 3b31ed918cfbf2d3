namespace ElderCare.Domain.Reviews;

/// <summary>
/// Which of two visits that contradict each other is more likely the wrong one: the one with other reasons against it; else the one that
/// contradicts more visits; else the one of a worker who hardly ever goes there; else the one off its plan. When nothing tells, both;
/// but two workers who both come to a person regularly may meet there.
/// </summary>
internal sealed class Blame
{
    private const double FarMoreFamiliar = 3;
    private const int Familiar = 4;
    private const double OffPlanMinutes = 45;
    private const double OnPlanMinutes = 20;
    private readonly VisitBook _book;
    private readonly double[] _alone;
    private readonly List<Conflict> _conflicts;
    private readonly Dictionary<int, HashSet<int>> _partners = [];

    public Blame(VisitBook book, double[] aloneScores, List<Conflict> conflicts)
    {
        (_book, _alone, _conflicts) = (book, aloneScores, conflicts);
        foreach (var conflict in conflicts)
        {
            PartnersOf(conflict.One).Add(conflict.Other);
            PartnersOf(conflict.Other).Add(conflict.One);
        }
    }

    public void Mark(SignSheet signs)
    {
        foreach (var (one, other, kind) in _conflicts)
        {
            var (wrong, disturbed) = kind switch
            {
                ConflictKind.Worker => (ReviewReason.Overlaps, ReviewReason.Overlapped),
                ConflictKind.Travel => (ReviewReason.ImpossibleTravel, ReviewReason.ImpossibleNeighbour),
                _ => (ReviewReason.TwoWorkersAtOnce, ReviewReason.SecondWorkerPresent),
            };
            var more = MoreLikelyWrong(one, other);
            var isHandOver = more == 0 && kind == ConflictKind.Person && _book.Familiarity(one) >= Familiar && _book.Familiarity(other) >= Familiar;
            signs.Mark(one, more >= 0 && !isHandOver ? wrong : disturbed);
            signs.Mark(other, more <= 0 && !isHandOver ? wrong : disturbed);
        }
    }

    /// <summary>Above 0 the one, below 0 the other, 0 when nothing tells.</summary>
    private int MoreLikelyWrong(int one, int other)
    {
        var (aloneOne, aloneOther) = (_alone[one] >= TruthScore.FlaggedFrom, _alone[other] >= TruthScore.FlaggedFrom);
        if (aloneOne != aloneOther) return aloneOne ? 1 : -1;
        if (PartnersOf(one).Count != PartnersOf(other).Count) return PartnersOf(one).Count - PartnersOf(other).Count;
        var (knownOne, knownOther) = (_book.Familiarity(one), _book.Familiarity(other));
        if (knownOther >= Math.Max(Familiar, FarMoreFamiliar * knownOne)) return 1;
        if (knownOne >= Math.Max(Familiar, FarMoreFamiliar * knownOther)) return -1;
        var (offOne, offOther) = (MinutesOffPlan(one), MinutesOffPlan(other));
        if (offOne > OffPlanMinutes && offOther < OnPlanMinutes) return 1;
        return offOther > OffPlanMinutes && offOne < OnPlanMinutes ? -1 : 0;
    }

    private double MinutesOffPlan(int visit) => Math.Abs((_book.From(visit) - _book.Visits[visit].StartsAt).TotalMinutes);

    private HashSet<int> PartnersOf(int visit)
    {
        if (!_partners.TryGetValue(visit, out var partners)) _partners[visit] = partners = [];
        return partners;
    }
}
