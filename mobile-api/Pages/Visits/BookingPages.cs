using System.Globalization;
using ElderCare.Domain.Access;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.HomeServices;
using ElderCare.MobileApi.Pages.Look;

namespace ElderCare.MobileApi.Pages.Visits;

/// <summary>Books a visit in three steps: what, when, and is it right. What is typed about somebody never stands in an address.</summary>
internal static class BookingPages
{
    private const string PaysRestField = "acceptSelfPayFen";
    private static readonly Dictionary<string, string> Right = [];

    public static void MapBooking(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/services/book", Choose).For(Role.Senior, Role.Family);
        pages.MapPost("/services/change", Change).For(Role.Senior, Role.Family);
        pages.MapPost("/services/confirm", Confirm).For(Role.Senior, Role.Family);
        pages.MapPost("/services/place", Place).For(Role.Senior, Role.Family);
        // Where signing in again leads after a form was sent too late, and the other language.
        foreach (var path in new[] { "/services/change", "/services/confirm", "/services/place" }) pages.MapGet(path, (HttpContext http) => Results.Redirect($"/services/book{http.Request.QueryString}"));
    }

    private static async Task<IResult> Choose(HttpContext http, BookingDesk desk, CancellationToken ct)
    {
        var (wanted, caller) = (WantedVisit.Of(http.Request), Caller.Of(http));
        return wanted.IsBegun ? Page.Of<WhenPage>(await desk.AskWhen(wanted, caller, null, Right, ct)) : Page.Of<WhatPage>(await desk.Choose(wanted, caller, ct));
    }

    private static async Task<IResult> Change(HttpContext http, IFormCollection _, BookingDesk desk, CancellationToken ct) =>
        Page.Of<WhenPage>(await desk.AskWhen(WantedVisit.Of(http.Request), Caller.Of(http), null, Right, ct));

    private static Task<IResult> Confirm(HttpContext http, IFormCollection _, BookingDesk desk, Visitor you, CancellationToken ct) => Try(http, desk, you, async (wanted, caller) =>
        Page.Of<SurePage>(await desk.AskSure(wanted, caller, null, null, ct)), ct);

    private static Task<IResult> Place(HttpContext http, IFormCollection form, BookingDesk desk, BookService book, OncePerForm once, Visitor you, CancellationToken ct) => Try(http, desk, you, async (wanted, caller) =>
    {
        try
        {
            long? most = long.TryParse(form[PaysRestField], NumberStyles.None, CultureInfo.InvariantCulture, out var fen) ? fen : null;
            var booked = await once.Do(http, form, () => book.Handle(wanted.Read(most), caller, you.IsEnglish, ct));
            return Page.Next($"{booked.Kept.Location!.Replace("/api/service-orders/", "/services/", StringComparison.Ordinal)}?booked=1");
        }
        catch (TooFewMinutes few)
        {
            return Page.Of<SurePage>(await desk.AskSure(wanted, caller, few.Held, you.Say(few.Reason), ct), StatusCodes.Status409Conflict);
        }
    }, ct);

    /// <summary>Goes on, or back to step 2 with what is wrong beside its field.</summary>
    private static async Task<IResult> Try(HttpContext http, BookingDesk desk, Visitor you, Func<WantedVisit, Caller, Task<IResult>> go, CancellationToken ct)
    {
        var (wanted, caller) = (WantedVisit.Of(http.Request), Caller.Of(http));
        try
        {
            return await go(wanted, caller);
        }
        catch (RuleViolation no)
        {
            var words = you.Say(no.Reason);
            return Page.Of<WhenPage>(await desk.AskWhen(wanted, caller, no.Field is null or "seniorId" ? words : null, no.Field is { } field ? new Dictionary<string, string> { [field] = words } : Right, ct), StatusCodes.Status409Conflict);
        }
        catch (RequestProblem no) when (no.Status == StatusCodes.Status400BadRequest && !no.Errors.ContainsKey(OncePerForm.KeyField))
        {
            return Page.Of<WhenPage>(await desk.AskWhen(wanted, caller, null, no.Errors.ToDictionary(error => error.Key, error => you.Say(error.Value)), ct), StatusCodes.Status400BadRequest);
        }
    }
}
