using ElderCare.Data;
using ElderCare.Data.Meals;
using ElderCare.Data.Seeding;
using ElderCare.Data.Writing;
using ElderCare.Domain.Canteens;
using ElderCare.Domain.Funding;
using ElderCare.Domain.Meals;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Funding;
using NodaTime;

namespace ElderCare.MobileApi.Meals;

/// <summary>Reads what a wish needs, says no where a rule says no, and prices the rest: the one way to a price for quote, order and change.</summary>
internal sealed class MealPricingDesk(CityDatabase database, CityFacts facts, FundFacts funds, PeoplePolicy policy, KnownMenus menus, IClock clock)
{
    /// <summary>Prices a wish on what the tables hold now.</summary>
    /// <param name="wish">What is wanted.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="changing">The order that the wish would replace: its keys and portions count as free.</param>
    public Task<PricedWish> Price(MealWish wish, Caller caller, MealOrder? changing = null) => Price(wish, caller, changing, known: null);

    /// <summary>Prices a wish on the canteen and menu as they were read last, or, when that would refuse it, as they are now.</summary>
    public async Task<PricedWish> PriceAsKnown(MealWish wish, Caller caller, MealOrder? changing)
    {
        if (menus.Find(wish) is not { } known) return await Price(wish, caller, changing);
        try
        {
            return await Price(wish, caller, changing, known);
        }
        catch (Exception refusal) when (refusal is RuleViolation or RequestProblem)
        {
            return await Price(wish, caller, changing);
        }
    }

    /// <summary>The wish with its funds as they stand now; nothing is taken.</summary>
    public AllocatedMeal Quote(PricedWish priced) => database.Read(sql => FundAllocation.Allocate(priced.Priced, priced.InHardship,
        sql.Balances(priced.Priced.Lines.SelectMany(line => line.Fallbacks.Select(next => next.FundId).Prepend(line.FundId)), CapsOf), priced.MayPay));

    private async Task<PricedWish> Price(MealWish wish, Caller caller, MealOrder? changing, (CanteenRow Canteen, MenuRow Menu)? known)
    {
        var found = await MealFacts.Read(database, wish.SeniorId, wish.CanteenId, wish.Date, wish.Period, known);
        if (known is null) menus.Remember(wish, found);
        var diner = found.Diner ?? throw RequestProblem.NotFound("seniorId");
        var access = AccessTo(diner, found.Canteen, caller).Demand(FamilyRights.Order);
        if (wish.PayBy != PayBy.OnCollection) access.Demand(FamilyRights.Pay);
        ThrowIfNobodyEats(diner, found.Person!, wish.Date);
        var canteen = found.Canteen ?? throw RequestProblem.NotFound("canteenId");
        if (canteen.Service.WhyNoOrders(wish.Date, wish.Period, facts.Calendar) is { } closed) throw closed;
        var menu = OpenMenu(found.Menu, wish);
        var allergyOverride = AllergyCheck.Of(wish, menu, diner, access, caller);
        var portions = Portions(wish, menu, changing);
        var claims = changing is null ? found.Claims : [.. found.Claims.Where(claim => claim.Key.MealId != changing.Id.ToString())];
        var person = found.Person!.DinerOn(wish.Date, policy.Categories, facts.Divisions);
        var rules = facts.Rules;
        var meal = Meal(wish, diner, canteen, menu, portions);
        var priced = MealPricing.Price(meal, person, rules.All, new HeldSubsidies(claims.Select(claim => claim.Key)), facts.Calendar, facts.Divisions);
        return new PricedWish(wish, access, diner, person.IsInHardship(), canteen, menu, portions, priced, rules, claims,
            fundId => funds.Find(fundId)?.MayPay(meal, person, facts.Divisions) ?? true, allergyOverride);
    }

    /// <summary>What the caller may do for who eats; a canteen's staff order there for seniors of its city.</summary>
    private SeniorAccess AccessTo(DinerRow diner, CanteenRow? canteen, Caller caller)
    {
        var access = SeniorAccess.Of(caller, diner.Id, diner.ResidenceDivision, diner.HukouDivision);
        if (access.MaySee || canteen is null) return access;
        var city = facts.Divisions.CityOf(canteen.DivisionCode);
        return SeniorAccess.AtCounter(caller, canteen.Id, city is not null && (facts.Divisions.Covers(city, diner.ResidenceDivision) || facts.Divisions.Covers(city, diner.HukouDivision)));
    }

