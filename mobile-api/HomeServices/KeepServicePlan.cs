using ElderCare.Data;
using ElderCare.Data.HomeServices;
using ElderCare.Data.Writing;
using ElderCare.Domain.HomeServices;
using ElderCare.Domain.Meals;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Meals;
using ElderCare.MobileApi.People;
using ElderCare.MobileApi.Requests;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.HomeServices;

/// <summary>Keeps weekly plans of visits; what a change, a pause or an end leaves nobody asking for is called off with it.</summary>
internal sealed class KeepServicePlan(RequestWriter writer, CityWriter log, CityDatabase database, CityFacts facts, PersonNotices notices, HomeServicePolicy policy, TakenVisits taken)
    : KeepRecurring<ServicePlan, ServicePlanView>(writer, log, database, facts, notices)
{
    private const int VisitsShown = 30;

    protected override RecurringNames Names { get; } = new(
        "ServicePlans", "/api/service-plans", "servicePlan", "senior.servicePlansRead", BookPlannedVisits.TimerKind, ServicePlanWords.TellBegun, ServicePlanWords.TellChanged);

    public async Task<Answer<ServicePlanView>> Begin(ServicePlanRequest request, Caller caller, CancellationToken ct)
    {
        new FieldErrors().Present(request.SeniorId, "seniorId").ThrowIfAny();
        using var db = Database.Read();
        var (senior, access) = await OrderingFor.Find(db, request.SeniorId!.Value, caller, ct, orders: true);
        var wish = request.Read(null, CityClock.DateOf(caller.Now), policy);
        await ThrowUnlessThere(db, wish, null, senior, ct);
        var by = OrderChannels.Of(access, caller, senior.Id) switch
        {
            OrderChannel.Family => "由家人办理。",
            OrderChannel.Agent => "由 12349 代办。",
            OrderChannel.CommunityWorker => "由社区代办。",
            _ => "",
        };
        return await Begin(senior.Id, now => ServicePlan.Begin(senior.Id, wish, caller.AccountId, now), caller, by, ct);
    }

    public async Task<Answer<ServicePlanView>> Change(Guid id, ServicePlanRequest request, Caller caller, HttpRequest http, CancellationToken ct)
    {
        var (present, _) = await Find(id, caller, ct);
        Versions.ThrowUnlessMatches(http, present.Version);
        if (request.SeniorId is { } other && other != present.SeniorId) throw RequestProblem.Invalid("seniorId", "不能改成别人的。", "A plan stays its person's.");
        var today = CityClock.DateOf(caller.Now);
        var wish = request.Read(present, today, policy);
        ThrowIfPastChanges(present, wish, today);
        using var db = Database.Read();
        var (senior, _) = await OrderingFor.Find(db, present.SeniorId, caller, ct, orders: true);
        await ThrowUnlessThere(db, wish, present, senior, ct);
        return await Commit(
            present, "changed", (plan, now) => plan.Change(wish, caller.AccountId, now), present.Asks(wish) ? null : (unit, plan, name) => ServicePlanWords.Changed(plan, name, ServicesOf(unit, plan)), caller, ct,
            plan => plan.EndedAt is null && plan.OrderedBy == caller.AccountId && plan.Asks(wish));
    }

    /// <summary>What was promised on days that are over stays as it was: who wants something else ends the plan and begins another.</summary>
    private static void ThrowIfPastChanges(ServicePlan present, PlanWish wish, LocalDate today)
    {
        if (present.From >= today) return;
        new FieldErrors().Require(wish.From == present.From, "from", "已经开始的安排不能改开始那天。", "A plan that has begun keeps its first day.")
            .Require(wish.Until == present.Until || wish.Until is null || wish.Until >= today.PlusDays(-1), "until", "不能早于昨天。", "It must not be before yesterday.")
            .Require(wish.PackageId == present.PackageId, "packageId", "已经开始的安排不能换服务包。请结束它，再办理一个。", "A plan that has begun keeps its package; end it and begin another.").ThrowIfAny();
    }

    protected override void Follow(CityUnit unit, ServicePlan row, Caller caller) => unit.FollowPlan(row, policy, Facts, taken, caller.Actor);

    protected override ServicePlanView ViewOf(CityContext? db, ServicePlan row) => ServicePlanView.Of(
        row, db?.PlanVisits.AsNoTracking().Where(visit => visit.PlanId == row.Id).OrderByDescending(visit => visit.Date).ThenByDescending(visit => visit.Minute).Take(VisitsShown).ToList() ?? []);

    protected override string Begun(CityUnit unit, ServicePlan row, string seniorName, string by) => ServicePlanWords.Begun(row, seniorName, ServicesOf(unit, row), by);

    protected override string Paused(CityUnit unit, ServicePlan row, string seniorName) => ServicePlanWords.Paused(row, seniorName);

    protected override string Resumed(CityUnit unit, ServicePlan row, string seniorName) => ServicePlanWords.Resumed(row, seniorName, ServicesOf(unit, row));

    protected override string Ended(CityUnit unit, ServicePlan row, string seniorName) => ServicePlanWords.Ended(seniorName);

    private static Dictionary<Guid, string> ServicesOf(CityUnit unit, ServicePlan plan)
    {
        var items = plan.Slots.Select(slot => slot.ServiceItemId).Distinct().ToList();
        return unit.Db.ServiceItems.Where(item => items.Contains(item.Id)).ToDictionary(item => item.Id, item => item.NameZh);
    }

    /// <summary>What is there already may stay though it is not offered any more.</summary>
    private async Task ThrowUnlessThere(CityContext db, PlanWish wish, ServicePlan? present, Senior senior, CancellationToken ct)
    {
        var errors = new FieldErrors();
        var offered = await db.ServiceItems.Where(item => item.IsOffered).Select(item => item.Id).ToListAsync(ct);
        for (var i = 0; i < wish.Slots.Count; i++) errors.Require(offered.Contains(wish.Slots[i].ServiceItemId), $"slots[{i}].serviceItemId", "没有这项服务。", "There is no such service.");
        if (wish.PreferredWorkerId is { } worker) errors.Require(await db.Caregivers.AnyAsync(one => one.Id == worker, ct), "preferredWorkerId", "没有这位护理员。", "There is no such caregiver.");
        if (wish.PackageId is { } id && id != present?.PackageId)
        {
            var package = await db.CarePackages.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id && one.IsOffered, ct);
            errors.Require(package is not null && (Facts.Divisions.Covers(package.DivisionCode, senior.ResidenceDivision) || Facts.Divisions.Covers(package.DivisionCode, senior.HukouDivision)),
                "packageId", "没有这个服务包，或者不是给这个地方的人的。", "There is no such package for people who live there.");
        }
        errors.ThrowIfAny();
    }
}
