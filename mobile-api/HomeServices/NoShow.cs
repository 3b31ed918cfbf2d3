using ElderCare.Data;
using ElderCare.Data.HomeServices;
using ElderCare.Data.Writing;
using ElderCare.Domain.HomeServices;
using ElderCare.Domain.Shared;
using ElderCare.Domain.Tasks;
using ElderCare.MobileApi.People;
using ElderCare.MobileApi.Realtime;
using ElderCare.MobileApi.Tasks;
using ElderCare.MobileApi.Timers;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.HomeServices;

/// <summary>
/// Nobody has come to a visit that was taken: its provider and the desk are told, again and again as the policy says; the last time it
/// is work. One for which nobody was found by then is called off, and the person told.
/// </summary>
internal sealed class NoShow(CityDatabase database, CityWriter writer, CityFacts facts, PersonNotices notices, TakenVisits taken, HomeServicePolicy policy) : ITimerHandler
{
    /// <inheritdoc cref="ITimerHandler.Kind"/>
    public const string TimerKind = "service.noShow";

    public string Kind => TimerKind;

    /// <summary>The reason of a visit for which nobody was found in time.</summary>
    public const string NobodyFound = "services.nobodyFound";

    public async Task<Instant?> Run(TimerRow timer, CancellationToken ct)
    {
        var id = Guid.Parse(timer.Subject);
        Guid person;
        using (var db = database.Read()) person = await db.ServiceOrders.Where(order => order.Id == id).Select(order => order.SeniorId).SingleOrDefaultAsync(ct);
        var listeners = await notices.ListenersOf(person, actor: null);
        return await writer.Commit<Instant?>(Lane.Interactive, unit =>
        {
            var order = unit.HoldServiceOrder(id);
            if (order is null || !ServiceOrder.NotBegun.Contains(order.State)) return null;
            var late = unit.Now - order.StartsAt;
            var due = policy.NoShowAfter.Count(after => after <= late);
            Instant? next = due < policy.NoShowAfter.Count ? order.StartsAt + policy.NoShowAfter[due] : null;
            if (ServiceOrder.Open.Contains(order.State) && next is null) CallOff(unit, order, listeners);
            if (due == 0 || !ServiceOrder.Coming.Contains(order.State)) return next; // somebody else is looked for, and may not come either
            unit.Record("system", "serviceOrder.noShow", id.ToString(), order.SeniorId, $"{policy.NoShowAfter[due - 1].TotalMinutes:0}");
            string[] told = [Audiences.Provider(order.ProviderId!.Value), .. facts.WithinCity(order.DivisionCode).Select(Audiences.Desk)];
            unit.Tell(ServiceTelling.Changed, id.ToString(), new { order.Id, order.State, order.SeniorId, order.StartsAt, order.Minutes, order.ProviderId, order.WorkerId, LateMinutes = (int)late.TotalMinutes }, told);
            if (next is not null) return next;
            unit.Raise(TaskKind.UnfilledVisit, order.DivisionCode, id.ToString(), order.SeniorId, "护理员一直没有到，请联系服务商并安排别人。", "The caregiver has not come; call the provider and find somebody else.", facts);
            return null;
        }, ct);
    }

    private void CallOff(CityUnit unit, ServiceOrder order, PersonListeners listeners)
    {
        var item = unit.Db.ServiceItems.AsNoTracking().Single(one => one.Id == order.ServiceItemId);
        order.Cancel(NobodyFound);
        EndVisit.GiveBack(unit, order, taken, facts);
        unit.Record("system", "serviceOrder.calledOff", $"{order.Id}", order.SeniorId, NobodyFound);
        var name = unit.NameOf(order);
        notices.Tell(unit, listeners, ServiceWords.NobodyFound(name, CityClock.LocalOf(order.StartsAt), item.NameZh), order.Id, ServiceWords.TellNobodyFound);
        unit.TellOfVisit(order, name, item, facts);
    }
}
