using System.Globalization;
using ElderCare.Domain.Access;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.HomeServices;
using ElderCare.MobileApi.Pages.Look;
using ElderCare.MobileApi.Requests;
using NodaTime.Text;

namespace ElderCare.MobileApi.Pages.Work;

/// <summary>A caregiver's pages: duty, what they are asked, where they go today, and the way out when they cannot or need help.</summary>
internal static class WorkPages
{
    public static void MapWork(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/work", (HttpContext http, WorkDesk desk, CancellationToken ct) => ShowDay(http, desk, null, ct)).For(Role.Caregiver);
        pages.MapPost("/work/duty", (HttpContext http, IFormCollection form, CaregiverDesk caregivers, OncePerForm once, WorkDesk desk, Visitor you, CancellationToken ct) =>
            ActOnDay(http, desk, you, () => once.Do(http, form, () => caregivers.Declare(bool.TryParse(form["onDuty"], out var onDuty) ? onDuty : throw RequestProblem.Invalid("onDuty", "要 true 或 false。", "It must be true or false."), Caller.Of(http), ct)), ct)).For(Role.Caregiver);
        pages.MapPost("/work/offers/{id:guid}/accept", (Guid id, HttpContext http, IFormCollection form, AnswerOffer answer, OncePerForm once, WorkDesk desk, Visitor you, CancellationToken ct) =>
            ActOnDay(http, desk, you, () => once.Do(http, form, () => answer.Accept(id, Caller.Of(http), you.IsEnglish, ct)), ct)).For(Role.Caregiver);
        pages.MapPost("/work/offers/{id:guid}/decline", (Guid id, HttpContext http, IFormCollection form, AnswerOffer answer, OncePerForm once, WorkDesk desk, Visitor you, CancellationToken ct) =>
            ActOnDay(http, desk, you, () => once.Do(http, form, () => answer.Decline(id, Caller.Of(http), you.IsEnglish, ct)), ct)).For(Role.Caregiver);
        pages.MapGet("/work/visits/{id:guid}", (Guid id, HttpContext http, WorkDesk desk, CancellationToken ct) => ShowVisit(id, http, desk, new(), ct)).For(Role.Caregiver);
        pages.MapPost("/work/visits/{id:guid}/set-out", (Guid id, HttpContext http, IFormCollection form, ProveVisit prove, OncePerForm once, WorkDesk desk, Visitor you, CancellationToken ct) =>
            Prove(id, http, form, once, desk, you, stamp => prove.SetOut(id, stamp, Caller.Of(http), you.IsEnglish, ct), ct)).For(Role.Caregiver);
        pages.MapPost("/work/visits/{id:guid}/check-in", (Guid id, HttpContext http, IFormCollection form, ProveVisit prove, OncePerForm once, WorkDesk desk, Visitor you, CancellationToken ct) =>
            Prove(id, http, form, once, desk, you, stamp => prove.CheckIn(id, stamp, Caller.Of(http), you.IsEnglish, ct), ct)).For(Role.Caregiver);
        pages.MapPost("/work/visits/{id:guid}/check-out", (Guid id, HttpContext http, IFormCollection form, ProveVisit prove, OncePerForm once, WorkDesk desk, Visitor you, CancellationToken ct) =>
            Prove(id, http, form, once, desk, you, stamp => prove.CheckOut(id, stamp, Caller.Of(http), you.IsEnglish, ct), ct)).For(Role.Caregiver);
        pages.MapPost("/work/visits/{id:guid}/nobody-home", (Guid id, HttpContext http, IFormCollection form, ProveVisit prove, OncePerForm once, WorkDesk desk, Visitor you, CancellationToken ct) =>
            Prove(id, http, form, once, desk, you, stamp => prove.FindNobody(id, stamp, Caller.Of(http), you.IsEnglish, ct), ct)).For(Role.Caregiver);
        pages.MapGet("/work/ill", (Visitor you) => Page.Of<IllPage>(new HandingOver(LocalDatePattern.Iso.Format(you.Today.PlusDays(1)), new()))).For(Role.Caregiver);
        pages.MapPost("/work/ill", FallIll).For(Role.Caregiver);
        pages.MapGet("/work/help", (HttpContext http) => Page.Of<HelpPage>(new CallingForHelp(http.Request.Query.ContainsKey("called"), new()))).For(Role.Caregiver);
        pages.MapPost("/work/help", CallForHelp).For(Role.Caregiver);
        // Where signing in again leads after a form was sent too late.
        foreach (var path in new[] { "/work/duty", "/work/offers/{id:guid}/accept", "/work/offers/{id:guid}/decline" }) pages.MapGet(path, () => Results.Redirect("/work"));
        foreach (var act in new[] { "set-out", "check-in", "check-out", "nobody-home" }) pages.MapGet($"/work/visits/{{id:guid}}/{act}", (Guid id) => Results.Redirect($"/work/visits/{id}"));
    }

