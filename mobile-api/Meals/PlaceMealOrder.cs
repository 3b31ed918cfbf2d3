using System.Globalization;
using System.Security.Cryptography;
using ElderCare.Data.Funding;
using ElderCare.Data.Writing;
using ElderCare.Domain.Funding;
using ElderCare.Domain.Meals;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Funding;
using ElderCare.MobileApi.People;
using ElderCare.MobileApi.Requests;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.Meals;

/// <summary>Orders a meal for a senior, or changes an order: portions, keys, money, order and event in one unit.</summary>
internal sealed class PlaceMealOrder(
    MealPricingDesk desk, RequestWriter requests, CityWriter writer, CityFacts facts, FundFacts funds, MealOrderChanged changed, PersonNotices notices, IClock clock)
{
    /// <summary>The refusal of a standing order's meal that was seen to before.</summary>
    public const string AlreadyPlaced = "standingOrders.alreadyPlaced";

    /// <summary>The refusal of a meal whose subsidy another one has, unless the full price is accepted.</summary>
    public const string AlreadySubsidised = "meals.alreadySubsidised";

    /// <summary>A hundred others may be faster for the same senior; each of their successes lets this one decide anew.</summary>
    private const int MostAttempts = 200;

    /// <summary>Places an order. It is drawn up before its unit, for the funds as they nearly always are; one that finds a fund dry is drawn up again.</summary>
    /// <param name="wish">What is wanted.</param>
    /// <param name="caller">Who orders.</param>
    /// <param name="english">The language of the answer.</param>
    /// <param name="ct">Gives up waiting for a turn.</param>
    /// <param name="standingOrder">The standing order that asks for the meal; it does so once.</param>
    public Task<Answer<MealOrderView>> Handle(MealWish wish, Caller caller, bool english, CancellationToken ct, Guid? standingOrder = null) => Repeat(wish, caller, null, async priced =>
    {
        var by = new Orderer(caller, standingOrder is null ? OrderChannels.Of(priced.Access, caller, wish.SeniorId) : OrderChannel.StandingOrder, english);
        var listeners = await ListenersOf(priced, by);
        var foreseen = FundAllocation.AsForeseen(priced.Priced, priced.InHardship, priced.MayPay);
        var draft = DraftOf(priced, foreseen, by);
        return await requests.Commit(unit =>
        {
            var meal = FundsAndPortions(unit, priced, english);
            var order = meal.Moves.SequenceEqual(foreseen.Moves) ? draft : DraftOf(priced, meal, by);
            if (standingOrder is { } standing) TakeOnce(unit, standing, order.Order);
            // The code is unique at its canteen for the meal: one in a million meets its like and is drawn again.
            if (!unit.TryInsertAll(order.Rows)) throw new StaleReadException();
            Book(unit, order.Order, priced, meal, order.Told, caller, "mealOrder.placed");
            notices.Tell(unit, listeners, MealNoticeWords.Placed(order.Order, priced.Diner.Name, priced.Canteen.Name), order.Order.Id, MealTaskWords.Placed, isNew: true);
            return order.Answer;
        }, ct, foreseen: true);
    });

    /// <summary>Changes an order until its closing time; what it held is given back first, in the same unit.</summary>
    public async Task<Answer<MealOrderView>> Change(MealOrder existing, MealWish wish, Caller caller, bool english, CancellationToken ct)
    {
        var listeners = caller.Account.SeniorId == wish.SeniorId ? PersonListeners.None(wish.SeniorId) : await notices.ListenersOf(wish.SeniorId, caller);
        return await Repeat(wish, caller, existing, priced => requests.Commit(unit => Change(unit, existing, priced, caller, english, listeners), ct));
    }

    private Answer<MealOrderView> Change(CityUnit unit, MealOrder existing, PricedWish priced, Caller caller, bool english, PersonListeners listeners)
    {
        var order = unit.Hold(existing.Id);
        if (order.Version != existing.Version) throw Versions.Stale();
        order.ThrowUnlessChangeable(unit.Now);
        unit.PostRelease(order, missed: false);
        unit.GiveBack(order);
        var meal = FundsAndPortions(unit, priced, english);
        if (IsCodeTaken(unit, order, priced)) order.DrawCode(NewCode());
        order.Change(ContentOf(priced, meal), unit.Now);
        if (!unit.TryInsertAll(ClaimsOf(order, priced, meal))) throw new StaleReadException();
        var told = changed.Of(order, priced.Diner, priced.Canteen, leftCanteen: existing.CanteenId);
        Book(unit, order, priced, meal, told, caller, "mealOrder.changed");
        notices.Tell(unit, listeners, MealNoticeWords.Changed(order, priced.Diner.Name, priced.Canteen.Name), order.Id, MealTaskWords.Changed);
        var placedBy = unit.Db.Accounts.Where(account => account.Id == order.PlacedBy).Select(account => account.Name).SingleOrDefault();
        return Answer<MealOrderView>.Ok(MealOrderView.Of(MealOrderView.RowOf(order, priced, placedBy), priced.Access, english), Versions.ETag(order.Version));
    }

    /// <summary>
    /// Whom to tell: nobody of what the senior's side does itself; of a standing order's meal also who ordered it, for they were not
    /// there. Staff go to nobody who stands at the counter, nor for each meal of a standing order: they went when it began.
    /// </summary>
    private async Task<PersonListeners> ListenersOf(PricedWish priced, Orderer by)
    {
        if (by.Channel.IsTheirOwn()) return PersonListeners.None(priced.Diner.Id);
        var listeners = await notices.ListenersOf(priced.Diner.Id, by.Channel == OrderChannel.StandingOrder ? null : by.Caller);
        return by.Channel is OrderChannel.StandingOrder or OrderChannel.CanteenStaff ? listeners with { Division = null } : listeners;
    }

    private static void TakeOnce(CityUnit unit, Guid standingOrder, MealOrder order) => RuleViolation.ThrowIf(
        !unit.TrySee(new StandingMeal { StandingOrderId = standingOrder, ServedOn = order.ServedOn, Period = order.Period, Outcome = StandingOutcome.Placed, OrderId = order.Id }),
        AlreadyPlaced, "这一餐已经订过了。", "The meal has been ordered already.");

    private async Task<Answer<MealOrderView>> Repeat(MealWish wish, Caller caller, MealOrder? changing, Func<PricedWish, Task<Answer<MealOrderView>>> commit)
    {
        for (var attempt = 1; ; attempt++)
        {
            var priced = await (attempt == 1 ? desk.PriceAsKnown(wish, caller, changing) : desk.Price(wish, caller, changing));
            if (attempt == 1 && IsAlreadySubsidised(priced)) priced = await desk.Price(wish, caller, changing); // no refusal rests on what was read before
            ThrowIfAlreadySubsidised(priced);
            try
            {
                return await commit(priced);
            }
            catch (Exception race) when (race is StaleReadException or DbUpdateException && attempt < MostAttempts)
            {
                // somebody was faster, or has the code: read again and decide anew
            }
        }
    }

    private static bool IsAlreadySubsidised(PricedWish priced) => !priced.Wish.AcceptFullPrice && priced.Priced.ExcludedByKey.Count > 0;

    private static void ThrowIfAlreadySubsidised(PricedWish priced)
    {
        if (!IsAlreadySubsidised(priced)) return;
        throw new RuleViolation(AlreadySubsidised, new(
            "这一餐的补贴已经用过。要按没有补贴的价钱订，请再确认一次。", "The subsidy for this meal has been used. Order with acceptFullPrice to pay what remains."), "acceptFullPrice");
    }

    private AllocatedMeal FundsAndPortions(CityUnit unit, PricedWish priced, bool english)
    {
        if (!unit.Holds(new(VersionedTable.Seniors, priced.Diner.Id, priced.Diner.Version))
            || !unit.Holds(new(VersionedTable.Canteens, priced.Canteen.Id, priced.Canteen.Version))
            || !unit.Holds(new(VersionedTable.Menus, priced.Menu.Id, priced.Menu.Version))) throw new StaleReadException();
        RuleViolation.ThrowIf(unit.Now >= priced.Menu.OrdersCloseAt, "meals.ordersClosed", "这一餐已经截止订饭。", "Orders for this meal have closed.", "date");
        if (!unit.TryDeduct([.. priced.Portions.OrderBy(portion => portion.DishId).Select(portion => new Deduction(Stock.Portions, portion.DishId, portion.Quantity))])) throw new StaleReadException();
        unit.SettleCaps(); // what a change gives back may be taken again
        var meal = FundAllocation.Allocate(priced.Priced, priced.InHardship, new UnitPurse(unit, funds).Hold(priced.Priced), priced.MayPay);
        if (priced.Wish.ExpectedSelfPayFen is { } expected && expected != meal.SelfPayFen) throw PriceChanged(meal, MealOrderView.SeesReasons(priced.Access), english);
        return meal;
    }

    private static RequestProblem PriceChanged(AllocatedMeal meal, bool seesReasons, bool english)
    {
        var reason = new Bilingual("价钱变了，请再看一遍。什么都没有订。", "The price has changed; look at it again. Nothing was ordered.");
        return new RequestProblem(409, "meals.priceChanged", reason, new Dictionary<string, Bilingual> { ["expectedSelfPayFen"] = reason })
        {
            Extensions = { ["quote"] = MealQuoteView.Of(meal, seesReasons, english) },
        };
    }

    private static MealOrderContent ContentOf(PricedWish priced, AllocatedMeal meal) => new(
        priced.Canteen.Id, priced.Menu.Id, priced.Wish.Date, priced.Wish.Period, priced.Menu.OrdersCloseAt, priced.Wish.Fulfilment, priced.Wish.DeliveryPointId,
        priced.Wish.PayBy, priced.Portions, meal.PriceFen, priced.Priced.DeliveryFen, OrderSplit.Of(meal, priced.Rules), PriceExplanation.Explain(meal), priced.AllergyOverride);

    private static IEnumerable<object> ClaimsOf(MealOrder order, PricedWish priced, AllocatedMeal meal) =>
        SubsidyClaim.Of(order, meal.KeysHeld, priced.Claims.Select(claim => (claim.Key.StackGroup!, claim.Slot)));

    private Draft DraftOf(PricedWish priced, AllocatedMeal meal, Orderer by)
    {
        var order = MealOrder.Place(priced.Diner.Id, ContentOf(priced, meal), NewCode(), by.Channel, by.Caller.AccountId, clock.GetCurrentInstant());
        return new(
            order,
            [.. ClaimsOf(order, priced, meal).Append(order).Select(writer.Inserts.Prepare)],
            changed.Of(order, priced.Diner, priced.Canteen),
            Answer<MealOrderView>.Created($"/api/meal-orders/{order.Id}", MealOrderView.Of(MealOrderView.RowOf(order, priced, by.Caller.Account.Name), priced.Access, by.English), Versions.ETag(order.Version)));
    }

    private void Book(CityUnit unit, MealOrder order, PricedWish priced, AllocatedMeal meal, PreparedEvent told, Caller caller, string action)
    {
        unit.PostReservations(order, meal);
        unit.Tell(told);
        unit.Record(caller.Actor, action, order.Id.ToString(), order.SeniorId);
        if (meal.OverdraftFen > 0) unit.RaiseDryFund(priced.Diner.ResidenceDivision, order, facts);
    }

    /// <summary>Whether another order of the meal that this one moves to has its code.</summary>
    private static bool IsCodeTaken(CityUnit unit, MealOrder order, PricedWish priced) => unit.Sql.Query(
        """SELECT 1 FROM "MealOrders" WHERE "CanteenId" = @p0 AND "ServedOn" = @p1 AND "Period" = @p2 AND "Code" = @p3 AND "Id" <> @p4""",
        _ => true, priced.Canteen.Id, priced.Wish.Date.ToDateOnly(), priced.Wish.Period.ToString(), order.Code, order.Id).Count > 0;

    private static string NewCode() => RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);

    /// <summary>Who orders, how, and in which language they are answered.</summary>
    private sealed record Orderer(Caller Caller, OrderChannel Channel, bool English);

    /// <summary>A new order with all that is written and answered.</summary>
    private sealed record Draft(MealOrder Order, IReadOnlyList<PreparedRow> Rows, PreparedEvent Told, Answer<MealOrderView> Answer);
}
