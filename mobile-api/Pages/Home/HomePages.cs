using ElderCare.Data;
using ElderCare.Data.Meals;
using ElderCare.Data.Seeding;
using ElderCare.Domain.Access;
using ElderCare.Domain.Meals;
using ElderCare.Domain.People;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Funding;
using ElderCare.MobileApi.Meals;
using ElderCare.MobileApi.Pages.Look;
using ElderCare.MobileApi.Realtime;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.Pages.Home;

internal static class HomePages
{
    private const int MostShown = 30;

    private static readonly MealOrderState[] NotShown = [MealOrderState.Cancelled, MealOrderState.Expired];

    public static void MapHome(this IEndpointRouteBuilder pages, IHostEnvironment host) =>
        pages.MapGet("/", (Visitor you, CityDatabase database, CityFacts facts, IConfiguration settings, CancellationToken ct) =>
            Show(you, database, facts, host.IsDevelopment() && settings.GetValue("Demo:Enabled", false), ct));

    private static async Task<IResult> Show(Visitor you, CityDatabase database, CityFacts facts, bool showsDemo, CancellationToken ct)
    {
        if (you.Caller is not { } caller) return Page.Of<WelcomePage>(new Welcome(showsDemo ? DemoIds.Password : null));
        if (!caller.Is(Role.Senior, Role.Family)) return Page.Of<StaffPage>(new Staff(caller.Account.Name, caller.Is(Role.CanteenStaff), caller.Is(RuleScope.Readers), caller.Is(Audiences.WorkAtDesk), caller.Is(Role.Caregiver)));
        return Page.Of<SeniorDayPage>(await DayOf(caller, you, database, facts, ct));
    }

    private static async Task<SeniorDay> DayOf(Caller caller, Visitor you, CityDatabase database, CityFacts facts, CancellationToken ct)
    {
        using var db = database.Read();
        var seniors = await SeniorsOf(caller, db).ToListAsync(ct);
        var ids = seniors.Select(senior => senior.Id).ToList();
        var mine = await MealOrderScope.Visible(db.MealOrders, db, caller, facts)
            .Where(order => ids.Contains(order.SeniorId) && order.ServedOn >= you.Today && !NotShown.Contains(order.State))
            .OrderBy(order => order.ServedOn).ThenBy(order => order.Id).Take(MostShown).Select(order => order.Id).ToListAsync(ct);
        var meals = database.Read(sql => mine.Select(id => sql.MealOrder(id)!).ToList())
            .OrderBy(order => order.ServedOn).ThenBy(order => order.Period)
            .Select(order => MealOf(order, you, seniors.Count > 1)).ToList();
        var mayOrder = seniors.Any(senior => SeniorAccess.Of(caller, senior).Rights.HasFlag(FamilyRights.Order));
        return new(caller.Account.Name, caller.Is(Role.Senior) ? [] : [.. seniors.Select(senior => senior.Name)], mayOrder,
            [.. meals.Where(meal => meal.IsToday)], [.. meals.Where(meal => !meal.IsToday)]);
    }

    /// <summary>The person, or those who let this account act for them.</summary>
    internal static IQueryable<Senior> SeniorsOf(Caller caller, CityContext db)
    {
        var linked = caller.Is(Role.Family) ? caller.Links.Where(link => link.HoldsAt(caller.Now)).Select(link => link.SeniorId).ToList() : [];
        if (caller.Is(Role.Senior) && caller.Account.SeniorId is { } self) linked.Add(self);
        return db.Seniors.Where(senior => linked.Contains(senior.Id)).OrderBy(senior => senior.Id);
    }

    private static MealOfDay MealOf(MealOrderRow order, Visitor you, bool namesWho)
    {
        var isToday = order.ServedOn == you.Today;
        var dishes = string.Join(you.Say("、", ", "), order.Items.Select(item => item.Name));
        return new(
            $"/orders/{order.Id}", isToday, isToday ? you.MealOf(order.Period) : you.DayOf(order.ServedOn),
            isToday ? "" : $"{you.MealOf(order.Period)}{you.Say("，", ": ")}", dishes, namesWho ? order.SeniorName : null, order.State);
    }
}

/// <summary>The first page of somebody who has not signed in.</summary>
/// <param name="DemoPassword">The password of the demo users; null where there is no demo.</param>
public sealed record Welcome(string? DemoPassword);

/// <summary>The first page of staff.</summary>
/// <param name="Name">Who looks.</param>
/// <param name="HasCounter">Whether they hand meals over.</param>
/// <param name="HasRules">Whether they may see the subsidy rules.</param>
/// <param name="HasDesk">Whether they answer emergencies.</param>
/// <param name="HasVisits">Whether they come to people at home.</param>
public sealed record Staff(string Name, bool HasCounter, bool HasRules, bool HasDesk, bool HasVisits);

/// <summary>What happens today and next.</summary>
/// <param name="Name">Who looks.</param>
/// <param name="Seniors">For whom, when the one who looks is family.</param>
/// <param name="MayOrder">Whether there is anybody to order for.</param>
public sealed record SeniorDay(string Name, IReadOnlyList<string> Seniors, bool MayOrder, IReadOnlyList<MealOfDay> Today, IReadOnlyList<MealOfDay> Next);

/// <summary>One ordered meal in a list.</summary>
public sealed record MealOfDay(string Href, bool IsToday, string When, string Meal, string Dishes, string? Who, MealOrderState State);
