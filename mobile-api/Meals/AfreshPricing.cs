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

    public async Task<OrderAfresh> Read(Guid orderId, CancellationToken ct)
    {
        using var db = database.Read();
        var row = database.Read(sql => sql.MealOrder(orderId))!;
        var order = await db.MealOrders.SingleAsync(order => order.Id == orderId, ct);
        var history = (await SeniorHistory.Read(db, order.SeniorId, ct))!;
        var claims = await db.SubsidyClaims.Where(claim => claim.SeniorId == order.SeniorId && claim.ServedOn == order.ServedOn && claim.OrderId != order.Id).ToListAsync(ct);
        var others = claims.Select(claim => (new HeldKey(claim.StackGroup, claim.Period, claim.OrderId.ToString()), claim.Slot)).ToList();
        var meal = await MealOf(db, order, history.Senior, ct);
        var (person, then, rules) = (history.Now(), history.AsKnownAt(order.PricedAt), facts.Rules);
        var (diner, dinerThen) = (DinerOf(person), DinerOf(then));
        bool Terms(Diner who, string fundId) => funds.Find(fundId)?.MayPay(meal, who, facts.Divisions) ?? true;
        // The terms of funds have no dates: one that has paid a settled meal for whom it may not pay by today's was allowed to by those of then.
        bool HasPaid(string fundId) => order.State == MealOrderState.Fulfilled && order.Splits.Any(split => split.FundId == fundId) && !Terms(dinerThen, fundId);
        var right = Price(rules, meal, person, others);
        var afresh = new OrderAfresh(order, row, history, person, then, right, rules, diner.IsInHardship(), false, others, fundId => Terms(diner, fundId) || HasPaid(fundId));
        var known = new[] { then, history.AsKnownAt(order.PricedAt - ClockDifference), history.AsKnownAt(order.PricedAt + ClockDifference) }.Select(DueTo).ToList();
        var isExplained = known.Any(due => PartsOf(due).SequenceEqual(PartsOf(order)));
        return isExplained
            ? afresh with { HasChanged = !afresh.IsRight }
            : afresh with { HasChanged = !PartsOf(afresh.AsDue).SequenceEqual(PartsOf(known[0])), Kept = KeptOf(order, known[0], afresh.AsDue) };

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

    /// <summary>What an order has above what today's rules gave on what was known when it was priced: it stays, because no fact is the reason.</summary>
    private static IReadOnlyList<OrderSplit> KeptOf(MealOrder order, AllocatedMeal asKnownThen, AllocatedMeal asDue)
    {
        var left = Math.Min(order.SubsidyFen - (order.PriceFen - asKnownThen.SelfPayFen), asDue.SelfPayFen);
        var kept = new List<OrderSplit>();
        foreach (var split in order.Splits.Where(split => split.FundId is not null))
        {
            var given = asKnownThen.Splits.Where(other => (other.FundId, other.RuleId) == (split.FundId, split.RuleId)).Sum(other => other.AmountFen);
            var fen = Math.Min(split.AmountFen - given, left);
            if (fen <= 0) continue;
            kept.Add(split with { AmountFen = fen });
            left -= fen;
        }
        return kept;
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