    private static async Task<IResult> ShowDay(HttpContext http, WorkDesk desk, string? trouble, CancellationToken ct) =>
        Page.Live<WorkPage>(await desk.Day(Caller.Of(http), trouble, ct), trouble is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict);

    private static async Task<IResult> ShowVisit(Guid id, HttpContext http, WorkDesk desk, WorkTyped typed, CancellationToken ct) => Page.Live<GoingPage>(await desk.Show(id, Caller.Of(http), typed, ct), StatusOf(typed));

    private static async Task<IResult> ActOnDay(HttpContext http, WorkDesk desk, Visitor you, Func<Task> act, CancellationToken ct)
    {
        try
        {
            await act();
            return Page.Next("/work");
        }
        catch (RuleViolation no)
        {
            return await ShowDay(http, desk, you.Say(no.Reason), ct);
        }
    }

    private static Task<IResult> Prove(Guid id, HttpContext http, IFormCollection form, OncePerForm once, WorkDesk desk, Visitor you, Func<StampRequest, Task<Answer<ServiceOrderView>>> act, CancellationToken ct) => Try(
        new(form["code"].ToString().Trim(), form["reason"].ToString().Trim()), you, async typed =>
        {
            var stamp = new StampRequest(Number(form["latitude"]), Number(form["longitude"]), Number(form["accuracy"]), typed.Code.Replace(" ", "", StringComparison.Ordinal) is { Length: > 0 } code ? code : null, null, null, null, typed.Reason is { Length: > 0 } reason ? reason : null);
            await once.Do(http, form, () => act(stamp.Checked()));
            return Page.Next($"/work/visits/{id}");
        },
        typed => ShowVisit(id, http, desk, typed, ct));

    private static Task<IResult> FallIll(HttpContext http, IFormCollection form, CaregiverDesk caregivers, OncePerForm once, Visitor you, CancellationToken ct) => Try(
        new(Reason: form["reason"].ToString().Trim()), you, async typed =>
        {
            if (!CityDate.TryParse(form["until"], null, out var until)) throw RequestProblem.Invalid("until", "请选哪一天能上班。", "Choose the day on which you work again.");
            var asked = new HandOverDayRequest(until, typed.Reason is { Length: > 0 } reason ? reason : null).Checked();
            await once.Do(http, form, () => caregivers.FallIll(asked.Until, asked.Reason, Caller.Of(http), ct));
            return Page.Next("/work");
        },
        typed => Task.FromResult(Page.Of<IllPage>(new HandingOver(form["until"].ToString(), typed), StatusOf(typed))));

    private static Task<IResult> CallForHelp(HttpContext http, IFormCollection form, CaregiverDesk caregivers, OncePerForm once, Visitor you, CancellationToken ct) => Try(
        new(Reason: form["text"].ToString().Trim()), you, async typed =>
        {
            var asked = new CaregiverAlarmRequest(typed.Reason is { Length: > 0 } text ? text : null).Checked();
            await once.Do(http, form, () => caregivers.CallForHelp(asked.Text, Caller.Of(http), ct));
            return Page.Next("/work/help?called=1");
        },
        typed => Task.FromResult(Page.Of<HelpPage>(new CallingForHelp(false, typed), StatusOf(typed))));

    /// <summary>Does what a form asks; where that is refused its page comes again, with what was typed.</summary>
    private static async Task<IResult> Try(WorkTyped typed, Visitor you, Func<WorkTyped, Task<IResult>> act, Func<WorkTyped, Task<IResult>> again)
    {
        try
        {
            return await act(typed);
        }
        catch (RuleViolation no)
        {
            return await again(typed with { Trouble = you.Say(no.Reason) });
        }
        catch (RequestProblem no) when (no.Status == StatusCodes.Status400BadRequest && !no.Errors.ContainsKey(OncePerForm.KeyField))
        {
            return await again(typed with { Errors = no.Errors.ToDictionary(error => error.Key, error => you.Say(error.Value)) });
        }
    }

    private static int StatusOf(WorkTyped typed) => typed.Errors.Count > 0 ? StatusCodes.Status400BadRequest : typed.Trouble is not null ? StatusCodes.Status409Conflict : StatusCodes.Status200OK;

    /// <summary>A number as a script writes it; null for none, as when the browser does not say where it is.</summary>
    private static double? Number(string? text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
}
