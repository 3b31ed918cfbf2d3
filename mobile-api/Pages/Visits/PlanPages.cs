using System.Globalization;
using ElderCare.Domain.Access;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.HomeServices;
using ElderCare.MobileApi.Pages.Look;
using ElderCare.MobileApi.Requests;

namespace ElderCare.MobileApi.Pages.Visits;

/// <summary>A visit that comes every week, for the senior and the family: begun from one that was booked, paused, resumed and ended.</summary>
internal static class PlanPages
{
    private const int MostWeeks = 52;

    public static void MapPlans(this IEndpointRouteBuilder pages)
    {
        pages.MapPost("/services/{id:guid}/weekly", Repeat).For(Role.Senior, Role.Family);
        var plan = pages.MapGroup("/services/plans/{id:guid}");
        plan.MapGet("/", async (Guid id, HttpContext http, PlanDesk desk, CancellationToken ct) => Page.Of<PlanPage>(await desk.Show(id, Caller.Of(http), null, ct))).For(Role.Senior, Role.Family);
        plan.MapPost("/pause", Pause).For(Role.Senior, Role.Family);
        plan.MapPost("/resume", (Guid id, HttpContext http, IFormCollection form, KeepServicePlan keep, OncePerForm once, PlanDesk desk, Visitor you, CancellationToken ct) =>
            Act(id, http, form, once, desk, you, caller => keep.Resume(id, caller, ct), ct)).For(Role.Senior, Role.Family);
        plan.MapPost("/end", (Guid id, HttpContext http, IFormCollection form, KeepServicePlan keep, OncePerForm once, PlanDesk desk, Visitor you, CancellationToken ct) =>
            Act(id, http, form, once, desk, you, caller => keep.End(id, caller, ct), ct)).For(Role.Senior, Role.Family);
        // Where signing in again leads after a form was sent too late.
        pages.MapGet("/services/{id:guid}/weekly", (Guid id) => Results.Redirect($"/services/{id}"));
        foreach (var act in new[] { "pause", "resume", "end" }) plan.MapGet($"/{act}", (Guid id) => Results.Redirect($"/services/plans/{id}"));
    }

    private static async Task<IResult> Repeat(Guid id, HttpContext http, IFormCollection form, KeepServicePlan keep, OncePerForm once, PlanDesk plans, VisitDesk visits, Visitor you, CancellationToken ct)
    {
        var caller = Caller.Of(http);
        await visits.Show(id, caller, new(), ct); // whose visit it is not finds nothing
        try
        {
            var begun = await once.Do(http, form, async () => await keep.Begin(await plans.Repeat(id, ct), caller, ct));
            return Page.Next(begun.Kept.Location!.Replace("/api/service-plans/", "/services/plans/", StringComparison.Ordinal));
        }
        catch (Exception no) when (TroubleOf(no, you) is not null)
        {
            return Page.Live<VisitPage>(await visits.Show(id, caller, new(Trouble: TroubleOf(no, you)), ct), StatusCodes.Status409Conflict);
        }
    }

    private static Task<IResult> Pause(Guid id, HttpContext http, IFormCollection form, KeepServicePlan keep, OncePerForm once, PlanDesk desk, Visitor you, CancellationToken ct)
    {
        var weeks = int.TryParse(form["weeks"], NumberStyles.None, CultureInfo.InvariantCulture, out var given) && given is > 0 and <= MostWeeks ? given : 0;
        return Act(id, http, form, once, desk, you, caller => keep.Pause(id, new(you.Today, weeks > 0 ? you.Today.PlusWeeks(weeks).PlusDays(-1) : null), caller, ct), ct);
    }

    private static async Task<IResult> Act(Guid id, HttpContext http, IFormCollection form, OncePerForm once, PlanDesk desk, Visitor you, Func<Caller, Task<Answer<ServicePlanView>>> act, CancellationToken ct)
    {
        var caller = Caller.Of(http);
        await desk.Show(id, caller, null, ct); // whose plan it is not finds nothing
        try
        {
            await once.Do(http, form, () => act(caller));
            return Page.Next($"/services/plans/{id}");
        }
        catch (Exception no) when (TroubleOf(no, you) is not null)
        {
            return Page.Of<PlanPage>(await desk.Show(id, caller, TroubleOf(no, you), ct), StatusCodes.Status409Conflict);
        }
    }

    /// <summary>What is said of a refusal on the page itself; null when another page says it.</summary>
    private static string? TroubleOf(Exception refusal, Visitor you) => refusal switch
    {
        RuleViolation no => you.Say(no.Reason),
        RequestProblem { Status: StatusCodes.Status400BadRequest } no when !no.Errors.ContainsKey(OncePerForm.KeyField) => you.Say(no.Errors.Count > 0 ? no.Errors.Values.First() : no.Detail),
        RequestProblem { Status: StatusCodes.Status412PreconditionFailed } no => you.Say(no.Detail),
        _ => null,
    };
}
