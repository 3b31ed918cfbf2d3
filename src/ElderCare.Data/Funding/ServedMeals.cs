using ElderCare.Domain.Canteens;
using ElderCare.Domain.Funding;
using ElderCare.Domain.Meals;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.Data.Funding;

/// <summary>
/// Reads the meals that were handed over in a time to the people of given divisions, some people at a time: what a rule is
/// tried on before it is published. Where the person lives and where the canteen lies are taken as they are now.
/// </summary>
public sealed class ServedMeals(CityDatabase database, DivisionTree divisions, CategoryPolicy policy, IReadOnlyList<string> peopleIn, LocalDate from, LocalDate to)
{
    private const int PeopleAtOnce = 500;

    /// <summary>The meals of one person on one date at a time, in the order in which they were placed.</summary>
    public async IAsyncEnumerable<IReadOnlyList<ServedMeal>> ByPersonAndDay([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        for (var after = Guid.Empty; ;)
        {
            using var db = database.Read();
            var last = after;
            var people = await db.Seniors.Where(senior => senior.Id > last && (peopleIn.Contains(senior.ResidenceDivision) || peopleIn.Contains(senior.HukouDivision)))
                .OrderBy(senior => senior.Id).Take(PeopleAtOnce).ToListAsync(ct);
            foreach (var day in await Of(db, people, ct)) yield return day;
            if (people.Count < PeopleAtOnce) yield break;
            after = people[^1].Id;
        }
    }

    private async Task<IEnumerable<IReadOnlyList<ServedMeal>>> Of(CityContext db, List<Senior> people, CancellationToken ct)
    {
        var ids = people.Select(senior => senior.Id).ToList();
        var orders = await db.MealOrders.Where(order => ids.Contains(order.SeniorId) && order.ServedOn >= from && order.ServedOn < to && order.State == MealOrderState.Fulfilled).ToListAsync(ct);
        if (orders.Count == 0) return [];
        var facts = await FactsOf(db, orders, ct);
        var byId = people.ToDictionary(senior => senior.Id);
        return orders.GroupBy(order => (order.SeniorId, order.ServedOn))
            .Select(day => day.OrderBy(order => order.PlacedAt).ThenBy(order => order.Id).Select(order => MealOf(order, byId[order.SeniorId], facts)).ToList());
    }

    private static async Task<Facts> FactsOf(CityContext db, List<MealOrder> orders, CancellationToken ct)
    {
        var ids = orders.Select(order => order.SeniorId).Distinct().ToList();
        var canteens = orders.Select(order => order.CanteenId).Distinct().ToList();
        var points = orders.Where(order => order.DeliveryPointId is not null).Select(order => order.DeliveryPointId!.Value).Distinct().ToList();
        var menus = orders.Select(order => order.MenuId).Distinct().ToList();
        return new(
            (await db.CategoryPeriods.Where(period => ids.Contains(period.SeniorId) && period.SupersededAt == null).ToListAsync(ct)).ToLookup(period => period.SeniorId),
            await db.Canteens.Where(canteen => canteens.Contains(canteen.Id)).ToDictionaryAsync(canteen => canteen.Id, ct),
            await db.DeliveryPoints.Where(point => points.Contains(point.Id)).ToDictionaryAsync(point => point.Id, ct),
            await db.MenuDishes.Where(dish => menus.Contains(dish.MenuId)).Select(dish => new { dish.Id, dish.Tags }).ToDictionaryAsync(dish => dish.Id, dish => dish.Tags, ct));
    }

    private ServedMeal MealOf(MealOrder order, Senior senior, Facts facts)
    {
        var canteen = facts.Canteens[order.CanteenId];
        var point = order.DeliveryPointId is { } id ? facts.Points[id] : null;
        var target = point is null ? senior.Home : new GeoPoint(point.Latitude, point.Longitude);
        var meal = new MealToPrice(order.ServedOn, order.Period, order.PriceFen - order.DeliveryFen)
        {
            DeliveryFen = order.DeliveryFen,
            DistanceMetres = order.Fulfilment == Fulfilment.Delivery ? DeliveryDistance.Metres(canteen.Place.MetresTo(target), point?.RouteMetres) : null,
            CanteenDivision = canteen.DivisionCode,
            CanteenTags = canteen.Tags,
            DishTags = [.. order.Items.SelectMany(item => facts.Tags.GetValueOrDefault(item.DishId) ?? []).Distinct()],
            ResolveOwnDistrict = true,
        };
        var person = new PersonFacts
        {
            BornOn = senior.BornOn,
            HukouDivision = senior.HukouDivision,
            ResidenceDivision = senior.ResidenceDivision,
            Categories = [.. facts.Categories[senior.Id].Select(period => new Dated<string>(period.Category, period.ValidFrom, period.ValidTo))],
        };
        var diner = person.DinerOn(order.ServedOn, policy, divisions);
        var paid = order.Splits.Where(split => split.FundId is not null).GroupBy(split => split.FundId!).ToDictionary(fund => fund.Key, fund => fund.Sum(split => split.AmountFen));
        return new(order.Id.ToString(), meal, diner, divisions.DistrictOf(senior.ResidenceDivision) ?? senior.ResidenceDivision, paid);
    }

    private sealed record Facts(
        ILookup<Guid, CategoryPeriod> Categories, Dictionary<Guid, Canteen> Canteens, Dictionary<Guid, DeliveryPoint> Points, Dictionary<Guid, IReadOnlyList<string>> Tags);
}
