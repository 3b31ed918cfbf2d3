using ElderCare.Data.Writing;
using ElderCare.Domain.HomeServices;
using ElderCare.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.Data.HomeServices;

/// <summary>What dispatch asks about caregivers before it compares them.</summary>
public sealed class DispatchReads(CityDatabase database, CaregiverRoster roster, TakenVisits visits)
{
    private const string EarlierWith = """SELECT "WorkerId", COUNT(*) FROM "ServiceOrders" WHERE "SeniorId" = @p0 AND "WorkerId" IS NOT NULL AND "CheckedOutAt" IS NOT NULL GROUP BY "WorkerId" """;

    /// <summary>All caregivers, each with what decides whether they may come to a visit; read outside of any unit.</summary>
    /// <param name="wish">The visit.</param>
    /// <param name="places">The person's division and all above it.</param>
    public IEnumerable<Candidate> Candidates(VisitWish wish, IReadOnlyCollection<string> places)
    {
        var barred = new SqlRead<Guid>("""SELECT "CaregiverId" FROM "BarredPairs" WHERE "SeniorId" = @p0""", row => row.GetGuid(0), wish.SeniorId);
        var earlier = new SqlRead<(Guid Worker, int Count)>(EarlierWith, row => (row.GetGuid(0), row.GetInt32(1)), wish.SeniorId);
        database.Read(sql =>
        {
            sql.QueryAll(barred, earlier);
            return true;
        });
        var known = earlier.Rows.ToDictionary(worker => worker.Worker, worker => worker.Count);
        return Candidates(wish, places, barred.Rows, known);
    }

    /// <summary>The same for all visits of a day; nobody is asked who knows whom.</summary>
    /// <param name="wishes">The visits.</param>
    /// <param name="placesOf">A division and all above it.</param>
    /// <param name="only">Only caregivers of this provider; of all when null.</param>
    public IReadOnlyList<(VisitWish Wish, IEnumerable<Candidate> Candidates)> CandidatesOfAll(IEnumerable<VisitWish> wishes, Func<string, IReadOnlyCollection<string>> placesOf, Guid? only)
    {
        var barred = database.Read(sql => sql.Query("""SELECT "SeniorId", "CaregiverId" FROM "BarredPairs" """, row => (Senior: row.GetGuid(0), Caregiver: row.GetGuid(1)))).ToLookup(pair => pair.Senior, pair => pair.Caregiver);
        return [.. wishes.Select(wish => (wish, Candidates(wish, placesOf(wish.DivisionCode), [.. barred[wish.SeniorId]], []).Where(one => only is null || one.Caregiver.ProviderId == only)))];
    }

    /// <summary>One caregiver, whoever employs them, with what decides whether they may come to a visit; as the database has it.</summary>
    /// <param name="db">The unit's tables.</param>
    /// <param name="wish">The visit; it is not among those that they have taken.</param>
    /// <param name="places">The person's division and all above it.</param>
    /// <param name="worker">Who.</param>
    public static Candidate CandidateNow(CityContext db, VisitWish wish, IReadOnlyList<string> places, Guid worker)
    {
        var day = CityClock.DateOf(wish.StartsAt);
        var caregiver = db.Caregivers.AsNoTracking().Single(one => one.Id == worker);
        var hasContract = db.ProviderContracts.Any(contract => contract.ProviderId == caregiver.ProviderId && places.Contains(contract.DivisionCode) && contract.ValidFrom <= day && (contract.ValidTo == null || contract.ValidTo > day)
            && db.ServiceProviders.Any(provider => provider.Id == contract.ProviderId && provider.IsActive));
        var isOnLeave = db.CaregiverLeaves.Any(leave => leave.CaregiverId == worker && leave.From <= day && leave.Until > day);
        var isBarred = db.BarredPairs.Any(pair => pair.SeniorId == wish.SeniorId && pair.CaregiverId == worker);
        var (from, until) = (wish.StartsAt - Duration.FromDays(2), wish.EndsAt + Duration.FromDays(2)); // no visit is longer than a day
        var near = db.ServiceOrders.Where(order => order.State != ServiceOrderState.Cancelled && order.Id != wish.OrderId && order.StartsAt >= from && order.StartsAt < until);
        var taken = near.Where(order => order.WorkerId == worker).Concat(near.Where(order => order.SecondWorkerId == worker))
            .Select(order => new { order.SeniorId, order.Latitude, order.Longitude, order.StartsAt, order.Minutes }).ToList();
        return new(
            caregiver, hasContract, caregiver.Areas.Any(places.Contains), isOnLeave, isBarred,
            [.. taken.Select(order => new PlannedVisit(order.SeniorId, new(order.Latitude, order.Longitude), order.StartsAt, order.StartsAt + Duration.FromMinutes(order.Minutes)))], EarlierVisits: 0);
    }

    private IEnumerable<Candidate> Candidates(VisitWish wish, IReadOnlyCollection<string> places, IReadOnlyList<Guid> barred, Dictionary<Guid, int> earlier)
    {
        var day = CityClock.DateOf(wish.StartsAt);
        var now = roster.Now();
        var (week, serving) = (visits.WeekOf(day), now.Serving(places, day));
        foreach (var entry in now.Entries)
        {
            var caregiver = entry.Caregiver;
            if (!serving.Contains(caregiver.ProviderId)) continue;
            yield return new(
                caregiver, HasContract: true, caregiver.Areas.Any(places.Contains), entry.IsOnLeave(day), barred.Contains(caregiver.Id), week.Of(caregiver.Id), earlier.GetValueOrDefault(caregiver.Id));
        }
    }
}
