using ElderCare.Data;
using ElderCare.Data.Meals;
using ElderCare.Domain.Canteens;
using ElderCare.Domain.Meals;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Meals;
using ElderCare.MobileApi.Pages.Look;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.Pages.Ordering;

/// <summary>An order before it is placed, and after: what the second and the third step show.</summary>
internal sealed class OrderDesk(CityDatabase database, MealPricingDesk desk, Visitor you)
{
    /// <summary>One portion, fetched and paid at the canteen.</summary>
    public static MealWish WishOf(MealChoice choice, long? expectedSelfPayFen = null, bool acceptFullPrice = false) => new(
        choice.Senior!.Value, choice.Canteen!.Value, choice.Date!.Value, choice.Period!.Value, Fulfilment.PickUp, null,
        [(choice.Dish!.Value, 1)], PayBy.OnCollection, expectedSelfPayFen, acceptFullPrice);

    /// <exception cref="RuleViolation">It cannot be ordered.</exception>
    public async Task<Confirming> Confirm(MealChoice choice, Caller caller, string? trouble, CancellationToken ct)
    {
        var priced = await desk.Price(WishOf(choice), caller);
        var quote = MealQuoteView.Of(desk.Quote(priced), MealOrderView.SeesReasons(priced.Access), you.IsEnglish);
        var dishes = string.Join(you.Say("、", ", "), priced.Portions.Select(portion => portion.Name));
        return new()
        {
            Action = choice.At("/order/confirm"),
            BackHref = (choice with { Dish = null }).At("/order"),
            Who = caller.Account.SeniorId == choice.Senior ? null : priced.Diner.Name,
            Facts = await FactsOf(dishes, choice.Date!.Value, choice.Period!.Value, choice.Canteen!.Value, priced.Menu.ServedUntil, ct),
            Price = PriceParts.Of(quote.PriceFen, quote.Splits, quote.Explanation),
            AsksFullPrice = priced.Priced.ExcludedByKey.Count > 0,
            OrdersCloseAt = priced.Menu.OrdersCloseAt,
            Trouble = trouble,
        };
    }

    /// <exception cref="RequestProblem">404 when it is not theirs to see.</exception>
    public async Task<Ticket> TicketOf(Guid id, Caller caller, string? trouble, CancellationToken ct)
    {
        var row = database.Read(sql => sql.MealOrder(id)) ?? throw RequestProblem.NotFound();
        var access = MoveMealOrder.AccessTo(row, caller);
        var order = MealOrderView.Of(row, access, you.IsEnglish);
        var isOpen = you.Now < order.OrdersCloseAt;
        var stands = MealOrders.Standing.Contains(order.State);
        var mayOrder = access.IsTheirSide && access.Rights.HasFlag(FamilyRights.Order);
        var dishes = string.Join(you.Say("、", ", "), order.Items.Select(item => item.Quantity == 1 ? item.Name : $"{item.Name} × {item.Quantity}"));
        var menu = database.Read(sql => sql.Menu(order.CanteenId, order.Date, order.Period));
        var again = new MealChoice(order.SeniorId, order.CanteenId, order.Date, order.Period, null);
        return new()
        {
            Id = id,
            State = order.State,
            Who = caller.Account.SeniorId == order.SeniorId ? null : access.IsTheirSide ? row.SeniorName : order.SeniorName,
            Code = stands ? order.Code : null,
            Facts = await FactsOf(dishes, order.Date, order.Period, order.CanteenId, menu?.ServedUntil, ct),
            Price = PriceParts.Of(order.PriceFen, order.Splits, order.Explanation),
            PayBy = order.PayBy,
            CancelUntil = mayOrder && isOpen && order.State is MealOrderState.Placed or MealOrderState.AwaitingPayment ? order.OrdersCloseAt : null,
            AgainHref = mayOrder && isOpen && !stands ? again.At("/order") : null,
            Trouble = trouble,
        };
    }

    private async Task<MealFacts> FactsOf(string dishes, LocalDate date, MealPeriod period, Guid canteenId, Instant? servedUntil, CancellationToken ct)
    {
        using var db = database.Read();
        var canteen = await db.Canteens.SingleAsync(canteen => canteen.Id == canteenId, ct);
        return new(dishes, date, you.MealOf(period), servedUntil is { } until ? you.TimeOf(until) : null, canteen.Name, canteen.Address);
    }
}
