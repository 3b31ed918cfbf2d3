using ElderCare.Data.Funding;
using ElderCare.Data.Writing;
using ElderCare.Domain.Funding;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Requests;
using NodaTime;

namespace ElderCare.MobileApi.Funding;

/// <summary>Ends a rule from a day that is not past, or gives up a draft. What was ordered keeps its price.</summary>
internal sealed class WithdrawSubsidyRule(RequestWriter writer, CityFacts facts, IClock clock)
{
    /// <inheritdoc cref="PublishSubsidyRule.Handle"/>
    public async Task<Answer<SubsidyRuleView>> Handle(string id, WithdrawRuleRequest request, Action<int> demand, Caller caller, CancellationToken ct)
    {
        var today = CityClock.DateOf(clock.GetCurrentInstant());
        var from = request.From ?? today;
        new FieldErrors().Require(from >= today, "from", "不能早于今天：已经订的餐按当时的规则算，不重算。", "It must not be before today: what was ordered keeps the rules by which it was priced.").ThrowIfAny();
        var answer = await writer.Commit(unit =>
        {
            var known = unit.Db.RuleToChange(id, caller);
            demand(known.Number);
            return known.LastPublished is { } published && !request.Draft ? End(unit, known, published, from, caller) : GiveUp(unit, known, caller);
        }, ct);
        facts.ReloadRules();
        return answer;
    }

    private static Answer<SubsidyRuleView> End(CityUnit unit, RuleDossier known, SubsidyRuleRow published, LocalDate from, Caller caller)
    {
        var rule = CityFacts.Read(published);
        var ends = known.WithdrawnFrom(published) is { } withdrawn && withdrawn < (rule.ValidTo ?? LocalDate.MaxIsoValue) ? withdrawn : rule.ValidTo;
        RuleViolation.ThrowIf(ends <= from, "subsidyRules.alreadyEnded", $"这条规则从 {ends:uuuu-MM-dd} 起已经不补。", $"The rule pays no longer from {ends:uuuu-MM-dd} on.", "from");
        unit.Act(known.Id, known.Number + 1, published.Version, RuleActKind.Withdrawn, caller, from);
        unit.TellThatRulesChanged(known.Id, from);
        var rules = new RulesInForce([new(rule, published.Version)], [new(known.Id, published.Version, from)]);
        return Answer<SubsidyRuleView>.Ok(SubsidyRuleView.Of(published, RuleStatus.Withdrawn, rules), Versions.ETag(known.Number + 1));
    }

    private Answer<SubsidyRuleView> GiveUp(CityUnit unit, RuleDossier known, Caller caller)
    {
        var draft = known.Draft ?? throw new RuleViolation("subsidyRules.alreadyEnded", new("这份草稿已经放弃了。", "The draft was given up already."));
        unit.Act(known.Id, known.Number + 1, draft.Version, RuleActKind.Withdrawn, caller);
        draft.Status = RuleStatus.Withdrawn;
        return Answer<SubsidyRuleView>.Ok(SubsidyRuleView.Of(draft, RuleStatus.Withdrawn, facts.Rules), Versions.ETag(known.Number + 1));
    }
}
