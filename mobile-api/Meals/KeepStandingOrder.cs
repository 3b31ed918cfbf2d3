using ElderCare.Data;
using ElderCare.Data.Writing;
using ElderCare.Domain.Access;
using ElderCare.Domain.Meals;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.People;
using ElderCare.MobileApi.Requests;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.Meals;

/// <summary>Begins, changes, pauses and ends standing orders; who may order for a senior may do all of it, and all others of their side are told.</summary>
internal sealed class KeepStandingOrder(RequestWriter writer, CityWriter log, CityDatabase database, CityFacts facts, MealNotices notices)
{
    private const int MealsShown = 30;

    public async Task<Answer<StandingOrderView>> Begin(StandingOrderRequest request, Caller caller, CancellationToken ct)
    {
        new FieldErrors().Present(request.SeniorId, "seniorId").ThrowIfAny();
        var plan = request.Read(null, CityClock.DateOf(caller.Now));
        using var db = database.Read();
        var access = await AccessTo(db, request.SeniorId!.Value, caller, ct, orders: true);
        if (plan.PayBy == PayBy.Wallet) access.Demand(FamilyRights.Pay);
        await ThrowUnlessThere(db, plan, ct);
        var (listeners, by) = (await notices.ListenersOf(request.SeniorId.Value, caller), OrderChannels.Of(access, caller, request.SeniorId.Value));
        return await writer.Commit(unit =>
        {
            var order = StandingOrder.Begin(request.SeniorId.Value, plan, caller.AccountId, unit.Now);
            unit.Insert(order);
            unit.Schedule(PlaceStandingOrders.TimerKind, order.Id.ToString(), unit.Now);
            unit.Record(caller.Actor, "standingOrder.begun", order.Id.ToString(), order.SeniorId);
            var (senior, canteen) = NamesOf(unit, order);
            notices.Tell(unit, listeners, StandingOrderWords.Begun(order, senior, canteen, by), order.Id, MealTaskWords.StandingBegun, isNew: true);
            return Answer<StandingOrderView>.Created($"/api/standing-orders/{order.Id}", StandingOrderView.Of(order, []), Versions.ETag(order.Version));
        }, ct);
    }

    public async Task<Answer<StandingOrderView>> Change(Guid id, StandingOrderRequest request, Caller caller, HttpRequest http, CancellationToken ct)
    {
        using var db = database.Read();
        var present = await Find(db, id, caller, ct);
        Versions.ThrowUnlessMatches(http, present.Version);
        if (request.SeniorId is { } other && other != present.SeniorId) throw RequestProblem.Invalid("seniorId", "不能改成别人的。", "An order stays its person's.");
        var plan = request.Read(present, CityClock.DateOf(caller.Now));
        var access = await AccessTo(db, present.SeniorId, caller, ct, orders: true);
        if (plan.PayBy == PayBy.Wallet) access.Demand(FamilyRights.Pay);
        await ThrowUnlessThere(db, plan, ct);
        return await Commit(
            present, "standingOrder.changed", (order, now) => order.Change(plan, caller.AccountId, now), present.Asks(plan) ? null : StandingOrderWords.Changed, caller, ct,
            isSoAlready: order => order.EndedAt is null && order.OrderedBy == caller.AccountId && order.Asks(plan));
    }

    public async Task<Answer<StandingOrderView>> Pause(Guid id, PauseRequest request, Caller caller, CancellationToken ct)
    {
        var today = CityClock.DateOf(caller.Now);
        var from = request.From ?? today;
        new FieldErrors().Require(from >= today, "from", "不能早于今天。", "It must not be before today.")
            .Require(request.Until is null || request.Until >= from, "until", "不能早于开始那天。", "It must not be before the first day.").ThrowIfAny();
        using var db = database.Read();
        return await Commit(await Find(db, id, caller, ct), "standingOrder.paused", (order, now) => order.Pause(from, request.Until, now), (order, senior, _) => StandingOrderWords.Paused(order, senior), caller, ct,
            isSoAlready: order => order.IsPaused(from, request.Until));
    }

    public async Task<Answer<StandingOrderView>> Resume(Guid id, Caller caller, CancellationToken ct)
    {
        using var db = database.Read();
        var present = await Find(db, id, caller, ct);
        await AccessTo(db, present.SeniorId, caller, ct, orders: true);
        // Who resumes it orders from then on, also where nothing was paused: that is no news to anybody.
        return await Commit(
            present, "standingOrder.resumed", (order, now) => order.Resume(caller.AccountId, now), present.PausedFrom is null ? null : StandingOrderWords.Resumed, caller, ct,
            isSoAlready: order => order.IsActiveFor(caller.AccountId));
    }

    public async Task<Answer<StandingOrderView>> End(Guid id, Caller caller, CancellationToken ct)
    {
        using var db = database.Read();
        return await Commit(await Find(db, id, caller, ct), "standingOrder.ended", (order, now) => order.End(now), (_, senior, _) => StandingOrderWords.Ended(senior), caller, ct);
    }

    public async Task<Answer<StandingOrderView>> Read(Guid id, Caller caller, CancellationToken ct)
    {
        using var db = database.Read();
        var order = await Find(db, id, caller, ct);
        await log.RecordRead(caller, await AccessTo(db, order.SeniorId, caller, ct), "senior.standingOrdersRead", order.SeniorId, ct);
        return Answer<StandingOrderView>.Ok(StandingOrderView.Of(order, await MealsOf(db, id).ToListAsync(ct)), Versions.ETag(order.Version));
    }

