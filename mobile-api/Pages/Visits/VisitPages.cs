using System.Globalization;
using ElderCare.Domain.Access;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.HomeServices;
using ElderCare.MobileApi.Pages.Look;
using ElderCare.MobileApi.Requests;

namespace ElderCare.MobileApi.Pages.Visits;

/// <summary>Visits at home for the senior and the family: what is booked, the code at the door, and whether it was so.</summary>
internal static class VisitPages
{
    private static readonly Role[] TheirSide = [Role.Senior, Role.Family];

    public static void AddVisitPages(this IServiceCollection services)
    {
        services.AddScoped<PlanDesk>();
        services.AddScoped<VisitDesk>();
        services.AddScoped<BookingDesk>();
    }

    public static void MapVisits(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/services", async (HttpContext http, VisitDesk desk, CancellationToken ct) => Page.Live<VisitsPage>(await desk.Board(Caller.Of(http), ct))).For(TheirSide);
        pages.MapGet("/services/{id:guid}", (Guid id, HttpContext http, VisitDesk desk, CancellationToken ct) => Show<VisitPage>(id, http, desk, new(), ct)).For(TheirSide);
        pages.MapPost("/services/{id:guid}/cancel", Cancel).For(TheirSide);
        pages.MapPost("/services/{id:guid}/confirm", Confirm).For(TheirSide);
        pages.MapGet("/services/{id:guid}/dispute", (Guid id, HttpContext http, VisitDesk desk, CancellationToken ct) => Show<DisputePage>(id, http, desk, new(), ct)).For(TheirSide);
        pages.MapPost("/services/{id:guid}/dispute", Dispute).For(TheirSide);
        // Where signing in again leads after a form was sent too late.
        foreach (var act in new[] { "cancel", "confirm" }) pages.MapGet($"/services/{{id:guid}}/{act}", (Guid id) => Results.Redirect($"/services/{id}"));
        pages.MapBooking();
        pages.MapPlans();
    }

    private static async Task<IResult> Show<TPage>(Guid id, HttpContext http, VisitDesk desk, VisitTyped typed, CancellationToken ct) where TPage : Microsoft.AspNetCore.Components.IComponent =>
        Page.Live<TPage>(await desk.Show(id, Caller.Of(http), typed, ct), typed.Errors.Count > 0 ? StatusCodes.Status400BadRequest : typed.Trouble is not null ? StatusCodes.Status409Conflict : StatusCodes.Status200OK);

    private static Task<IResult> Cancel(Guid id, HttpContext http, IFormCollection form, EndVisit end, OncePerForm once, VisitDesk desk, Visitor you, CancellationToken ct) =>
        Act<VisitPage>(id, http, desk, you, new(), () => once.Do(http, form, () => end.Cancel(id, null, Caller.Of(http), you.IsEnglish, ct)), ct);

    private static Task<IResult> Confirm(Guid id, HttpContext http, IFormCollection form, EndVisit end, OncePerForm once, VisitDesk desk, Visitor you, CancellationToken ct)
    {
        var typed = new VisitTyped(form["rating"].ToString(), form["comment"].ToString().ReplaceLineEndings("\n").Trim());
        int? stars = int.TryParse(typed.Rating, NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : null;
        return Act<VisitPage>(id, http, desk, you, typed, () => once.Do(http, form, () => end.Confirm(id, new ConfirmRequest(stars, typed.Comment).Checked(), Caller.Of(http), you.IsEnglish, ct)), ct);
    }

    private static Task<IResult> Dispute(Guid id, HttpContext http, IFormCollection form, EndVisit end, OncePerForm once, VisitDesk desk, Visitor you, CancellationToken ct)
    {
        var typed = new VisitTyped(Reason: form["reason"].ToString().ReplaceLineEndings("\n").Trim());
        return Act<DisputePage>(id, http, desk, you, typed, () => once.Do(http, form, () => end.Dispute(id, new ReasonRequest(typed.Reason).Needed(), Caller.Of(http), you.IsEnglish, ct)), ct);
    }

    private static async Task<IResult> Act<TPage>(Guid id, HttpContext http, VisitDesk desk, Visitor you, VisitTyped typed, Func<Task<Answer<ServiceOrderView>>> act, CancellationToken ct)
        where TPage : Microsoft.AspNetCore.Components.IComponent
    {
        try
        {
            await act();
            return Page.Next($"/services/{id}");
        }
        catch (RuleViolation no)
        {
            return await Show<TPage>(id, http, desk, typed with { Trouble = you.Say(no.Reason) }, ct);
        }
        catch (RequestProblem no) when (no.Status == StatusCodes.Status400BadRequest && !no.Errors.ContainsKey(OncePerForm.KeyField))
        {
            return await Show<TPage>(id, http, desk, typed with { Errors = no.Errors.ToDictionary(error => error.Key, error => you.Say(error.Value)) }, ct);
        }
    }
}
