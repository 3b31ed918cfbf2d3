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
        pages.MapPost("/counter/hand-over", HandOver).For();
        // Where signing in again leads after a form was sent too late.
        foreach (var path in new[] { "/counter/hand-over", "/counter/{id:guid}/preparing", "/counter/{id:guid}/ready" }) pages.MapGet(path, () => Results.Redirect("/counter"));
    }

    private static async Task<IResult> Show(HttpContext http, CityDatabase database, Visitor you, CounterTrouble trouble, CancellationToken ct)
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
        order.PayBy == PayBy.OnCollection ? MealOrderView.Of(order, default, false).SelfPayFen : 0, order.State);

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

    /// <summary>Finds the order of today that the digits belong to and hands it over.</summary>
    private static async Task<IResult> HandOver(HttpContext http, IFormCollection form, MoveMealOrder move, WrongCodes wrongCodes, OncePerForm once, CityDatabase database, Visitor you, CancellationToken ct)
    {
        var staff = Staff(http);
        var typed = form["code"].ToString();
        var code = typed.Replace(" ", "", StringComparison.Ordinal);
        if (code.Length != 6 || !code.All(char.IsAsciiDigit))
        {
            return await Show(http, database, you, new(you.Say("取餐码是 6 位数字。请再念一遍。", "The code has 6 digits. Ask for it again."), typed), ct);
        }
        try
        {
            var order = await wrongCodes.Find(staff, () => Find(code, staff, database, you, ct), ct);
            if (order is null) return await Show(http, database, you, new(you.Say("今天没有这个号码的饭。请再念一遍，或者看看是不是别的食堂。", "No meal of today has this code. Ask again, or see whether it is another canteen's."), typed), ct);
            await once.Do(http, form, () => move.Collect(order.Value, code, staff, you.IsEnglish, ct));
            return Page.Next($"/counter?handed={order}");
        }
        catch (RuleViolation no)
        {
            return await Show(http, database, you, new(you.Say(no.Reason), typed), ct);
        }
        catch (RequestProblem wait) when (wait.Status == StatusCodes.Status429TooManyRequests)
        {
            return await Show(http, database, you, new(you.Say(wait.Detail), typed), ct);
        }
    }

    private static async Task<Guid?> Find(string code, Caller staff, CityDatabase database, Visitor you, CancellationToken ct)
    {
        var (today, canteen) = (you.Today, staff.Account.CanteenId);
        using var db = database.Read();
        var found = await db.MealOrders.Where(order => order.CanteenId == canteen && order.ServedOn == today && order.Code == code).Select(order => new { order.Id, order.State }).ToListAsync(ct);
        return found.OrderBy(order => MealOrders.Standing.Contains(order.State) ? 0 : 1).Select(order => (Guid?)order.Id).FirstOrDefault();
    }

    private static Caller Staff(HttpContext http) => Caller.Of(http) is var caller && caller.Is(Role.CanteenStaff) ? caller : throw RequestProblem.Forbidden();
}

/// <summary>Today's orders of a canteen.</summary>
/// <param name="Canteen">Its name.</param>
/// <param name="Orders">Those that stand first.</param>
/// <param name="Handed">What has just been handed over.</param>
/// <param name="Trouble">What went wrong.</param>
public sealed record Counter(string Canteen, IReadOnlyList<CounterLine> Orders, CounterLine? Handed, CounterTrouble Trouble);

/// <summary>What went wrong with the code or with an order of the list.</summary>
public sealed record CounterTrouble(string? Code = null, string? Typed = null, string? List = null)
{
    public int Status => Code is null && List is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict;
}

/// <summary>An order as the counter sees it: no code, no full name.</summary>
/// <param name="DueFen">What to take in cash when it is handed over.</param>
public sealed record CounterLine(Guid Id, MealPeriod Period, string Who, string Dishes, long DueFen, MealOrderState State)
{
    /// <summary>Whether somebody is still to come for it.</summary>
    public bool IsToFetch() => State is MealOrderState.Placed or MealOrderState.Preparing or MealOrderState.Ready or MealOrderState.OutForDelivery;
}
