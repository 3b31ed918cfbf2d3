using ElderCare.Data;
using ElderCare.Data.Meals;
using ElderCare.Data.Seeding;
using ElderCare.Domain.Canteens;
using ElderCare.Domain.Funding;
using ElderCare.Domain.Meals;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Funding;
using ElderCare.MobileApi.People;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.Meals;

/// <summary>Prices an order that is there as if it were placed on what is known of its person now, by the rules in force.</summary>
internal sealed class AfreshPricing(CityDatabase database, CityFacts facts, FundFacts funds, PeoplePolicy policy)
{
    /// <summary>By so much the clocks of two machines may differ: what was known when an order was priced is not certain to the second.</summary>
    private static readonly Duration ClockDifference = Duration.FromMinutes(1);
    private static readonly string[] Promises = ["subsidyReserved", "subsidyOverdrawn", "sharePledged", "sharePrepaid"];

    public async Task<OrderAfresh> Read(Guid orderId, CancellationToken ct)
    {
        using var db = database.Read();
        var row = database.Read(sql => sql.MealOrder(orderId))!;
        var order = await db.MealOrders.SingleAsync(order => order.Id == orderId, ct);
        var history = (await SeniorHistory.Read(db, order.SeniorId, ct))!;
        var claims = await db.SubsidyClaims.Where(claim => claim.SeniorId == order.SeniorId && claim.ServedOn == order.ServedOn && claim.OrderId != order.Id).ToListAsync(ct);
        var others = claims.Select(claim => (new HeldKey(claim.StackGroup, claim.Period, claim.OrderId.ToString()), claim.Slot)).ToList();
        var meal = await MealOf(db, order, history.Senior, ct);
        var pricedAt = await PricedAt(db, order, ct);
        var (person, then, rules) = (history.Now(), history.AsKnownAt(pricedAt), facts.Rules);
        var (diner, dinerThen) = (DinerOf(person), DinerOf(then));
        bool Terms(Diner who, string fundId) => funds.Find(fundId)?.MayPay(meal, who, facts.Divisions) ?? true;
        // The terms of funds have no dates: one that has paid a settled meal for whom it may not pay by today's was allowed to by those of then.
        bool HasPaid(string fundId) => order.State == MealOrderState.Fulfilled && order.Splits.Any(split => split.FundId == fundId) && !Terms(dinerThen, fundId);
        var right = Price(rules, meal, person, others);
        var afresh = new OrderAfresh(order, row, history, person, then, right, rules, diner.IsInHardship(), false, others, fundId => Terms(diner, fundId) || HasPaid(fundId));
        var known = new[] { then, history.AsKnownAt(pricedAt - ClockDifference), history.AsKnownAt(pricedAt + ClockDifference) }.Select(DueTo).ToList();
        var isExplained = known.Any(due => PartsOf(due).SequenceEqual(PartsOf(order)));
        return afresh with { HasChanged = isExplained ? !afresh.IsRight : !PartsOf(afresh.AsDue).SequenceEqual(PartsOf(known[0])) };

        Diner DinerOf(PersonFacts knownAs) => knownAs.DinerOn(order.ServedOn, policy.Categories, facts.Divisions);

        AllocatedMeal DueTo(PersonFacts knownAs)
        {
            var who = DinerOf(knownAs);
            return FundAllocation.AsForeseen(Price(rules, meal, knownAs, others), who.IsInHardship(), fundId => Terms(who, fundId) || HasPaid(fundId));
        }
    }

    /// <summary>Which fund gives how much by which rule, every fund paying its own.</summary>
    public static IEnumerable<(string? FundId, string? RuleId, long AmountFen)> PartsOf(AllocatedMeal meal) => meal.Splits.Select(split => (split.FundId, split.RuleId, split.AmountFen));

    /// <inheritdoc cref="PartsOf(AllocatedMeal)"/>
    public static IEnumerable<(string? FundId, string? RuleId, long AmountFen)> PartsOf(MealOrder order) => order.Splits.Select(split => (split.FundId, split.RuleId, split.AmountFen));

    private PricedMeal Price(RulesInForce rules, MealToPrice meal, PersonFacts person, IEnumerable<(HeldKey Key, int Slot)> others) => MealPricing.Price(
        meal, person.DinerOn(meal.Date, policy.Categories, facts.Divisions), rules.All, new HeldSubsidies(others.Select(other => other.Key)), facts.Calendar, facts.Divisions);

    /// <summary>When the order was last priced: its promises were posted then.</summary>
    private static async Task<Instant> PricedAt(CityContext db, MealOrder order, CancellationToken ct)
    {
        var cause = order.Id.ToString();
        var newest = await db.Transfers.Where(transfer => transfer.Cause == cause && transfer.ReversalOf == null && Promises.Contains(transfer.Kind))
            .OrderByDescending(transfer => transfer.At).Select(transfer => (Instant?)transfer.At).FirstOrDefaultAsync(ct);
        return newest ?? order.PlacedAt;
    }

    private async Task<MealToPrice> MealOf(CityContext db, MealOrder order, Senior senior, CancellationToken ct)
    {
        var canteen = database.Read(sql => sql.Canteen(order.CanteenId))!;
        var dishes = order.Items.Select(item => item.DishId).ToList();
        var tags = await db.MenuDishes.Where(dish => dishes.Contains(dish.Id)).Select(dish => dish.Tags).ToListAsync(ct);
        var target = await db.DeliveryPoints.Where(point => point.Id == order.DeliveryPointId).Select(point => new { point.Latitude, point.Longitude, point.RouteMetres }).FirstOrDefaultAsync(ct);
        return new(order.ServedOn, order.Period, order.PriceFen - order.DeliveryFen)
        {
            DeliveryFen = order.DeliveryFen,
            DistanceMetres = order.Fulfilment == Fulfilment.Delivery ? DeliveryDistance.Metres(canteen.Place.MetresTo(target is null ? senior.Home : new(target.Latitude, target.Longitude)), target?.RouteMetres) : null,
            CanteenDivision = canteen.DivisionCode,
            CanteenTags = canteen.Tags,
            DishTags = [.. tags.SelectMany(each => each).Distinct()],
            ResolveOwnDistrict = true,
        };
    }
}
