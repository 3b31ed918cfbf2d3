using ElderCare.Data;
using ElderCare.Data.Funding;
using ElderCare.Domain.Funding;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Funding;
using ElderCare.MobileApi.Pages.Look;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.Pages.Rules;

/// <summary>Rules as the pages show them.</summary>
internal sealed class RuleShelf(CityDatabase database, CityFacts facts, SubsidyRuleReads reads, Visitor you)
{
    /// <summary>Who looks, if rules are theirs to see.</summary>
    /// <exception cref="RequestProblem">403.</exception>
    public static Caller Reader(HttpContext http) => Demand(http, RuleScope.Readers);

    /// <summary>Who acts, if rules are theirs to change.</summary>
    /// <exception cref="RequestProblem">403.</exception>
    public static Caller Writer(HttpContext http) => Demand(http, RuleScope.Writers);

    /// <summary>The rules of a city in their newest version; of all cities when none is named.</summary>
    public async Task<RuleList> List(string? city, CancellationToken ct)
    {
        using var db = database.Read();
        var rows = await db.SubsidyRules.Where(rule => city == null || rule.City == city).ToListAsync(ct);
        var acts = (await db.SubsidyRuleActs.OrderBy(act => act.Number).ToListAsync(ct)).ToLookup(act => act.RuleId);
        var names = await Names(ct);
        var newest = rows.GroupBy(row => row.Id).Select(rule => rule.MaxBy(row => row.Version)!).OrderBy(row => row.City, StringComparer.Ordinal).ThenBy(row => row.Id, StringComparer.Ordinal);
        return new(city is null ? null : names.Division(city), [.. newest.Select(row => LineOf(row, new(row.Id, [row], [.. acts[row.Id]]), names))]);
    }

    /// <summary>One rule with its history.</summary>
    /// <exception cref="RequestProblem">404.</exception>
    public async Task<RuleFile> File(string id, Caller caller, TrialForm trial, CancellationToken ct)
    {
        var (dossier, rule) = Find(id);
        var acts = (await reads.HistoryOf(id, ct)).Select(act => new RuleAct(act.Kind, act.Version, act.By, act.At, act.From, act.To)).ToList();
        var earlier = dossier.Versions.SkipLast(1).Reverse().Select(row => (StandingOf(dossier, row), RuleWords.What(CityFacts.Read(row)))).ToList();
        return new(rule, StandingOf(dossier, dossier.Newest), earlier, await Names(ct), acts, caller.MayChange(dossier), dossier.LastPublished is not null, trial);
    }

    /// <summary>A rule that the reader may change, with the names that its words need.</summary>
    /// <exception cref="RequestProblem">404.</exception>
    public async Task<(RuleDossier Dossier, RuleNames Names)> ToChange(string id, Caller caller, CancellationToken ct)
    {
        using var db = database.Read();
        return (db.RuleToChange(id, caller), await Names(ct));
    }

    /// <summary>The newest version of a rule.</summary>
    /// <exception cref="RequestProblem">404.</exception>
    public SubsidyRule Rule(string id) => Find(id).Rule;

    /// <summary>What is wrong, in the reader's language: the first field's reason, or the whole one.</summary>
    public string Trouble(Exception refusal) => you.Say(refusal switch
    {
        RequestProblem { Errors.Count: > 0 } problem => problem.Errors.First().Value,
        RequestProblem problem => problem.Detail,
        RuleViolation violation => violation.Reason,
        _ => throw new ArgumentException("It is no refusal.", nameof(refusal)),
    });

    private (RuleDossier Dossier, SubsidyRule Rule) Find(string id)
    {
        using var db = database.Read();
        var dossier = RuleDossier.Read(db, id) ?? throw RequestProblem.NotFound();
        return (dossier, CityFacts.Read(dossier.Newest));
    }

    private async Task<RuleNames> Names(CancellationToken ct)
    {
        using var db = database.Read();
        return new(facts.Divisions, await db.Funds.ToDictionaryAsync(fund => fund.Id, fund => new Bilingual(fund.NameZh, fund.NameEn), ct));
    }

    private RuleLine LineOf(SubsidyRuleRow row, RuleDossier dossier, RuleNames names)
    {
        var rule = CityFacts.Read(row);
        return new(row.Id, RuleWords.Who(rule, names), RuleWords.What(rule), StandingOf(dossier, row), RuleWords.Evidence(rule), rule.IsIllustrative());
    }

    private RuleStanding StandingOf(RuleDossier dossier, SubsidyRuleRow row)
    {
        var (rule, pays) = (CityFacts.Read(row), facts.Rules.Find(row.Id, row.Version));
        var ends = dossier.WithdrawnFrom(row);
        LocalDate? to = pays is null && ends is not null && row.Status == RuleStatus.Published ? ends : (pays ?? rule).ValidTo;
        return new(dossier.StatusOf(row), row.Version, (pays ?? rule).ValidFrom, to);
    }

    private static Caller Demand(HttpContext http, Domain.Access.Role[] roles) => Caller.Of(http) is var caller && caller.Is(roles) ? caller : throw RequestProblem.Forbidden();
}
