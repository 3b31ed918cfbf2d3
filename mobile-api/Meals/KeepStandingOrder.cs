using ElderCare.Data;
using ElderCare.Data.Writing;
using ElderCare.Domain.Meals;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.People;
using ElderCare.MobileApi.Requests;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.Meals;

/// <summary>Keeps standing orders; meals that are placed stay as they are.</summary>
internal sealed class KeepStandingOrder(RequestWriter writer, CityWriter log, CityDatabase database, CityFacts facts, PersonNotices notices)
    : KeepRecurring<StandingOrder, StandingOrderView>(writer, log, database, facts, notices)
{
    private const int MealsShown = 30;

    protected override RecurringNames Names { get; } = new(
        "StandingOrders", "/api/standing-orders", "standingOrder", "senior.standingOrdersRead", PlaceStandingOrders.TimerKind, MealTaskWords.StandingBegun, MealTaskWords.StandingChanged);

    public async Task<Answer<StandingOrderView>> Begin(StandingOrderRequest request, Caller caller, CancellationToken ct)
    {
        new FieldErrors().Present(request.SeniorId, "seniorId").ThrowIfAny();
        var plan = request.Read(null, CityClock.DateOf(caller.Now));
        using var db = Database.Read();
        var (senior, access) = await OrderingFor.Find(db, request.SeniorId!.Value, caller, ct, orders: true);
        if (plan.PayBy == PayBy.Wallet) access.Demand(FamilyRights.Pay);
        await ThrowUnlessThere(db, plan, ct);
        var channel = OrderChannels.Of(access, caller, senior.Id);
        return await Begin(senior.Id, now => StandingOrder.Begin(senior.Id, plan, caller.AccountId, now), caller, channel == OrderChannel.Family ? "由家人办理。" : MealNoticeWords.ByOf(channel), ct);
    }

    public async Task<Answer<StandingOrderView>> Change(Guid id, StandingOrderRequest request, Caller caller, HttpRequest http, CancellationToken ct)
    {
        var (present, _) = await Find(id, caller, ct);
        Versions.ThrowUnlessMatches(http, present.Version);
        if (request.SeniorId is { } other && other != present.SeniorId) throw RequestProblem.Invalid("seniorId", "不能改成别人的。", "An order stays its person's.");
        var plan = request.Read(present, CityClock.DateOf(caller.Now));
        using var db = Database.Read();
        var (_, access) = await OrderingFor.Find(db, present.SeniorId, caller, ct, orders: true);
        if (plan.PayBy == PayBy.Wallet) access.Demand(FamilyRights.Pay);
        await ThrowUnlessThere(db, plan, ct);
        return await Commit(
            present, "changed", (order, now) => order.Change(plan, caller.AccountId, now), present.Asks(plan) ? null : (unit, order, senior) => StandingOrderWords.Changed(order, senior, CanteenOf(unit, order)), caller, ct,
            order => order.EndedAt is null && order.OrderedBy == caller.AccountId && order.Asks(plan));
    }

    protected override StandingOrderView ViewOf(CityContext? db, StandingOrder row) => StandingOrderView.Of(
        row, db?.StandingMeals.Where(meal => meal.StandingOrderId == row.Id).OrderByDescending(meal => meal.ServedOn).ThenBy(meal => meal.Period).Take(MealsShown).ToList() ?? []);

    protected override string Begun(CityUnit unit, StandingOrder row, string seniorName, string by) => StandingOrderWords.Begun(row, seniorName, CanteenOf(unit, row), by);

    protected override string Paused(CityUnit unit, StandingOrder row, string seniorName) => StandingOrderWords.Paused(row, seniorName);

    protected override string Resumed(CityUnit unit, StandingOrder row, string seniorName) => StandingOrderWords.Resumed(row, seniorName, CanteenOf(unit, row));

    protected override string Ended(CityUnit unit, StandingOrder row, string seniorName) => StandingOrderWords.Ended(seniorName);

    private static string CanteenOf(CityUnit unit, StandingOrder order) => unit.Db.Canteens.Where(canteen => canteen.Id == order.CanteenId).Select(canteen => canteen.Name).Single();

    private static async Task ThrowUnlessThere(CityContext db, StandingPlan plan, CancellationToken ct)
    {
        if (!await db.Canteens.AnyAsync(canteen => canteen.Id == plan.CanteenId, ct)) throw RequestProblem.NotFound("canteenId");
        if (plan.DeliveryPointId is { } point && !await db.DeliveryPoints.AnyAsync(one => one.Id == point && one.CanteenId == plan.CanteenId && one.ClosedAt == null, ct)) throw RequestProblem.NotFound("deliveryPointId");
    }
}
