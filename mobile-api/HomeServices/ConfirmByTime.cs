using ElderCare.Data.HomeServices;
using ElderCare.Data.Writing;
using ElderCare.Domain.HomeServices;
using ElderCare.MobileApi.Timers;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.HomeServices;

/// <summary>Nobody has said anything of a visit for as long as the policy gives: time confirms it.</summary>
internal sealed class ConfirmByTime(CityWriter writer, CityFacts facts) : ITimerHandler
{
    /// <inheritdoc cref="ITimerHandler.Kind"/>
    public const string TimerKind = "service.confirm";

    public string Kind => TimerKind;

    public Task<Instant?> Run(TimerRow timer, CancellationToken ct)
    {
        var id = Guid.Parse(timer.Subject);
        return writer.Commit<Instant?>(Lane.Interactive, unit =>
        {
            if (unit.HoldServiceOrder(id) is not { State: ServiceOrderState.Completed } order) return null;
            var item = unit.Db.ServiceItems.AsNoTracking().Single(one => one.Id == order.ServiceItemId);
            EndVisit.Confirm(unit, order, item, stars: null, comment: null);
            unit.Record("system", "serviceOrder.confirmed", id.ToString(), order.SeniorId);
            unit.Db.SaveChanges();
            unit.TellOfVisit(order, unit.NameOf(order), item, facts);
            return null;
        }, ct);
    }
}
