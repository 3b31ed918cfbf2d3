using System.Globalization;
using ElderCare.Data;
using ElderCare.Data.Funding;
using ElderCare.Domain.Funding;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Requests;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.Funding;

/// <summary>Rules as officers read them: a list of versions, one rule, and what was done to it.</summary>
internal sealed class SubsidyRuleReads(CityDatabase database, CityFacts facts)
{
    /// <summary>Versions of rules by id.</summary>
    /// <param name="city">Only those of a city.</param>
    /// <param name="status">Only those that stand so.</param>
    /// <param name="page">Which part of the list.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<Page<SubsidyRuleView>> List(string? city, RuleStatus? status, PageRequest page, CancellationToken ct)
    {
        using var db = database.Read();
        var rules = db.SubsidyRules.AsQueryable();
        if (city is not null) rules = rules.Where(rule => rule.City == city);
        if (status is { } wanted) rules = WithStatus(rules, wanted, db);
        if (After(page) is var (id, version)) rules = rules.Where(rule => string.Compare(rule.Id, id) > 0 || (rule.Id == id && rule.Version > version));
        var rows = await rules.OrderBy(rule => rule.Id).ThenBy(rule => rule.Version).Take(page.Take).ToListAsync(ct);
        var ids = rows.Select(row => row.Id).ToList();
        var acts = (await db.SubsidyRuleActs.Where(act => ids.Contains(act.RuleId)).OrderBy(act => act.Number).ToListAsync(ct)).ToLookup(act => act.RuleId);
        var now = facts.Rules;
        return Page<SubsidyRuleView>.Of([.. rows.Select(row => SubsidyRuleView.Of(row, new RuleDossier(row.Id, [row], [.. acts[row.Id]]).StatusOf(row), now))], page,
            view => string.Create(CultureInfo.InvariantCulture, $"{view.Id} {view.Version}"));
    }

    /// <summary>One rule in its newest version, or in the one asked for, with the rule's ETag.</summary>
    /// <exception cref="RequestProblem">404.</exception>
    public Answer<SubsidyRuleView> Get(string id, int? version)
    {
        var known = Find(id);
        var row = version is null ? known.Newest : known.Versions.SingleOrDefault(one => one.Version == version) ?? throw RequestProblem.NotFound("version");
        return Answer<SubsidyRuleView>.Ok(SubsidyRuleView.Of(row, known.StatusOf(row), facts.Rules), Versions.ETag(known.Number));
    }

    /// <summary>All versions of a rule, the newest first.</summary>
    public IReadOnlyList<SubsidyRuleView> VersionsOf(string id)
    {
        var (known, now) = (Find(id), facts.Rules);
        return [.. known.Versions.Reverse().Select(row => SubsidyRuleView.Of(row, known.StatusOf(row), now))];
    }

    /// <summary>What was done to a rule, the newest first, with the names of those who did it.</summary>
    public async Task<IReadOnlyList<RuleActView>> HistoryOf(string id, CancellationToken ct)
    {
        var acts = Find(id).Acts;
        var ids = acts.Select(act => Guid.TryParse(act.Actor, out var account) ? account : Guid.Empty).Distinct().ToList();
        using var db = database.Read();
        var names = await db.Accounts.Where(account => ids.Contains(account.Id)).ToDictionaryAsync(account => account.Id.ToString(), account => account.Name, ct);
        return [.. acts.Reverse().Select(act => RuleActView.Of(act, names))];
    }

    private RuleDossier Find(string id)
    {
        using var db = database.Read();
        return RuleDossier.Read(db, id) ?? throw RequestProblem.NotFound();
    }

    // A published version that was withdrawn is published in its row; its rule's acts say that it was withdrawn.
    private static IQueryable<SubsidyRuleRow> WithStatus(IQueryable<SubsidyRuleRow> rules, RuleStatus status, CityContext db)
    {
        var ends = db.SubsidyRuleActs.Where(act => act.Kind == RuleActKind.Withdrawn && act.From != null);
        return status switch
        {
            RuleStatus.Draft => rules.Where(rule => rule.Status == RuleStatus.Draft),
            RuleStatus.Published => rules.Where(rule => rule.Status == RuleStatus.Published && !ends.Any(end => end.RuleId == rule.Id && end.Version >= rule.Version)),
            _ => rules.Where(rule => rule.Status == RuleStatus.Withdrawn || (rule.Status == RuleStatus.Published && ends.Any(end => end.RuleId == rule.Id && end.Version >= rule.Version))),
        };
    }

    private static (string Id, int Version)? After(PageRequest page)
    {
        if (page.After is not { } after) return null;
        var parts = after.Split(' ');
        return parts.Length == 2 && int.TryParse(parts[1], CultureInfo.InvariantCulture, out var version)
            ? (parts[0], version)
            : throw PageRequest.Invalid();
    }
}