    public async Task<Page<StandingOrderView>> List(Guid? seniorId, Caller caller, int? limit, string? cursor, CancellationToken ct)
    {
        var page = PageRequest.Of(limit, cursor);
        using var db = database.Read();
        if (seniorId is { } one) await log.RecordRead(caller, await AccessTo(db, one, caller, ct), "senior.standingOrdersRead", one, ct);
        var orders = Visible(db, caller);
        if (seniorId is not null) orders = db.StandingOrders.Where(order => order.SeniorId == seniorId);
        if (page.AfterId is { } after) orders = orders.Where(order => order.Id < after);
        var rows = await orders.OrderByDescending(order => order.Id).Take(page.Take).ToListAsync(ct);
        return Page<StandingOrderView>.Of([.. rows.Select(order => StandingOrderView.Of(order, []))], page, order => order.Id.ToString());
    }

    private IQueryable<StandingOrder> Visible(CityContext db, Caller caller)
    {
        var mine = caller.Links.Where(link => caller.Is(Role.Family) && link.HoldsAt(caller.Now) && link.Rights.HasFlag(FamilyRights.Order)).Select(link => link.SeniorId).ToList();
        if (caller.Is(Role.Senior) && caller.Account.SeniorId is { } self) mine.Add(self);
        var below = caller.Is(Role.CommunityWorker, Role.Agent, Role.Supervisor) && caller.Account.DivisionCode is { } division ? facts.Below(division) : [];
        return db.StandingOrders.Where(order => mine.Contains(order.SeniorId)
            || db.Seniors.Any(senior => senior.Id == order.SeniorId && (below.Contains(senior.ResidenceDivision) || below.Contains(senior.HukouDivision))));
    }

    private async Task<Answer<StandingOrderView>> Commit(
        StandingOrder read, string action, Action<StandingOrder, Instant> change, Func<StandingOrder, string, string, string>? words, Caller caller, CancellationToken ct,
        Func<StandingOrder, bool>? isSoAlready = null)
    {
        var listeners = await notices.ListenersOf(read.SeniorId, caller);
        return await writer.Commit(unit =>
        {
            if (!unit.IsAlone) unit.Sql.Query("""SELECT 1 FROM "StandingOrders" WHERE "Id" = @p0 FOR UPDATE""", _ => true, read.Id);
            var order = unit.Db.StandingOrders.Single(order => order.Id == read.Id);
            if (order.Version != read.Version) throw Versions.Stale();
            if (isSoAlready?.Invoke(order) != true)
            {
                change(order, unit.Now);
                unit.Record(caller.Actor, action, order.Id.ToString(), order.SeniorId);
                var (senior, canteen) = NamesOf(unit, order);
                if (words is not null) notices.Tell(unit, listeners, words(order, senior, canteen), order.Id, MealTaskWords.StandingChanged);
                PlaceStandingOrders.LookNow(unit, order.Id); // what it asks for now
            }
            return Answer<StandingOrderView>.Ok(StandingOrderView.Of(order, [.. MealsOf(unit.Db, order.Id)]), Versions.ETag(order.Version));
        }, ct);
    }

    private static (string Senior, string Canteen) NamesOf(CityUnit unit, StandingOrder order) => (
        unit.Db.Seniors.Where(senior => senior.Id == order.SeniorId).Select(senior => senior.Name).Single(),
        unit.Db.Canteens.Where(canteen => canteen.Id == order.CanteenId).Select(canteen => canteen.Name).Single());

    private static IQueryable<StandingMeal> MealsOf(CityContext db, Guid id) =>
        db.StandingMeals.Where(meal => meal.StandingOrderId == id).OrderByDescending(meal => meal.ServedOn).ThenBy(meal => meal.Period).Take(MealsShown);

    private static async Task<StandingOrder> Find(CityContext db, Guid id, Caller caller, CancellationToken ct)
    {
        var order = await db.StandingOrders.AsNoTracking().SingleOrDefaultAsync(order => order.Id == id, ct) ?? throw RequestProblem.NotFound();
        await AccessTo(db, order.SeniorId, caller, ct);
        return order;
    }

    private static async Task<SeniorAccess> AccessTo(CityContext db, Guid seniorId, Caller caller, CancellationToken ct, bool orders = false)
    {
        var senior = await db.Seniors.SingleOrDefaultAsync(senior => senior.Id == seniorId, ct) ?? throw RequestProblem.NotFound("seniorId");
        var access = SeniorAccess.Of(caller, senior).Demand(FamilyRights.Order);
        if (!orders) return access;
        senior.ThrowIfMerged("seniorId");
        RuleViolation.ThrowIf(senior.IsDeadOn(CityClock.DateOf(caller.Now)), "people.deceased", "这位老人已经去世，不能再订饭。", "The person has died; no meal can be ordered.", "seniorId");
        return access;
    }

    private static async Task ThrowUnlessThere(CityContext db, StandingPlan plan, CancellationToken ct)
    {
        if (!await db.Canteens.AnyAsync(canteen => canteen.Id == plan.CanteenId, ct)) throw RequestProblem.NotFound("canteenId");
        if (plan.DeliveryPointId is { } point && !await db.DeliveryPoints.AnyAsync(one => one.Id == point && one.CanteenId == plan.CanteenId && one.ClosedAt == null, ct)) throw RequestProblem.NotFound("deliveryPointId");
    }
}
