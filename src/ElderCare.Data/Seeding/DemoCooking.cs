using System.Globalization;
using ElderCare.Domain.Canteens;
using ElderCare.Domain.Funding;
using ElderCare.Domain.Meals;
using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.Data.Seeding;

/// <summary>Deals out one past day: who ate what and where, priced as any order is.</summary>
internal sealed class DemoCooking(DemoMenus menus, DemoPricing pricing, IReadOnlyDictionary<string, Fund> funds, FundBalances purse, IReadOnlyList<DemoDiner> diners, LocalDate date)
{
    private const int Seed = 12349;
    private const int DinnerPercent = 20;
    private const int CancelledPercent = 4;
    private const int MissedPercent = 2;
    private const int DeliveredPercent = 10;
    private static readonly Guid PlacedBy = DemoIds.Account("agent1");
    private readonly Random _dice = new(unchecked(Seed * 31 + date.Year * 10_000 + date.Month * 100 + date.Day));
    private readonly Dictionary<(Guid Canteen, MealPeriod Period), DemoSlot> _slots = [];

    /// <summary>The day's meals by canteen and period.</summary>
    public IReadOnlyCollection<DemoSlot> Serve()
    {
        foreach (var diner in diners)
        {
            var (lunch, dinner) = (_dice.Next(100) < diner.LunchPercent, _dice.Next(100) < DinnerPercent);
            if (!lunch || !diner.MayEatOn(date)) continue;
            var first = Eat(diner, MealPeriod.Lunch, []);
            if (dinner) Eat(diner, MealPeriod.Dinner, first?.Claims ?? []);
        }
        return _slots.Values;
    }

    private DemoMeal? Eat(DemoDiner diner, MealPeriod period, IReadOnlyList<SubsidyClaim> held)
    {
        var slot = SlotOf(diner.Canteen, period);
        if (slot.Choose(diner.Senior.Allergies, _dice) is not { } dish) return null;
        var delivered = _dice.Next(100) < DeliveredPercent;
        var person = diner.On(date);
        var toPrice = new MealToPrice(date, period, dish.PriceFen)
        {
            DeliveryFen = delivered ? diner.Canteen.DeliveryFen : 0,
            DistanceMetres = delivered ? (int)diner.Canteen.Place.MetresTo(diner.Senior.Home) : null,
            CanteenDivision = diner.Canteen.DivisionCode,
            CanteenTags = diner.Canteen.Tags,
            DishTags = dish.Tags,
            ResolveOwnDistrict = true,
        };
        var keys = new HeldSubsidies(held.Select(claim => new HeldKey(claim.StackGroup, claim.Period, claim.OrderId.ToString())));
        var priced = MealPricing.Price(toPrice, person, diner.Rules, keys, pricing.Calendar, pricing.Divisions);
        var paid = FundAllocation.Allocate(priced, person.IsInHardship(), purse, fund => !funds.TryGetValue(fund, out var terms) || terms.MayPay(toPrice, person, pricing.Divisions));
        var meal = End(Place(diner, slot, dish, delivered, paid), paid, slot.Menu, held);
        slot.Add(meal, dish);
        return meal;
    }

    private MealOrder Place(DemoDiner diner, DemoSlot slot, MenuDish dish, bool delivered, AllocatedMeal meal)
    {
        var menu = slot.Menu;
        var fulfilment = delivered ? Fulfilment.Delivery : _dice.Next(3) == 0 ? Fulfilment.PickUp : Fulfilment.DineIn;
        var content = new MealOrderContent(
            menu.CanteenId, menu.Id, menu.ServedOn, menu.Period, menu.OrdersCloseAt, fulfilment, null, PayBy.OnCollection, [new(dish.Id, dish.Name, 1, dish.PriceFen)],
            meal.PriceFen, meal.Priced.DeliveryFen, OrderSplit.Of(meal, pricing.Rules), PriceExplanation.Explain(meal), null);
        var at = menu.OrdersCloseAt - LeadOf(menu.Period);
        var key = string.Create(CultureInfo.InvariantCulture, $"{diner.Senior.Id}:{menu.Id}");
        return MealOrder.Place(diner.Senior.Id, content, slot.NextCode(), OrderChannel.Agent, PlacedBy, at, DemoIds.Of("order", key, at));
    }

    /// <summary>Lunch is ordered in the evening before or the same morning, dinner during the day.</summary>
    private Duration LeadOf(MealPeriod period) => Duration.FromMinutes(period == MealPeriod.Lunch && _dice.Next(2) == 0 ? _dice.Next(720, 960) : _dice.Next(30, 150));

    private DemoMeal End(MealOrder order, AllocatedMeal meal, Menu menu, IReadOnlyList<SubsidyClaim> held)
    {
        var fate = _dice.Next(100);
        if (fate < CancelledPercent) return GiveBack(order, meal, order.PlacedAt + Duration.FromMinutes(_dice.Next(1, 30)), (one, at) => one.Cancel(at));
        if (fate < CancelledPercent + MissedPercent) return GiveBack(order, meal, menu.ServedUntil, (one, at) => one.Miss(at));
        var claims = SubsidyClaim.Of(order, meal.KeysHeld, held.Select(claim => (claim.StackGroup, claim.Slot))).ToList();
        return DemoMeal.Eaten(order, meal, menu.ServedUntil - Duration.FromMinutes(_dice.Next(5, 90)), claims);
    }

    private DemoMeal GiveBack(MealOrder order, AllocatedMeal meal, Instant at, Action<MealOrder, Instant> end)
    {
        foreach (var split in meal.Splits.Where(split => split.FundId is not null)) purse.Give(split.FundId!, split.AmountFen - split.OverdraftFen);
        return DemoMeal.GivenBack(order, meal, at, end);
    }

    private DemoSlot SlotOf(Canteen canteen, MealPeriod period)
    {
        if (_slots.TryGetValue((canteen.Id, period), out var slot)) return slot;
        var menu = menus.MenuOf(canteen.Id, date, period);
        return _slots[(canteen.Id, period)] = new(menu, [.. menus.DishesOf(menu)]);
    }
}
