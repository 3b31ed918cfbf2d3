using System.Globalization;
using ElderCare.Data;
using ElderCare.Data.Meals;
using ElderCare.Domain.Canteens;
using ElderCare.Domain.Meals;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Meals;
using ElderCare.MobileApi.Pages.Home;
using ElderCare.MobileApi.Pages.Look;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.Pages.Ordering;

/// <summary>What a senior can order: for whom, on which day, where, and each dish with its price.</summary>
internal sealed class DishBoard(CityDatabase database, MealPricingDesk desk, Visitor you)
{
    private const int DaysAhead = 7;
    private const int DaysInSight = 4;
    private const int PlacesShown = 10;

    public async Task<Choosing> Show(MealChoice asked, Caller caller, string? trouble, CancellationToken ct)
    {
        using var db = database.Read();
        var seniors = await MayOrderFor(caller, db, ct);
        var senior = Chosen(seniors, asked.Senior);
        var canteen = asked.Canteen is { } id
            ? await db.Canteens.SingleOrDefaultAsync(canteen => canteen.Id == id && canteen.Status == OperationStatus.Open, ct)
            : null;
        canteen ??= (await Nearest(db, senior.Home, 1, ct)).FirstOrDefault();
        var choice = asked with { Senior = senior.Id, Canteen = canteen?.Id, Dish = null };
        var open = canteen is null ? [] : await OpenMeals(db, canteen.Id, ct);
        var page = new Choosing
        {
            Seniors = seniors.Count < 2 ? [] : [.. seniors.Select(other => new Choice(new MealChoice(other.Id, null, choice.Date, choice.Period, null).At("/order"), other.Name, null, other.Id == senior.Id))],
            Days = [], Meals = [], Dishes = [], Reasons = [], Trouble = trouble,
            PlacesHref = choice.At("/order/places"), PlaceName = canteen?.Name,
            PlaceWords = canteen is null ? null : you.Say($"自己取，离家约 {Distance(canteen, senior)}", $"Fetch it yourself, about {Distance(canteen, senior)} from home"),
        };
        if (open.Count == 0) return page;
        var meal = Wanted(open, choice);
        choice = choice with { Date = meal.On, Period = meal.Period };
        if (asked is { Date: not null, Period: not null } && (asked.Date, asked.Period) != (meal.On, meal.Period))
        {
            trouble ??= you.Say($"刚才那一餐订不了了。下面是{you.MealOf(meal.On, meal.Period)}。", $"That meal can no longer be ordered. Below: {you.MealOf(meal.On, meal.Period)}.");
        }
        var (dishes, reasons) = await Dishes(choice, caller, senior);
        return page with
        {
            Trouble = trouble,
            Heading = you.MealOf(meal.On, meal.Period),
            Days = [.. open.Select(other => other.On).Distinct().Select(day => DayChoice(day, open, choice))],
            Meals = [.. open.Where(other => other.On == meal.On).Select(other => new Choice((choice with { Period = other.Period }).At("/order"), you.MealOf(other.Period), null, other.Period == meal.Period))],
            OrderedHref = await Ordered(db, senior.Id, meal, ct),
            Dishes = dishes,
            Reasons = reasons,
        };
    }

    /// <summary>Canteens near the senior's home.</summary>
    public async Task<Places> ShowPlaces(MealChoice asked, Caller caller, CancellationToken ct)
    {
        using var db = database.Read();
        var senior = Chosen(await MayOrderFor(caller, db, ct), asked.Senior);
        var choice = asked with { Senior = senior.Id, Dish = null };
        var canteens = await Nearest(db, senior.Home, PlacesShown, ct);
        return new(choice.At("/order"), [.. canteens.Select(canteen => new Choice(
            (choice with { Canteen = canteen.Id }).At("/order"), canteen.Name, you.Say($"离家约 {Distance(canteen, senior)}", $"about {Distance(canteen, senior)} from home"), canteen.Id == asked.Canteen))]);
    }

    /// <summary>How many of the days stand in sight; the others are behind "other days".</summary>
    public static int InSight(IReadOnlyList<Choice> days) => days.Take(DaysInSight).Any(day => day.IsCurrent) || days.Count <= DaysInSight ? Math.Min(DaysInSight, days.Count) : days.Count;

    private static async Task<List<Senior>> MayOrderFor(Caller caller, CityContext db, CancellationToken ct)
    {
        var mine = await HomePages.SeniorsOf(caller, db).ToListAsync(ct);
        var may = mine.Where(senior => SeniorAccess.Of(caller, senior).Rights.HasFlag(FamilyRights.Order)).ToList();
        return may.Count > 0 ? may : throw new RequestProblem(403, "people.linkDoesNotAllow", new(
            "您现在还不能替老人订饭。请老人同意以后到社区登记，或者打 12349。", "You cannot order for anybody yet. Register at the community office with the senior's consent, or call 12349."));
    }

    private static Senior Chosen(List<Senior> seniors, Guid? asked) =>
        asked is null ? seniors[0] : seniors.Find(senior => senior.Id == asked) ?? throw RequestProblem.NotFound("seniorId");

    private static async Task<List<Canteen>> Nearest(CityContext db, GeoPoint home, int most, CancellationToken ct)
    {
        var open = await db.Canteens.Where(canteen => canteen.Status == OperationStatus.Open).ToListAsync(ct);
        return [.. open.OrderBy(canteen => canteen.Place.MetresTo(home)).ThenBy(canteen => canteen.Id).Take(most)];
    }

