using ElderCare.Domain.Access;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Canteens;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Pages.Look;
using ElderCare.MobileApi.Requests;
using NodaTime;

namespace ElderCare.MobileApi.Pages.WeekMenu;

/// <summary>The week's menu for a canteen's staff: see it, change a day, copy last week, close and open again. Forms only.</summary>
internal static class WeekMenuPages
{
    private const int DaysOfWeek = 7;

    // A calendar ends: weeks near its ends have no neighbours to lead to.
    private static readonly (LocalDate First, LocalDate Last) Weeks = (new(1900, 1, 1), new(2199, 12, 31));

    public static void MapWeekMenu(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/counter/menu", (HttpContext http, CityDate? week, WeekBoard board, Visitor you, CancellationToken ct) => Show(http, week, board, you, null, ct)).For();
        pages.MapPost("/counter/menu/copy", Copy).For();
        pages.MapGet("/counter/menu/{date}/{period}", (HttpContext http, CityDate date, Word<MealPeriod> period, MenuFormDesk desk) =>
            Page.Of<MenuFormPage>(desk.Open(Staff(http), date, period))).For();
        pages.MapPost("/counter/menu/{date}/{period}", Save).For();
        pages.MapGet("/counter/closures/confirm", AskClose).For();
        pages.MapPost("/counter/closures", Close).For();
        pages.MapPost("/counter/closures/{id:guid}/end", Reopen).For();
        // Where signing in again leads after a form was sent too late.
        foreach (var path in new[] { "/counter/menu/copy", "/counter/closures", "/counter/closures/{id:guid}/end" }) pages.MapGet(path, () => Results.Redirect("/counter/menu"));
    }

    private static async Task<IResult> Show(HttpContext http, LocalDate? week, WeekBoard board, Visitor you, string? trouble, CancellationToken ct) =>
        Page.Of<WeekPage>(await board.Show(Staff(http), MondayOf(week ?? you.Today), http.Request.Query["done"], trouble, ct), trouble is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict);

    private static Task<IResult> Show(HttpContext http, CityDate? week, WeekBoard board, Visitor you, string? trouble, CancellationToken ct) =>
        Show(http, week?.Value, board, you, trouble, ct);

    private static Task<IResult> Copy(HttpContext http, IFormCollection form, CopyWeek copy, OncePerForm once, WeekBoard board, Visitor you, CancellationToken ct)
    {
        var monday = MondayOf(form["week"].ToString() is { Length: > 0 } text ? CityDate.TryParse(text, null, out var week) ? week : throw NoWeek() : you.Today);
        return Do(http, monday, board, you, async () =>
        {
            await once.Do(http, form, () => copy.Handle(CanteenOf(http), new(monday.PlusDays(-DaysOfWeek), monday), Staff(http), ct));
            return Page.Next($"/counter/menu?week={monday:uuuu-MM-dd}&done=copied");
        }, ct);
    }

    private static async Task<IResult> Save(HttpContext http, CityDate date, Word<MealPeriod> period, IFormCollection form, MenuFormDesk desk, OncePerForm once, Visitor you, CancellationToken ct)
    {
        var typed = desk.Read(date, period, form);
        try
        {
            await once.Do(http, form, () => desk.Save(typed, Staff(http), http, ct));
            return Page.Next($"/counter/menu?week={MondayOf(date):uuuu-MM-dd}&done=saved");
        }
        catch (RequestProblem no) when (no.Status is 400 or 412)
        {
            return Page.Of<MenuFormPage>(desk.WithErrors(typed, no), no.Status);
        }
        catch (RuleViolation no)
        {
            return Page.Of<MenuFormPage>(typed with { Errors = new Dictionary<string, string> { [""] = you.Say(no.Reason) } }, StatusCodes.Status409Conflict);
        }
    }

    private static async Task<IResult> AskClose(HttpContext http, WeekBoard board, Visitor you, CancellationToken ct)
    {
        var query = http.Request.Query;
        try
        {
            return Page.Of<ClosurePage>(await board.Confirm(Staff(http), query["from"].ToString(), query["to"].ToString(), [.. query["periods"].OfType<string>()], query["reason"].ToString(), ct));
        }
        catch (RequestProblem no) when (no.Status == 400)
        {
            return await Show(http, you.Today, board, you, you.Say(no.Errors.First().Value), ct);
        }
    }

    private static Task<IResult> Close(HttpContext http, IFormCollection form, CloseCanteen close, OncePerForm once, WeekBoard board, Visitor you, CancellationToken ct) => Do(http, you.Today, board, you, async () =>
    {
        var closure = WeekBoard.ClosureOf(form["from"].ToString(), form["to"].ToString(), [.. form["periods"].OfType<string>()], form["reason"].ToString());
        await once.Do(http, form, () => close.Close(CanteenOf(http), closure, Staff(http), ct));
        return Page.Next("/counter/menu?done=closed");
    }, ct);

    private static Task<IResult> Reopen(Guid id, HttpContext http, IFormCollection form, CloseCanteen close, OncePerForm once, WeekBoard board, Visitor you, CancellationToken ct) => Do(http, you.Today, board, you, async () =>
    {
        await once.Do(http, form, () => close.Reopen(CanteenOf(http), id, Staff(http), ct));
        return Page.Next("/counter/menu?done=reopened");
    }, ct);

    private static async Task<IResult> Do(HttpContext http, LocalDate week, WeekBoard board, Visitor you, Func<Task<IResult>> act, CancellationToken ct)
    {
        try
        {
            return await act();
        }
        catch (RuleViolation no)
        {
            return await Show(http, week, board, you, you.Say(no.Reason), ct);
        }
        catch (RequestProblem no) when (no.Status == 400 && no.Errors.Count > 0)
        {
            return await Show(http, week, board, you, you.Say(no.Errors.First().Value), ct);
        }
    }

    /// <exception cref="RequestProblem">400 for a week that no canteen has a menu for.</exception>
    private static LocalDate MondayOf(LocalDate date) => date >= Weeks.First && date <= Weeks.Last ? date.PlusDays(1 - (int)date.DayOfWeek) : throw NoWeek();

    private static RequestProblem NoWeek() => RequestProblem.Invalid(
        "week", "没有这一周：week 要像 2026-11-23 这样写，在 1900 年到 2199 年之间。", "There is no such week: week is written as 2026-11-23, in the years 1900 to 2199.");

    private static Guid CanteenOf(HttpContext http) => Staff(http).Account.CanteenId!.Value;

    private static Caller Staff(HttpContext http) => Caller.Of(http) is var caller && caller.Is(Role.CanteenStaff) ? caller : throw RequestProblem.Forbidden();
}
