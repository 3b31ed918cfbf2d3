using ElderCare.Data;
using ElderCare.Domain.Access;
using ElderCare.Domain.HomeServices;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.HomeServices;
using ElderCare.MobileApi.Pages.Look;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.Pages.Visits;

/// <summary>What comes every week, as the person's side sees it.</summary>
internal sealed class PlanDesk(CityDatabase database, Visitor you)
{
    private const int MostShown = 20;

    /// <summary>The plans of some people that have not ended, of those for whom the caller may book.</summary>
    public async Task<IReadOnlyList<PlanLine>> Lines(CityContext db, IReadOnlyList<Senior> people, Caller caller, CancellationToken ct)
    {
        var names = people.Where(senior => SeniorAccess.Of(caller, senior).Rights.HasFlag(FamilyRights.Order)).ToDictionary(senior => senior.Id, senior => senior.Name);
        var ids = names.Keys.ToList();
        var plans = await db.ServicePlans.AsNoTracking().Where(plan => ids.Contains(plan.SeniorId) && plan.EndedAt == null).OrderBy(plan => plan.Id).Take(MostShown).ToListAsync(ct);
        var items = await db.ServiceItems.AsNoTracking().ToDictionaryAsync(item => item.Id, ct);
        return [.. plans.Where(plan => !(plan.Until < you.Today)).Select(plan => new PlanLine(plan.Id, TimesOf(plan, items), StateOf(plan), people.Count > 1 ? names[plan.SeniorId] : null))];
    }

    /// <summary>The plan that has booked a visit, or that asks for one like it; null when none does.</summary>
    public static async Task<Guid?> PlanOf(CityContext db, ServiceOrder order, CancellationToken ct)
    {
        if (order.PlanId is { } plan) return plan;
        var begin = CityClock.LocalOf(order.StartsAt);
        var plans = await db.ServicePlans.AsNoTracking().Where(row => row.SeniorId == order.SeniorId && row.EndedAt == null).OrderBy(row => row.Id).ToListAsync(ct);
        return plans.Find(row => row.Slots.Any(slot => (slot.Weekday, slot.At, slot.ServiceItemId) == ((int)begin.DayOfWeek, begin.TimeOfDay, order.ServiceItemId)))?.Id;
    }

    /// <exception cref="RequestProblem">404 when it is not theirs, 403 when they may not book.</exception>
    public async Task<WeeklyPlan> Show(Guid id, Caller caller, string? trouble, CancellationToken ct)
    {
        using var db = database.Read();
        var plan = await db.ServicePlans.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, ct) ?? throw RequestProblem.NotFound();
        var senior = await db.Seniors.AsNoTracking().SingleAsync(row => row.Id == plan.SeniorId, ct);
        if (!SeniorAccess.Of(caller, senior).Demand(FamilyRights.Order).IsTheirSide) throw RequestProblem.NotFound();
        var items = await db.ServiceItems.AsNoTracking().ToDictionaryAsync(item => item.Id, ct);
        var today = you.Today;
        var next = await db.PlanVisits.AsNoTracking().Where(visit => visit.PlanId == id && visit.Date >= today).OrderBy(visit => visit.Date).ThenBy(visit => visit.Minute).Take(MostShown).ToListAsync(ct);
        var orders = next.Where(visit => visit.OrderId is not null).Select(visit => visit.OrderId!.Value).ToList();
        var rows = ServiceOrders.RowsOf(db, await db.ServiceOrders.AsNoTracking().Where(order => orders.Contains(order.Id)).ToListAsync(ct)).ToDictionary(row => row.Order.Id);
        return new()
        {
            Id = id,
            Who = caller.Account.SeniorId == senior.Id ? null : senior.Name,
            Times = TimesOf(plan, items),
            Days = plan.Until is { } until ? you.Say($"{DayOf(plan.From)} 到 {DayOf(until)}", $"{DayOf(plan.From)} to {DayOf(until)}") : you.Say($"{DayOf(plan.From)} 起", $"From {DayOf(plan.From)}"),
            State = StateOf(plan),
            IsPaused = plan.State == RecurringState.Paused,
            IsEnded = plan.State == RecurringState.Ended,
            AcceptSelfPay = plan.AcceptSelfPay,
            Notes = plan.Notes,
            Next = [.. next.Select(visit => (visit.OrderId, WhenOf(visit), WordsOf(visit, visit.OrderId is { } order ? rows.GetValueOrDefault(order) : null)))],
            Trouble = trouble,
        };
    }

    /// <summary>What makes a visit come every week from the next one on; whether the person pays a rest stays as it was.</summary>
    public async Task<ServicePlanRequest> Repeat(Guid visit, CancellationToken ct)
    {
        using var db = database.Read();
        var order = await db.ServiceOrders.AsNoTracking().SingleOrDefaultAsync(row => row.Id == visit, ct) ?? throw RequestProblem.NotFound();
        var begin = CityClock.LocalOf(order.StartsAt);
        var after = begin.Date.PlusDays(1);
        return new()
        {
            SeniorId = order.SeniorId,
            Slots = [PlanSlotRequest.Of(new((int)begin.DayOfWeek, begin.TimeOfDay, order.ServiceItemId, order.Minutes))],
            Notes = order.Notes,
            PreferredWorkerId = order.WorkerId ?? order.PreferredWorkerId,
            WorkerSex = order.WorkerSex,
            AcceptSelfPay = order.SelfPayFen > 0,
            From = after > you.Today ? after : you.Today,
        };
    }

    private IReadOnlyList<string> TimesOf(ServicePlan plan, IReadOnlyDictionary<Guid, ServiceItem> items) =>
        [.. plan.Slots.Select(slot => you.WeeklyOf(slot, you.Say(items[slot.ServiceItemId].NameZh, items[slot.ServiceItemId].NameEn)))];

    private string StateOf(ServicePlan plan) => plan.State switch
    {
        RecurringState.Ended => you.Say("已经停了", "Ended"),
        RecurringState.Paused when plan.PausedUntil is { } until => you.Say($"停到 {DayOf(until)}", $"Paused until {DayOf(until)}"),
        RecurringState.Paused => you.Say("停着，等您恢复", "Paused until you resume it"),
        _ => you.Say("每周照常来", "Comes every week"),
    };

    private string WhenOf(PlanVisit visit) => $"{DayOf(visit.Date)} {VisitWords.TimeToChoose(LocalTime.FromMinutesSinceMidnight(visit.Minute))}";

    private string WordsOf(PlanVisit visit, ServiceOrderRow? row) => visit.Outcome switch
    {
        PlanOutcome.Skipped => you.WhyNot(visit.Reason),
        _ => row is null ? you.Say("已取消", "Cancelled") : you.StateOf(new(row.Order.State, row.WorkerName, row.Order.Reason)).Words,
    };

    private string DayOf(LocalDate date) => you.DayToChoose(date);
}
