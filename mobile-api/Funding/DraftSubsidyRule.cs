using System.Text.Json;
using ElderCare.Data.Funding;
using ElderCare.Domain.Funding;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Requests;

namespace ElderCare.MobileApi.Funding;

/// <summary>Writes drafts: of a new rule, of a new version of a published one, and changes of either. A draft pays nothing.</summary>
internal sealed class DraftSubsidyRule(RequestWriter writer, RuleCheck check, CityFacts facts)
{
    /// <summary>Makes a draft; one without an id is given one.</summary>
    public async Task<Answer<SubsidyRuleView>> Create(SubsidyRule request, Caller caller, CancellationToken ct)
    {
        var rule = request with { Id = string.IsNullOrEmpty(request.Id) ? $"rule-{Guid.CreateVersion7():N}" : request.Id };
        await Check(rule, caller, ct);
        return await writer.Commit(unit =>
        {
            var known = RuleDossier.Read(unit.Db, rule.Id);
            if (known is not null) ThrowUnlessNewVersion(known, rule, caller);
            var row = new SubsidyRuleRow { Id = rule.Id, Version = (known?.Newest.Version ?? 0) + 1, Status = RuleStatus.Draft, City = rule.City!, Json = Text(rule) };
            var number = (known?.Number ?? 0) + 1;
            unit.Act(rule.Id, number, row.Version, RuleActKind.Drafted, caller);
            unit.Insert(row);
            return Answer<SubsidyRuleView>.Created($"/api/subsidy-rules/{rule.Id}", SubsidyRuleView.Of(row, RuleStatus.Draft, facts.Rules), Versions.ETag(number));
        }, ct);
    }

    /// <summary>Changes the draft of a rule.</summary>
    public async Task<Answer<SubsidyRuleView>> Change(string id, SubsidyRule request, Caller caller, HttpRequest http, CancellationToken ct)
    {
        var rule = request with { Id = id };
        new FieldErrors().Require(string.IsNullOrEmpty(request.Id) || request.Id == id, "id", "要和地址里的一样。", "It must be the one in the address.").ThrowIfAny();
        await Check(rule, caller, ct);
        return await writer.Commit(unit =>
        {
            var known = unit.Db.RuleToChange(id, caller);
            Versions.ThrowUnlessMatches(http, known.Number);
            var draft = known.Draft ?? throw new RuleViolation("subsidyRules.published", new("已经发布的规则不能改。请新建一个版本。", "A published rule is never changed: post a new version of it."));
            ThrowUnlessSameCity(known, rule);
            unit.Act(id, known.Number + 1, draft.Version, RuleActKind.Changed, caller);
            draft.Json = Text(rule);
            return Answer<SubsidyRuleView>.Ok(SubsidyRuleView.Of(draft, RuleStatus.Draft, facts.Rules), Versions.ETag(known.Number + 1));
        }, ct);
    }

    private static string Text(SubsidyRule rule) => JsonSerializer.Serialize(rule, Json.Options);

    private async Task Check(SubsidyRule rule, Caller caller, CancellationToken ct)
    {
        var errors = new FieldErrors();
        await check.Check(rule, errors, ct);
        errors.ThrowIfAny();
        if (!caller.MayChange(rule)) throw RequestProblem.NotFound("divisionCode");
    }

    private static void ThrowUnlessNewVersion(RuleDossier known, SubsidyRule rule, Caller caller)
    {
        RuleViolation.ThrowIf(!caller.MayChange(known), "subsidyRules.idTaken", "这个编号已经用了，请换一个。", "The id is taken; choose another.", "id");
        RuleViolation.ThrowIf(known.Draft is not null, "subsidyRules.draftExists", "这条规则已经有草稿。请改那一份。", "The rule has a draft already; change that one.", "id");
        ThrowUnlessSameCity(known, rule);
    }

    private static void ThrowUnlessSameCity(RuleDossier known, SubsidyRule rule) =>
        RuleViolation.ThrowIf(known.Newest.City != rule.City, "subsidyRules.otherCity", "一条规则的各个版本要在同一个城市。", "All versions of a rule are of one city.", "city");
}
