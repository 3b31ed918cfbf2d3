using ElderCare.Domain.Funding;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Meals;
using ElderCare.MobileApi.Requests;

namespace ElderCare.MobileApi.Funding;

internal static class SubsidyRuleEndpoints
{
    public static void MapSubsidyRules(this IEndpointRouteBuilder api)
    {
        MapReads(api.MapGroup("/subsidy-rules").WithTags("Subsidy rules").For(RuleScope.Readers));
        MapChanges(api.MapGroup("/subsidy-rules").WithTags("Subsidy rules").For(RuleScope.Writers));
    }

    private static void MapReads(RouteGroupBuilder rules)
    {
        rules.MapGet("/", (SubsidyRuleReads reads, string? city, Word<RuleStatus>? status, int? limit, string? cursor, CancellationToken ct) => reads.List(city, status?.Value, PageRequest.Of(limit, cursor), ct))
            .WithName("ListSubsidyRules").WithSummary("Versions of rules by id; illustrative ones say so").Produces<Page<SubsidyRuleView>>();
        rules.MapGet("/{id}", (string id, int? version, SubsidyRuleReads reads) => reads.Get(id, version))
            .WithName("GetSubsidyRule").WithSummary("One rule in its newest version, or in the one asked for").Produces<SubsidyRuleView>().ProducesProblem(404);
        rules.MapGet("/{id}/versions", (string id, SubsidyRuleReads reads) => new Page<SubsidyRuleView>(reads.VersionsOf(id), null))
            .WithName("ListSubsidyRuleVersions").WithSummary("All versions of a rule, the newest first").Produces<Page<SubsidyRuleView>>().ProducesProblem(404);
        rules.MapGet("/{id}/history", async (string id, SubsidyRuleReads reads, CancellationToken ct) => new Page<RuleActView>(await reads.HistoryOf(id, ct), null))
            .WithName("GetSubsidyRuleHistory").WithSummary("Who drafted, changed, published and withdrew it, and when").Produces<Page<RuleActView>>().ProducesProblem(404);
        rules.MapPost("/trial", (TrialRequest request, RuleTrial trial, HttpRequest http) => trial.Price(request, Language.IsEnglish(http))).WithMetadata(new IdempotencyKeyIgnored())
            .WithName("TrySubsidyRules").WithSummary("What a made-up person would pay by given rules, or by the published ones; stores nothing").Produces<MealQuoteView>().ProducesProblem(400).ProducesProblem(409);
        rules.MapPost("/{id}/impact", (string id, SubsidyRuleImpact impact, Caller caller, HttpRequest http, CancellationToken ct) => impact.Handle(id, caller, Language.IsEnglish(http), ct)).WithMetadata(new IdempotencyKeyIgnored())
            .WithName("GetSubsidyRuleImpact").WithSummary("What the newest version would have changed for last month's meals, by district and fund; stores nothing").Produces<RuleImpactView>().ProducesProblem(404).ProducesProblem(409);
    }

    private static void MapChanges(RouteGroupBuilder rules)
    {
        rules.MapPost("/", (SubsidyRule request, DraftSubsidyRule draft, Caller caller, CancellationToken ct) => draft.Create(request, caller, ct))
            .WithName("DraftSubsidyRule").WithSummary("Make a draft: of a new rule, or of the next version of one that is there").Produces<SubsidyRuleView>(201).ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
        rules.MapPut("/{id}", (string id, SubsidyRule request, DraftSubsidyRule draft, Caller caller, HttpRequest http, CancellationToken ct) => draft.Change(id, request, caller, http, ct))
            .WithName("ChangeSubsidyRule").WithSummary("Change the draft of a rule; what is published is never changed").Produces<SubsidyRuleView>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(412).ProducesProblem(428);
        rules.MapPost("/{id}/publish", (string id, PublishRuleRequest? request, PublishSubsidyRule publish, Caller caller, HttpRequest http, CancellationToken ct) => publish.Handle(id, request ?? new(), AsSeen(http), caller, ct))
            .WithName("PublishSubsidyRule").WithSummary("Publish the draft from a day on, today or later; the version before ends there").Produces<SubsidyRuleView>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(412);
        rules.MapPost("/{id}/withdraw", (string id, WithdrawRuleRequest? request, WithdrawSubsidyRule withdraw, Caller caller, HttpRequest http, CancellationToken ct) => withdraw.Handle(id, request ?? new(), AsSeen(http), caller, ct))
            .WithName("WithdrawSubsidyRule").WithSummary("End a rule from a day on, today or later, or give up a draft").Produces<SubsidyRuleView>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(412);
    }

    /// <summary>If-Match is welcome where it is not needed.</summary>
    private static Action<int> AsSeen(HttpRequest http) => number =>
    {
        if (http.Headers.IfMatch.Count > 0) Versions.ThrowUnlessMatches(http, number);
    };
}
