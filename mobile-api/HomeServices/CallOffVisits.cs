using ElderCare.Data;
using ElderCare.Data.Emergency;
using ElderCare.Data.HomeServices;
using ElderCare.Data.Writing;
using ElderCare.Domain.HomeServices;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.People;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.HomeServices;

/// <summary>A person has died, or is in hospital, in an institution or away: visits of those days that have not begun are called off, and their minutes and everybody's time given back. Doing it twice is as doing it once.</summary>
internal sealed class CallOffVisits(CityDatabase database, CityWriter writer, CityFacts facts, TakenVisits taken, PersonNotices notices)
{
    /// <summary>The reason of a visit whose person is not at home.</summary>
    public const string Absent = "people.absent";

    /// <summary>The reason of a visit whose person has died.</summary>
    public const string Deceased = "people.deceased";

    /// <summary>Looks at a person's visits from a day on.</summary>
    public async Task Handle(Guid seniorId, LocalDate from, CancellationToken ct)
    {
        List<Guid> visits;
        using (var db = database.Read())
        {
            var since = CityClock.At(from, LocalTime.Midnight);
            visits = await db.ServiceOrders.Where(order => order.SeniorId == seniorId && order.StartsAt >= since && ServiceOrder.NotBegun.Contains(order.State))
                .OrderBy(order => order.Id).Select(order => order.Id).ToListAsync(ct);
        }
        if (visits.Count == 0) return;
        var listeners = await notices.ListenersOf(seniorId, null);
        foreach (var id in visits) await writer.Commit(Lane.Interactive, unit => CallOff(unit, id, listeners), ct);
    }

    private void CallOff(CityUnit unit, Guid id, PersonListeners listeners)
    {
        var order = unit.HoldServiceOrder(id)!;
        if (!ServiceOrder.NotBegun.Contains(order.State)) return;
        var day = CityClock.DateOf(order.StartsAt);
        var senior = unit.Db.Seniors.AsNoTracking().Single(row => row.Id == order.SeniorId);
        var why = senior.IsDeadOn(day) ? Deceased : unit.Sql.IsAway(order.SeniorId, day) ? Absent : null;
        if (why is null) return;
        var item = unit.Db.ServiceItems.AsNoTracking().Single(one => one.Id == order.ServiceItemId);
        order.Cancel(why);
        EndVisit.GiveBack(unit, order, taken, facts);
        unit.LookAgainFor(order, why);
        if (order.PlanId is null && why == Absent) notices.Tell(unit, listeners, ServiceWords.Away(senior.Name, CityClock.LocalOf(order.StartsAt), item.NameZh), id, ServiceWords.TellAway); // a plan tells of its own
        unit.Record("system", "serviceOrder.calledOff", id.ToString(), order.SeniorId, why);
        unit.TellOfVisit(order, senior.Name, item, facts);
    }
}
