using ElderCare.Data;
using ElderCare.Data.Meals;
using ElderCare.Data.Writing;
using ElderCare.Domain.Access;
using ElderCare.Domain.Meals;
using ElderCare.Domain.People;
using ElderCare.Domain.Tasks;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.People;
using ElderCare.MobileApi.Requests;
using ElderCare.MobileApi.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.Meals;

/// <summary>Moves an order from state to state: the canteen's side prepares and hands over, the senior's side cancels.</summary>
internal sealed class MoveMealOrder(CityDatabase database, RequestWriter requests, CityWriter writer, CityFacts facts, MealOrderChanged changed, PersonNotices notices, WrongCodes wrongCodes, ShownPapers papers)
{
    public Task<Answer<MealOrderView>> Prepare(Guid id, Caller caller, bool english, CancellationToken ct) =>
        ByCanteen(id, caller, english, "mealOrder.preparing", (_, order, now) => order.Prepare(now), ct);

    public Task<Answer<MealOrderView>> MakeReady(Guid id, Caller caller, bool english, CancellationToken ct) =>
        ByCanteen(id, caller, english, "mealOrder.ready", (_, order, now) => order.MakeReady(now), ct);

    /// <summary>Hands it over against its code, or a card or document of its senior; what fits not counts, whichever of them it is.</summary>
    public Task<Answer<MealOrderView>> Collect(Guid id, CollectRequest shown, Caller caller, bool english, CancellationToken ct) =>
        wrongCodes.Limit(caller, id, () => ByCanteen(id, caller, english, "mealOrder.fulfilled", (unit, order, now) =>
        {
            if (shown.Code is { } code) order.Collect(code.Replace(" ", "", StringComparison.Ordinal), now);
            else order.CollectBy(shown.IdNumber is { } number ? papers.HolderOfDocument(unit.Db, number, senior => senior.Id == order.SeniorId)?.Id : papers.CardInUse(unit.Db, shown.Card)?.SeniorId, shown.Field, now);
            unit.PostSettlement(order);
        }, ct, shown.Code is null ? shown.Field : null), ct);

    public Task<Answer<MealOrderView>> Miss(Guid id, Caller caller, bool english, CancellationToken ct) =>
        ByCanteen(id, caller, english, "mealOrder.missed", (unit, order, _) => Lapse(unit, order, Row(id)), ct);

    /// <summary>Cancels until closing; every line goes back to where it came from, portions and keys are free again.</summary>
    public async Task<Answer<MealOrderView>> Cancel(Guid id, Caller caller, bool english, CancellationToken ct)
    {
        var row = Row(id);
        var access = AccessTo(row, caller);
        access.Demand(FamilyRights.Order);
        var listeners = caller.Account.SeniorId == row.SeniorId ? PersonListeners.None(row.SeniorId) : await notices.ListenersOf(row.SeniorId, caller);
        return await Commit(row, caller.Actor, access, english, "mealOrder.cancelled", (unit, order, now) =>
        {
            order.Cancel(now);
            unit.PostRelease(order, missed: false);
            unit.GiveBack(order);
            unit.EndTelling(id, row.ResidenceDivision, facts);
            notices.Tell(unit, listeners, MealNoticeWords.Cancelled(row), id, MealTaskWords.Cancelled);
        }, ct);
    }

    /// <summary>Marks what nobody collected as missed, once a meal is over; run by its timer.</summary>
    public async Task LapseAll(Guid menuId, CancellationToken ct)
    {
        List<Guid> left;
        using (var db = database.Read())
        {
            var orders = from menu in db.Menus
                         where menu.Id == menuId
                         join order in db.MealOrders on new { menu.CanteenId, menu.ServedOn, menu.Period } equals new { order.CanteenId, order.ServedOn, order.Period }
                         where MealOrder.ToBeFetched.Contains(order.State)
                         select order.Id;
            left = await orders.ToListAsync(ct);
        }
        foreach (var id in left)
        {
            var row = Row(id);
            await writer.Commit(Lane.Bulk, unit =>
            {
                var order = unit.Hold(id);
                if (!MealOrder.ToBeFetched.Contains(order.State)) return;
                Lapse(unit, order, row);
                unit.Record("system", "mealOrder.missed", id.ToString(), order.SeniorId);
                unit.Tell(changed.Of(order, row));
            }, ct);
        }
    }

    /// <summary>What a caller may see of an order: the senior's side and staff by the person, canteens by the canteen.</summary>
    public static SeniorAccess AccessTo(MealOrderRow row, Caller caller)
    {
        var access = SeniorAccess.Of(caller, row.SeniorId, row.ResidenceDivision, row.HukouDivision);
        if (access.MaySee) return access;
        var cooks = caller.Is(Role.CanteenStaff) && caller.Account.CanteenId == row.CanteenId;
        var seesCanteen = cooks || (caller.Is(Role.CityOfficer, Role.DistrictOfficer, Role.StreetOfficer, Role.Auditor) && caller.Covers(row.CanteenDivision));
        return seesCanteen ? new(true, FamilyRights.None, false, cooks) : throw RequestProblem.NotFound();
    }

    private void Lapse(CityUnit unit, MealOrder order, MealOrderRow row)
    {
        order.Miss(unit.Now);
        unit.PostRelease(order, missed: true);
        unit.FreeKeys(order);
        unit.Raise(TaskKind.WelfareCheck, row.ResidenceDivision, order.Id.ToString(), order.SeniorId,
            "订了饭没有来取，请联系看看。", "A meal was ordered and not fetched; see whether the person is well.", facts);
    }

    private Task<Answer<MealOrderView>> ByCanteen(Guid id, Caller caller, bool english, string action, Action<CityUnit, MealOrder, NodaTime.Instant> move, CancellationToken ct, string? detail = null)
    {
        var row = Row(id);
        if (caller.Account.CanteenId != row.CanteenId) throw RequestProblem.NotFound();
        return Commit(row, caller.Actor, default, english, action, move, ct, detail);
    }

    private Task<Answer<MealOrderView>> Commit(
        MealOrderRow row, string actor, SeniorAccess access, bool english, string action, Action<CityUnit, MealOrder, NodaTime.Instant> move, CancellationToken ct, string? detail = null) => requests.Commit(unit =>
    {
        var order = unit.Hold(row.Id);
        move(unit, order, unit.Now);
        unit.Record(actor, action, row.Id.ToString(), row.SeniorId, detail);
        unit.Tell(changed.Of(order, row));
        return Answer<MealOrderView>.Ok(MealOrderView.Of(row with { State = order.State, Version = order.Version }, access, english), Versions.ETag(order.Version));
    }, ct);

    private MealOrderRow Row(Guid id) => database.Read(sql => sql.MealOrder(id)) ?? throw RequestProblem.NotFound();
}
