using System.Globalization;
using ElderCare.Domain.Access;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Meals;
using ElderCare.MobileApi.Pages.Look;

namespace ElderCare.MobileApi.Pages.Ordering;

internal static class OrderingPages
{
    private const string PriceField = "expectedSelfPayFen";
    private const string FullPriceField = "acceptFullPrice";

    public static void MapOrdering(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/order", Choose).For();
        pages.MapGet("/order/places", ChoosePlace).For();
        pages.MapGet("/order/confirm", Confirm).For();
        pages.MapPost("/order/confirm", Place).For();
        pages.MapGet("/orders/{id:guid}", ShowTicket).For();
        pages.MapPost("/orders/{id:guid}/cancel", Cancel).For();
        // Where signing in again leads after a form was sent too late.
        pages.MapGet("/orders/{id:guid}/cancel", (Guid id) => Results.Redirect($"/orders/{id}"));
    }

    private static async Task<IResult> Choose(HttpContext http, DishBoard board, CancellationToken ct) =>
        Page.Of<ChoosingPage>(await board.Show(MealChoice.Of(http.Request), Orderer(http), null, ct));

    private static async Task<IResult> ChoosePlace(HttpContext http, DishBoard board, CancellationToken ct) =>
        Page.Of<PlacesPage>(await board.ShowPlaces(MealChoice.Of(http.Request), Orderer(http), ct));

    private static async Task<IResult> Confirm(HttpContext http, OrderDesk desk, DishBoard board, Visitor you, CancellationToken ct)
    {
        var choice = MealChoice.Of(http.Request);
        if (!choice.IsComplete) return Results.Redirect(choice.At("/order"));
        return await Ask(choice, Orderer(http), null, desk, board, you, ct);
    }

    private static async Task<IResult> Place(
        HttpContext http, IFormCollection form, PlaceMealOrder place, OncePerForm once, OrderDesk desk, DishBoard board, Visitor you, CancellationToken ct)
    {
        var caller = Orderer(http);
        var choice = MealChoice.Of(http.Request);
        if (!choice.IsComplete || !long.TryParse(form[PriceField], NumberStyles.None, CultureInfo.InvariantCulture, out var expected)) return Page.Next(choice.At("/order"));
        try
        {
            var wish = OrderDesk.WishOf(choice, expected, form.ContainsKey(FullPriceField));
            var placed = await once.Do(http, form, () => place.Handle(wish, caller, you.IsEnglish, ct));
            return Page.Next(placed.Kept.Location!.Replace("/api/meal-orders/", "/orders/", StringComparison.Ordinal));
        }
        catch (RuleViolation no)
        {
            return await Ask(choice, caller, no.Reason, desk, board, you, ct);
        }
        catch (RequestProblem no) when (no.Status == StatusCodes.Status409Conflict)
        {
            return await Ask(choice, caller, no.Detail, desk, board, you, ct);
        }
    }

    /// <summary>The second step; the first one when the dish can no longer be had.</summary>
    private static async Task<IResult> Ask(MealChoice choice, Caller caller, Bilingual? trouble, OrderDesk desk, DishBoard board, Visitor you, CancellationToken ct)
    {
        var status = trouble is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict;
        var words = trouble is { } said ? you.Say(said) : null;
        try
        {
            return Page.Of<ConfirmingPage>(await desk.Confirm(choice, caller, words, ct), status);
        }
        catch (RuleViolation no)
        {
            return Page.Of<ChoosingPage>(await board.Show(choice, caller, words ?? you.Say(no.Reason), ct), StatusCodes.Status409Conflict);
        }
        catch (RequestProblem gone) when (gone.Code == "meals.unknownDish")
        {
            return Page.Of<ChoosingPage>(await board.Show(choice, caller, you.Say("菜单刚换过，请再选一份。", "The menu has changed; choose again."), ct), StatusCodes.Status409Conflict);
        }
    }

    private static async Task<IResult> ShowTicket(Guid id, HttpContext http, OrderDesk desk, CancellationToken ct) =>
        Page.Of<TicketPage>(await desk.TicketOf(id, Caller.Of(http), null, ct));

    private static async Task<IResult> Cancel(Guid id, HttpContext http, IFormCollection form, MoveMealOrder move, OncePerForm once, OrderDesk desk, Visitor you, CancellationToken ct)
    {
        var caller = Caller.Of(http);
        try
        {
            await once.Do(http, form, () => move.Cancel(id, caller, you.IsEnglish, ct));
            return Page.Next($"/orders/{id}");
        }
        catch (RuleViolation no)
        {
            return Page.Of<TicketPage>(await desk.TicketOf(id, caller, you.Say(no.Reason), ct), StatusCodes.Status409Conflict);
        }
    }

    /// <summary>Ordering pages are for seniors and families; staff order on their own pages.</summary>
    private static Caller Orderer(HttpContext http) =>
        Caller.Of(http) is var caller && caller.Is(Role.Senior, Role.Family) ? caller : throw RequestProblem.Forbidden();
}
