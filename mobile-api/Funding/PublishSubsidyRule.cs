using System.Text.Json;
using ElderCare.Data;
using ElderCare.Domain.Funding;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Requests;
using NodaTime;

namespace ElderCare.MobileApi.Funding;

/// <summary>
/// Publishes the draft of a rule, from a day that is not past: what was ordered and settled keeps the version by which it was
/// priced. The version before ends on the new one's first day.
/// </summary>
internal sealed class PublishSubsidyRule(CityDatabase database, RequestWriter writer, RuleCheck check, CityFacts facts, IClock clock)
{
    /// <summary>Publishes the draft.</summary>
    /// <param name="id">The rule.</param>
    /// <param name="request">From when to when it pays.</param>
    /// <param name="demand">Throws unless the rule's number is the one that the caller has seen.</param>
    /// <param name="caller">Who publishes.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<Answer<SubsidyRuleView>> Handle(string id, PublishRuleRequest request, Action<int> demand, Caller caller, CancellationToken ct)
    {
        var (rule, seen) = Find(id, caller, demand);
        rule = await Dated(rule, request, caller, ct);
        var answer = await writer.Commit(unit =>
        {
            var known = unit.Db.RuleToChange(id, caller);
            if (known.Number != seen || known.Draft is not { } draft) throw RuleActs.ChangedMeanwhile();
            unit.Act(id, seen + 1, draft.Version, RuleActKind.Published, caller, rule.ValidFrom, rule.ValidTo);
            draft.Status = RuleStatus.Published;
            draft.Json = JsonSerializer.Serialize(rule, Json.Options);
            unit.TellThatRulesChanged(id, rule.ValidFrom);
            var rules = new RulesInForce([new(rule, draft.Version)], []); // the newest version pays on all its dates
            return Answer<SubsidyRuleView>.Ok(SubsidyRuleView.Of(draft, RuleStatus.Published, rules), Versions.ETag(seen + 1));
        }, ct);
        facts.ReloadRules();
        return answer;
    }

    private (SubsidyRule Draft, int Seen) Find(string id, Caller caller, Action<int> demand)
    {
        using var db = database.Read();
        var known = db.RuleToChange(id, caller);
        demand(known.Number);
        var draft = known.Draft ?? throw new RuleViolation("subsidyRules.noDraft", new("没有可以发布的草稿。", "There is no draft to publish."));
        return (CityFacts.Read(draft), known.Number);
    }

    private async Task<SubsidyRule> Dated(SubsidyRule draft, PublishRuleRequest request, Caller caller, CancellationToken ct)
    {
        var today = CityClock.DateOf(clock.GetCurrentInstant());
        var from = request.ValidFrom ?? (draft.ValidFrom is { } own && own > today ? own : today);
        var rule = draft with { ValidFrom = from, ValidTo = request.ValidTo ?? draft.ValidTo };
        var errors = new FieldErrors()
            .Require(from >= today, "validFrom", "不能早于今天：已经订的餐按当时的规则算，不重算。", "It must not be before today: what was ordered keeps the rules by which it was priced.")
            .Require(request.CoversEverybody == true || !rule.CoversEverybody(), "ageFrom", "没有年龄也没有人群，等于人人都补。确实要这样，请写明 coversEverybody。", "Without ages and categories everybody is covered. If that is meant, say coversEverybody.");
        await check.Check(rule, errors, ct); // validTo after validFrom; and what was there when the draft was made may be gone
        errors.ThrowIfAny();
        await check.DemandOwnMoney(rule, caller, ct);
        return rule;
    }
}
