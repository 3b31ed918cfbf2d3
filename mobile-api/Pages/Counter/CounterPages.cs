using ElderCare.Data;
using ElderCare.Data.Meals;
using ElderCare.Domain.Access;
using ElderCare.Domain.Meals;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Meals;
using ElderCare.MobileApi.Pages.Look;
using ElderCare.MobileApi.Requests;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.Pages.Counter;

internal static class CounterPages
{
    private const int MostShown = 500;

    public static void MapCounter(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/counter", (HttpContext http, CityDatabase database, Visitor you, CancellationToken ct) => Show(http, database, you, new(), ct)).For();
        pages.MapPost("/counter/{id:guid}/preparing", (Guid id, HttpContext http, IFormCollection form, MoveMealOrder move, OncePerForm once, CityDatabase database, Visitor you, CancellationToken ct) =>
            Move(http, form, once, database, you, () => move.Prepare(id, Staff(http), you.IsEnglish, ct), ct)).For();
        pages.MapPost("/counter/{id:guid}/ready", (Guid id, HttpContext http, IFormCollection form, MoveMealOrder move, OncePerForm once, CityDatabase database, Visitor you, CancellationToken ct) =>
            Move(http, form, once, database, you, () => move.MakeReady(id, Staff(http), you.IsEnglish, ct), ct)).For();
        pages.MapGet("/counter/{id:guid}/missed", AskMissed).For();
        pages.MapPost("/counter/{id:guid}/missed", (Guid id, HttpContext http, IFormCollection form, MoveMealOrder move, OncePerForm once, CityDatabase database, Visitor you, CancellationToken ct) =>
            Move(http, form, once, database, you, () => move.Miss(id, Staff(http), you.IsEnglish, ct), ct)).For();
        pages.MapPost("/counter/hand-over", HandOver.Take).For();
        // Where signing in again leads after a form was sent too late.
        foreach (var path in new[] { "/counter/hand-over", "/counter/{id:guid}/preparing", "/counter/{id:guid}/ready" }) pages.MapGet(path, () => Results.Redirect("/counter"));
    }

    internal static async Task<IResult> Show(HttpContext http, CityDatabase database, Visitor you, CounterTrouble trouble, CancellationToken ct)
    {
        var canteenId = Staff(http).Account.CanteenId;
        using var db = database.Read();
        var canteen = await db.Canteens.SingleOrDefaultAsync(canteen => canteen.Id == canteenId, ct) ?? throw RequestProblem.NotFound();
        var today = you.Today;
        var ids = await db.MealOrders.Where(order => order.CanteenId == canteen.Id && order.ServedOn == today && order.State != MealOrderState.Cancelled && order.State != MealOrderState.Expired)
            .OrderBy(order => order.Id).Take(MostShown).Select(order => order.Id).ToListAsync(ct);
        var orders = database.Read(sql => ids.Select(id => sql.MealOrder(id)!).ToList())
            .OrderBy(order => MealOrders.Standing.Contains(order.State) ? 0 : 1).ThenBy(order => order.Period).ThenBy(order => order.PlacedAt).Select(LineOf).ToList();
        var handed = Guid.TryParse(http.Request.Query["handed"], out var id) ? orders.Find(order => order.Id == id && order.State == MealOrderState.Fulfilled) : null;
        return Page.Of<CounterPage>(new Counter(canteen.Name, orders, handed, trouble), trouble.Status);
    }

    private static CounterLine LineOf(MealOrderRow order) => new(
        order.Id, order.Period, Masking.Name(order.SeniorName), string.Join("、", order.Items.Select(item => item.Quantity == 1 ? item.Name : $"{item.Name} × {item.Quantity}")),
        order.PayBy == PayBy.OnCollection ? MealOrderView.Of(order, default, false).SelfPayFen : 0, order.State, order.AllergyOverride);

    private static Task<IResult> AskMissed(Guid id, HttpContext http, CityDatabase database)
    {
        var order = database.Read(sql => sql.MealOrder(id));
        if (order is null || order.CanteenId != Staff(http).Account.CanteenId) throw RequestProblem.NotFound();
        return Task.FromResult(Page.Of<MissedPage>(LineOf(order)));
    }

    private static async Task<IResult> Move(
        HttpContext http, IFormCollection form, OncePerForm once, CityDatabase database, Visitor you, Func<Task<Answer<MealOrderView>>> move, CancellationToken ct)
    {
        try
        {
            await once.Do(http, form, move);
            return Page.Next("/counter");
        }
        catch (RuleViolation no)
        {
            return await Show(http, database, you, new(List: you.Say(no.Reason)), ct);
        }
    }

    internal static Caller Staff(HttpContext http) => Caller.Of(http) is var caller && caller.Is(Role.CanteenStaff) ? caller : throw RequestProblem.Forbidden();
}

/// <summary>Today's orders of a canteen.</summary>
/// <param name="Canteen">Its name.</param>
/// <param name="Orders">Those that stand first.</param>
/// <param name="Handed">What has just been handed over.</param>
/// <param name="Trouble">What went wrong.</param>
public sealed record Counter(string Canteen, IReadOnlyList<CounterLine> Orders, CounterLine? Handed, CounterTrouble Trouble);

/// <summary>What went wrong with the code, with what was shown in its place, or with an order of the list.</summary>
public sealed record CounterTrouble(string? Code = null, string? Typed = null, string? List = null, string? Shown = null)
{
    public int Status => Code is null && List is null && Shown is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict;
}

/// <summary>An order as the counter sees it: no code, no full name.</summary>
/// <param name="DueFen">What to take in cash when it is handed over.</param>
/// <param name="Allergy">Who answers for what the senior is allergic to in it.</param>
public sealed record CounterLine(Guid Id, MealPeriod Period, string Who, string Dishes, long DueFen, MealOrderState State, AllergyOverride? Allergy)
{
    /// <summary>Whether somebody is still to come for it.</summary>
    public bool IsToFetch() => MealOrder.ToBeFetched.Contains(State);
}
