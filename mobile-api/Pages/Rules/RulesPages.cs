using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Funding;
using ElderCare.MobileApi.Pages.Look;

namespace ElderCare.MobileApi.Pages.Rules;

internal static class RulesPages
{
    public static void AddRulePages(this IServiceCollection services)
    {
        services.AddScoped<RuleShelf>();
        services.AddScoped<RuleTrialDesk>();
        services.AddScoped<RuleStepDesk>();
    }

    public static void MapRules(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/rules", List).For();
        pages.MapGet("/rules/{id}", (string id, HttpContext http, RuleShelf shelf, RuleTrialDesk desk, CancellationToken ct) =>
            Show(id, http, shelf, () => desk.Blank(shelf.Rule(id)), ct)).For();
        pages.MapPost("/rules/{id}/trial", (string id, HttpContext http, IFormCollection form, RuleShelf shelf, RuleTrialDesk desk, CancellationToken ct) =>
            Show(id, http, shelf, () => desk.Try(shelf.Rule(id), form), ct)).For();
        pages.MapGet("/rules/{id}/trial", (string id) => Results.Redirect($"/rules/{Uri.EscapeDataString(id)}")); // where signing in again leads
        pages.MapGet("/rules/{id}/impact", Impact).For();
        pages.MapGet("/rules/{id}/publish", (string id, HttpContext http, RuleStepDesk desk, CancellationToken ct) => desk.AskPublish(id, RuleShelf.Writer(http), ct)).For();
        pages.MapPost("/rules/{id}/publish", (string id, HttpContext http, IFormCollection form, RuleStepDesk desk, CancellationToken ct) => desk.Publish(id, http, form, ct)).For();
        pages.MapGet("/rules/{id}/withdraw", (string id, HttpContext http, RuleStepDesk desk, CancellationToken ct) => desk.AskWithdraw(id, RuleShelf.Writer(http), ct)).For();
        pages.MapPost("/rules/{id}/withdraw", (string id, HttpContext http, IFormCollection form, RuleStepDesk desk, CancellationToken ct) => desk.Withdraw(id, http, form, ct)).For();
    }

    private static async Task<IResult> List(HttpContext http, RuleShelf shelf, CityFacts facts, CancellationToken ct)
    {
        var caller = RuleShelf.Reader(http);
        var own = caller.Account.DivisionCode is { } division ? facts.Divisions.CityOf(division) : null;
        return Page.Of<RuleListPage>(await shelf.List(http.Request.Query.ContainsKey("all") ? null : own, ct));
    }

    private static async Task<IResult> Show(string id, HttpContext http, RuleShelf shelf, Func<TrialForm> trial, CancellationToken ct)
    {
        var caller = RuleShelf.Reader(http);
        var form = trial();
        return Page.Of<RulePage>(await shelf.File(id, caller, form, ct), form.Errors.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
    }

    private static async Task<IResult> Impact(string id, HttpContext http, RuleShelf shelf, SubsidyRuleImpact impact, Visitor you, CancellationToken ct)
    {
        var caller = RuleShelf.Reader(http);
        var found = await impact.Handle(id, caller, you.IsEnglish, ct);
        return Page.Of<RuleImpactPage>(new RuleEffect(
            shelf.Rule(id), found.From, found.To, found.Meals, found.MealsChanged, found.SubsidyBeforeFen, found.SubsidyAfterFen, found.IsComplete,
            [.. found.ByDistrict.Select(line => new EffectLine(line.Name ?? line.DivisionCode, line.Meals, line.SubsidyBeforeFen, line.SubsidyAfterFen))],
            [.. found.ByFund.Select(line => new EffectLine(line.Name ?? line.FundId, line.Meals, line.SubsidyBeforeFen, line.SubsidyAfterFen))]));
    }
}
