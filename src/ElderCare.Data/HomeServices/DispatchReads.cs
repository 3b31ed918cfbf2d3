using ElderCare.Domain.HomeServices;
using ElderCare.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.Data.HomeServices;

/// <summary>What dispatch asks about caregivers before it compares them.</summary>
public static class DispatchReads
{
    /// <summary>Caregivers whose provider may serve a division, each with what decides whether they may come to a visit.</summary>
    /// <param name="db">A context that reads.</param>
    /// <param name="wish">The visit.</param>
    /// <param name="places">The person's division and all above it.</param>
    /// <param name="onlyOnDuty">Leaves out who is off duty: they are never rung.</param>
    /// <param name="only">Asks about one caregiver only, whoever employs them.</param>
    public static IReadOnlyList<Candidate> Candidates(this CityContext db, VisitWish wish, IReadOnlyList<string> places, bool onlyOnDuty, Guid? only = null)
    {
        var day = CityClock.DateOf(wish.StartsAt);
        var contracted = db.ProviderContracts.Where(contract => places.Contains(contract.DivisionCode) && contract.ValidFrom <= day && (contract.ValidTo == null || contract.ValidTo > day))
            .Join(db.ServiceProviders.Where(provider => provider.IsActive), contract => contract.ProviderId, provider => provider.Id, (contract, _) => contract.ProviderId).Distinct().ToHashSet();
        var caregivers = db.Caregivers.AsNoTracking().Where(caregiver => !onlyOnDuty || caregiver.IsOnDuty);
        caregivers = only is { } one ? caregivers.Where(caregiver => caregiver.Id == one) : caregivers.Where(caregiver => contracted.Contains(caregiver.ProviderId));
        var people = caregivers.ToList();
        var onLeave = db.CaregiverLeaves.Where(leave => leave.From <= day && leave.Until > day).Select(leave => leave.CaregiverId).ToHashSet();
        var barred = db.BarredPairs.Where(pair => pair.SeniorId == wish.SeniorId).Select(pair => pair.CaregiverId).ToHashSet();
        var visits = VisitsInWeek(db, wish, day).ToLookup(visit => visit.Worker, visit => visit.Visit);
        var earlier = db.ServiceOrders.Where(order => order.SeniorId == wish.SeniorId && order.WorkerId != null && order.CheckedOutAt != null)
            .GroupBy(order => order.WorkerId!.Value).Select(worker => new { worker.Key, Count = worker.Count() }).ToDictionary(worker => worker.Key, worker => worker.Count);
        return
        [
            .. people.Select(caregiver => new Candidate(
                caregiver, contracted.Contains(caregiver.ProviderId), caregiver.Areas.Any(places.Contains), onLeave.Contains(caregiver.Id), barred.Contains(caregiver.Id),
                [.. visits[caregiver.Id]], earlier.GetValueOrDefault(caregiver.Id))),
        ];
    }

    private static IEnumerable<(Guid Worker, PlannedVisit Visit)> VisitsInWeek(CityContext db, VisitWish wish, LocalDate day)
    {
        var monday = day.PlusDays(1 - (int)day.DayOfWeek);
        var (from, until) = (CityClock.At(monday, LocalTime.Midnight) - Duration.FromDays(1), CityClock.At(monday.PlusDays(7), LocalTime.Midnight) + Duration.FromDays(1)); // a visit at its edge may reach over it
        var taken = db.ServiceOrders.Where(order => order.WorkerId != null && order.StartsAt >= from && order.StartsAt < until && order.Id != wish.OrderId
                && order.State != ServiceOrderState.Cancelled)
            .Select(order => new { order.WorkerId, order.SecondWorkerId, order.SeniorId, order.Latitude, order.Longitude, order.StartsAt, order.Minutes }).ToList();
        foreach (var order in taken)
        {
            var visit = new PlannedVisit(order.SeniorId, new(order.Latitude, order.Longitude), order.StartsAt, order.StartsAt + Duration.FromMinutes(order.Minutes));
            yield return (order.WorkerId!.Value, visit);
            if (order.SecondWorkerId is { } second) yield return (second, visit);
        }
    }
}