    private IReadOnlyList<FundCap> CapsOf(string fundId) => funds.CapsOf(fundId, CityClock.DateOf(clock.GetCurrentInstant()));

    private static void ThrowIfNobodyEats(DinerRow diner, PersonFacts person, LocalDate date)
    {
        RuleViolation.ThrowIf(diner.IsMerged, "people.merged", "这份档案已经并入另一份，请用合并后的档案。", "This record was merged into another one; use that one.", "seniorId");
        RuleViolation.ThrowIf(person.IsDeadOn(date), "people.deceased", "这位老人已经去世，不能再订饭。", "The person has died; no meal can be ordered.", "seniorId");
        RuleViolation.ThrowIf(person.AbsenceOn(date) is not null, "people.absent",
            "这一天登记为外出、住院或入住机构，不能订饭。回来了请告诉社区，或者打 12349。", "The person is away, in hospital or in an institution on that day. Tell the community when they are back, or call 12349.", "date");
    }

    private MenuRow OpenMenu(MenuRow? menu, MealWish wish)
    {
        var now = clock.GetCurrentInstant();
        var closed = menu is null ? wish.Date < CityClock.DateOf(now) : now >= menu.OrdersCloseAt;
        RuleViolation.ThrowIf(closed, "meals.ordersClosed", "这一餐已经截止订饭。可以订明天的，或者打 12349。", "Orders for this meal have closed. Order for another day, or call 12349.", "date");
        return menu ?? throw new RuleViolation("meals.noMenu", new("这一天还没有菜单。请换一天。", "There is no menu for that meal. Choose another day."), "date");
    }

    private static List<Portion> Portions(MealWish wish, MenuRow menu, MealOrder? changing)
    {
        var portions = new List<Portion>(wish.Items.Count);
        for (var i = 0; i < wish.Items.Count; i++)
        {
            var (dishId, quantity) = wish.Items[i];
            var dish = menu.Dishes.FirstOrDefault(dish => dish.Id == dishId)
                ?? throw RequestProblem.Invalid($"items[{i}].dishId", "这份菜单里没有这样菜。", "The dish is not on this menu.", "meals.unknownDish");
            var own = changing?.Items.Where(item => item.DishId == dishId).Sum(item => item.Quantity) ?? 0;
            if (dish.Remaining + own < quantity)
            {
                throw new RuleViolation("meals.soldOut", new($"{dish.Name}只剩 {dish.Remaining} 份了。换一份，或者打 12349。", $"Only {dish.Remaining} of {dish.Name} are left. Choose another, or call 12349."), $"items[{i}].quantity");
            }
            portions.Add(new(dish.Id, dish.Name, quantity, dish.PriceFen));
        }
        return portions;
    }

    private MealToPrice Meal(MealWish wish, DinerRow diner, CanteenRow canteen, MenuRow menu, IReadOnlyList<Portion> portions)
    {
        var delivered = wish.Fulfilment == Fulfilment.Delivery;
        var (target, route) = wish.DeliveryPointId is { } point ? DeliveryPlace(point, wish.CanteenId) : (diner.Home, null);
        return new(wish.Date, wish.Period, portions.Sum(portion => portion.PriceFen * portion.Quantity))
        {
            DeliveryFen = delivered ? canteen.DeliveryFen : 0,
            DistanceMetres = delivered ? DeliveryDistance.Metres(canteen.Place.MetresTo(target), route) : null,
            CanteenDivision = canteen.DivisionCode,
            CanteenTags = canteen.Tags,
            DishTags = [.. menu.Dishes.Where(dish => portions.Any(portion => portion.DishId == dish.Id)).SelectMany(dish => dish.Tags).Distinct()],
            ResolveOwnDistrict = true,
        };
    }

    private (GeoPoint Place, int? RouteMetres) DeliveryPlace(Guid id, Guid canteenId) => database.Read(sql => sql.Query(
        """SELECT "Latitude", "Longitude", "RouteMetres" FROM "DeliveryPoints" WHERE "Id" = @p0 AND "CanteenId" = @p1 AND "ClosedAt" IS NULL""",
        row => ((GeoPoint, int?)?)(new GeoPoint(row.GetDouble(0), row.GetDouble(1)), row.IsDBNull(2) ? null : row.GetInt32(2)), id, canteenId)).SingleOrDefault() ?? throw RequestProblem.NotFound("deliveryPointId");
}
