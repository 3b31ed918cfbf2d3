namespace ElderCare.Domain.HomeServices;

/// <summary>
/// Shares the visits of a day out among caregivers so that they travel as little as can be found. A visit begins when it was agreed
/// to, so a caregiver's day is their visits in the order of time, and what <see cref="Matching.WhyNot(Candidate, VisitWish, HomeServicePolicy, bool)"/>
/// forbids stays forbidden. Each visit that one-by-one places is placed.
/// </summary>
public static class BatchAssignment
{
    /// <summary>Both ways of sharing out the same visits.</summary>
    /// <param name="orders">The visits of one day.</param>
    /// <param name="policy">How much of everything.</param>
    /// <param name="rounds">How often some visits are taken out and put back better: more make it better and take longer.</param>
    /// <param name="seed">The same seed finds the same plan.</param>
    /// <returns>Together, and one after the other by the time at which they begin, each to whoever is nearest of those who may come.</returns>
    public static (BatchPlan Together, BatchPlan OneByOne) Plan(IReadOnlyList<BatchOrder> orders, HomeServicePolicy policy, int rounds, int seed)
    {
        var day = BatchDay.Of(orders, policy);
        var nearest = OneByOne(day);
        var together = Search(BatchRoutes.Empty(day), rounds, seed);
        // Putting the dearest first may leave out what one-by-one places; then that is where the search begins.
        if (!together.PlacesAllOf(nearest) || (together.Placed == nearest.Placed && together.Metres > nearest.Metres)) together = Search(nearest.Copy(), rounds, seed);
        return (together.ToPlan(policy), nearest.ToPlan(policy));
    }

    private static BatchRoutes OneByOne(BatchDay day)
    {
        var routes = BatchRoutes.Empty(day);
        for (var task = 0; task < day.Tasks; task++) // in the order of time
        {
            var (best, nearest) = (-1, double.MaxValue);
            foreach (var crew in day.CrewsOf(task))
            {
                if (!routes.MayTake(crew, task)) continue;
                var metres = routes.MetresTo(crew, task);
                if (metres < nearest) (best, nearest) = (crew, metres);
            }
            if (best >= 0) routes.Put(best, task);
        }
        return routes;
    }

    private static BatchRoutes Search(BatchRoutes routes, int rounds, int seed)
    {
        var search = new BatchSearch(routes, new Random(seed));
        search.PutAll();
        search.TakeOutAndPutBack(rounds);
        return routes;
    }
}
