using ElderCare.Data;
using ElderCare.Data.Meals;
using ElderCare.Data.Writing;
using ElderCare.Domain.Canteens;
using ElderCare.Domain.Funding;
using ElderCare.Domain.Meals;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using NodaTime;

namespace ElderCare.MobileApi.Meals;

/// <summary>Reads what a wish needs, says no where a rule says no, and prices the rest: the one way to a price for quote, order and change.</summary>
internal sealed class MealPricingDesk(CityDatabase database, CityFacts facts, KnownMenus menus, IClock clock)
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
        sql.Balances(priced.Priced.Lines.SelectMany(line => line.Fallbacks.Select(next => next.FundId).Prepend(line.FundId)))));

    private async Task<PricedWish> Price(MealWish wish, Caller caller, MealOrder? changing, (CanteenRow Canteen, MenuRow Menu)? known)
    {
        var found = await MealFacts.Read(database, wish.SeniorId, wish.CanteenId, wish.Date, wish.Period, known);
        if (known is null) menus.Remember(wish, found);
        var diner = found.Diner ?? throw RequestProblem.NotFound("seniorId");
        var access = SeniorAccess.Of(caller, diner.Id, diner.ResidenceDivision, diner.HukouDivision).Demand(FamilyRights.Order);
        if (wish.PayBy != PayBy.OnCollection) access.Demand(FamilyRights.Pay);
        ThrowIfNobodyEats(diner, wish.Date);
        var canteen = found.Canteen ?? throw RequestProblem.NotFound("canteenId");
        RuleViolation.ThrowIf(canteen.Status != OperationStatus.Open, "canteens.notOpen", "这个食堂现在不营业。请换一个，或者打 12349。", "The canteen is not open. Choose another, or call 12349.", "canteenId");
        var menu = OpenMenu(found.Menu, wish);
        var portions = Portions(wish, menu, diner, changing);
        var claims = changing is null ? found.Claims : [.. found.Claims.Where(claim => claim.Key.MealId != changing.Id.ToString())];
        var person = new Diner(diner.BornOn, diner.HukouDivision, diner.ResidenceDivision, found.Categories);
        var priced = MealPricing.Price(Meal(wish, diner, canteen, menu, portions), person, facts.PublishedRules, new HeldSubsidies(claims.Select(claim => claim.Key)), facts.Calendar, facts.Divisions);
        return new PricedWish(wish, access, diner, person.IsInHardship(), canteen, menu, portions, priced, claims);
    }

    private static void ThrowIfNobodyEats(DinerRow diner, LocalDate date)
    {
        RuleViolation.ThrowIf(diner.IsMerged, "people.merged", "这份档案已经并入另一份，请用合并后的档案。", "This record was merged into another one; use that one.", "seniorId");
        RuleViolation.ThrowIf(diner.DiedOn is { } died && died <= date, "people.deceased", "这位老人已经去世，不能再订饭。", "The person has died; no meal can be ordered.", "seniorId");
    }

    private MenuRow OpenMenu(MenuRow? menu, MealWish wish)
    {
        var now = clock.GetCurrentInstant();
        var closed = menu is null ? wish.Date < CityClock.DateOf(now) : now >= menu.OrdersCloseAt;
        RuleViolation.ThrowIf(closed, "meals.ordersClosed", "这一餐已经截止订饭。可以订明天的，或者打 12349。", "Orders for this meal have closed. Order for another day, or call 12349.", "date");
        return menu ?? throw new RuleViolation("meals.noMenu", new("这一天还没有菜单。请换一天。", "There is no menu for that meal. Choose another day."), "date");
    }

    private static List<Portion> Portions(MealWish wish, MenuRow menu, DinerRow diner, MealOrder? changing)
    {
        var portions = new List<Portion>(wish.Items.Count);
        for (var i = 0; i < wish.Items.Count; i++)
        {
            var (dishId, quantity) = wish.Items[i];
            var dish = menu.Dishes.FirstOrDefault(dish => dish.Id == dishId)
                ?? throw RequestProblem.Invalid($"items[{i}].dishId", "这份菜单里没有这样菜。", "The dish is not on this menu.", "meals.unknownDish");
            if (dish.Allergens.FirstOrDefault(diner.Allergies.Contains) is { } allergen)
            {
                throw new RuleViolation("meals.allergen", new($"{dish.Name}里有登记过敏的东西，不能选。", $"{dish.Name} contains {allergen}, to which the person is allergic."), $"items[{i}].dishId");
            }
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
        var target = wish.DeliveryPointId is { } point ? DeliveryPlace(point, wish.CanteenId) : diner.Home;
        return new(wish.Date, wish.Period, portions.Sum(portion => portion.PriceFen * portion.Quantity))
        {
            DeliveryFen = delivered ? canteen.DeliveryFen : 0,
            DistanceMetres = delivered ? (int)canteen.Place.MetresTo(target) : null,
            CanteenDivision = canteen.DivisionCode,
            DishTags = [.. menu.Dishes.Where(dish => portions.Any(portion => portion.DishId == dish.Id)).SelectMany(dish => dish.Tags).Distinct()],
            ResolveOwnDistrict = true,
        };
    }

    private GeoPoint DeliveryPlace(Guid id, Guid canteenId) => database.Read(sql => sql.Query(
        """SELECT "Latitude", "Longitude" FROM "DeliveryPoints" WHERE "Id" = @p0 AND "CanteenId" = @p1""",
        row => (GeoPoint?)new GeoPoint(row.GetDouble(0), row.GetDouble(1)), id, canteenId)).SingleOrDefault() ?? throw RequestProblem.NotFound("deliveryPointId");
}
