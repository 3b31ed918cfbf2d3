using ElderCare.Data.HomeServices;
using ElderCare.Data.Writing;
using ElderCare.Domain.HomeServices;
using ElderCare.Domain.Tasks;
using ElderCare.MobileApi.Realtime;
using ElderCare.MobileApi.Tasks;
using ElderCare.MobileApi.Timers;
using NodaTime;

namespace ElderCare.MobileApi.HomeServices;

/// <summary>Nobody has come to a visit that was taken: its provider and the desk are told, again and again as the policy says; the last time it is work.</summary>
internal sealed class NoShow(CityWriter writer, CityFacts facts, HomeServicePolicy policy) : ITimerHandler
{
    /// <inheritdoc cref="ITimerHandler.Kind"/>
    public const string TimerKind = "service.noShow";

    public string Kind => TimerKind;

    public Task<Instant?> Run(TimerRow timer, CancellationToken ct)
    {
        var id = Guid.Parse(timer.Subject);
        return writer.Commit<Instant?>(Lane.Interactive, unit =>
        {
            var order = unit.HoldServiceOrder(id);
            if (order is null || !ServiceOrder.NotBegun.Contains(order.State)) return null;
            var late = unit.Now - order.StartsAt;
            var due = policy.NoShowAfter.Count(after => after <= late);
            Instant? next = due < policy.NoShowAfter.Count ? order.StartsAt + policy.NoShowAfter[due] : null;
            if (due == 0 || ServiceOrder.Open.Contains(order.State)) return next; // somebody else is looked for, and may not come either
            unit.Record("system", "serviceOrder.noShow", id.ToString(), order.SeniorId, $"{policy.NoShowAfter[due - 1].TotalMinutes:0}");
            string[] told = [Audiences.Provider(order.ProviderId!.Value), .. facts.WithinCity(order.DivisionCode).Select(Audiences.Desk)];
            unit.Tell(ServiceTelling.Changed, id.ToString(), new { order.Id, order.State, order.SeniorId, order.StartsAt, order.Minutes, order.ProviderId, order.WorkerId, LateMinutes = (int)late.TotalMinutes }, told);
            if (next is not null) return next;
            unit.Raise(TaskKind.UnfilledVisit, order.DivisionCode, id.ToString(), order.SeniorId, "护理员一直没有到，请联系服务商并安排别人。", "The caregiver has not come; call the provider and find somebody else.", facts);
            return null;
        }, ct);
    }
}