    private async Task<List<(LocalDate On, MealPeriod Period)>> OpenMeals(CityContext db, Guid canteen, CancellationToken ct)
    {
        var (first, last, now) = (you.Today, you.Today.PlusDays(DaysAhead), you.Now);
        var menus = await db.Menus.Where(menu => menu.CanteenId == canteen && menu.ServedOn >= first && menu.ServedOn <= last && menu.OrdersCloseAt > now)
            .Select(menu => new { menu.ServedOn, menu.Period }).ToListAsync(ct);
        return [.. menus.Select(menu => (menu.ServedOn, menu.Period)).OrderBy(menu => menu.ServedOn).ThenBy(menu => menu.Period)];
    }

    /// <summary>What was asked for; else the day's other meal, tomorrow's lunch, or the next that there is.</summary>
    private (LocalDate On, MealPeriod Period) Wanted(List<(LocalDate On, MealPeriod Period)> open, MealChoice choice)
    {
        var period = choice.Period ?? MealPeriod.Lunch;
        var tomorrow = you.Today.PlusDays(1);
        var day = choice.Date ?? tomorrow;
        return open.OrderBy(meal => meal.On == day ? 0 : meal.On >= tomorrow ? 1 : 2).ThenBy(meal => meal.On).ThenBy(meal => meal.Period == period ? 0 : 1).ThenBy(meal => meal.Period).First();
    }

    private Choice DayChoice(LocalDate day, List<(LocalDate On, MealPeriod Period)> open, MealChoice choice)
    {
        var period = open.Contains((day, choice.Period!.Value)) ? choice.Period.Value : open.First(meal => meal.On == day).Period;
        return new((choice with { Date = day, Period = period }).At("/order"), you.DayOf(day), SmallDate(day), day == choice.Date);
    }

    /// <summary>What stands under the day's name: the date, unless that is its name.</summary>
    private string SmallDate(LocalDate day) => Period.DaysBetween(you.Today, day) > 2
        ? you.Say(PageWords.Weekday(day), day.ToString("dddd", CultureInfo.InvariantCulture))
        : you.Say(you.DateOf(day), day.ToString("ddd d MMM", CultureInfo.InvariantCulture));

    private static async Task<string?> Ordered(CityContext db, Guid senior, (LocalDate On, MealPeriod Period) meal, CancellationToken ct)
    {
        var (on, period) = meal;
        var order = await db.MealOrders.Where(order => order.SeniorId == senior && order.ServedOn == on && order.Period == period && MealOrders.Standing.Contains(order.State))
            .OrderByDescending(order => order.Id).Select(order => (Guid?)order.Id).FirstOrDefaultAsync(ct);
        return order is null ? null : $"/orders/{order}";
    }

    private async Task<(List<DishCard> Cards, List<string> Reasons)> Dishes(MealChoice choice, Caller caller, Senior senior)
    {
        var menu = database.Read(sql => sql.Menu(choice.Canteen!.Value, choice.Date!.Value, choice.Period!.Value))!;
        var reasons = new List<string>();
        var cards = new List<DishCard>();
        foreach (var dish in menu.Dishes) cards.Add(await Card(dish, choice with { Dish = dish.Id }, caller, senior, reasons));
        return ([.. cards.OrderBy(card => card.Href is null)], reasons);
    }

    private async Task<DishCard> Card(MenuDishRow dish, MealChoice choice, Caller caller, Senior senior, List<string> reasons)
    {
        var card = new DishCard(dish.Name, DishWords.SealOf(dish.Name), you.ListOf(dish.Allergens), dish.PriceFen, 0, dish.PriceFen, null, null);
        try
        {
            var priced = await desk.Price(OrderDesk.WishOf(choice), caller);
            var quote = MealQuoteView.Of(desk.Quote(priced), MealOrderView.SeesReasons(priced.Access), you.IsEnglish);
            reasons.AddRange(quote.Explanation.Skip(1).Except(reasons));
            return card with { SubsidyFen = quote.SubsidyFen, SelfPayFen = quote.SelfPayFen, Href = choice.At("/order/confirm") };
        }
        catch (RuleViolation no)
        {
            return card with { Why = WhyNot(no, dish, caller, senior) };
        }
    }

    private (string What, string Then) WhyNot(RuleViolation no, MenuDishRow dish, Caller caller, Senior senior)
    {
        var access = SeniorAccess.Of(caller, senior);
        var allergies = FoodWords.Meeting(dish.Allergens, senior.Allergies);
        if (no.Code == "meals.allergen" && access.Rights.HasFlag(FamilyRights.ViewHealth) && allergies.Count > 0)
        {
            var (words, who) = (you.ListOf(allergies), caller.Account.SeniorId == senior.Id ? you.Say("您", "You are") : you.Say(senior.Name, $"{senior.Name} is"));
            return (you.Say($"有{words}，不能选。", $"It contains {words}."), you.Say($"{who}登记过{words}过敏。", $"{who} allergic to it."));
        }
        if (no.Code == "meals.soldOut" && dish.Remaining <= 0) return (you.Say("订完了。", "Sold out."), you.Say("换一份，或者打 12349。", "Choose another, or call 12349."));
        return (you.Say("不能选。", "It cannot be chosen."), you.Say(no.Reason));
    }

    private string Distance(Canteen canteen, Senior senior) => you.DistanceOf(canteen.Place.MetresTo(senior.Home));
}
