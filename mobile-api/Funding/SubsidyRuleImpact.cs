using ElderCare.Data;
using ElderCare.Data.Funding;
using ElderCare.Data.Seeding;
using ElderCare.Domain.Funding;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.Funding;

/// <summary>Tries the newest version of a rule on last month's real meals, by the function that prices orders; stores nothing. One at a time on a node, beside the writer.</summary>
internal sealed class SubsidyRuleImpact(CityDatabase database, CityFacts facts, PeoplePolicy policy, IClock clock)
{
    /// <summary>A city of 226,000 diners serves about 360,000 meals a month.</summary>
    private const int MostMeals = 500_000;
    private readonly SemaphoreSlim _one = new(1);

    public async Task<RuleImpactView> Handle(string id, Caller caller, bool english, CancellationToken ct)
    {
        var version = Find(id, caller);
        var rule = CityFacts.Read(version);
        var thisMonth = CityClock.DateOf(clock.GetCurrentInstant()).With(DateAdjusters.StartOfMonth);
        var (from, to) = (thisMonth.PlusMonths(-1), thisMonth);
        await _one.WaitAsync(ct);
        try
        {
            var rules = facts.Rules.All;
            var impact = new RuleImpact(rules, [.. rules.Where(other => other.Id != id), rule with { ValidFrom = from, ValidTo = to }], facts.Calendar, facts.Divisions);
            var isComplete = await Fill(impact, rule.DivisionCode!, from, to, ct);
            return await View(version, rule, impact, (from, to), isComplete, english, ct);
        }
        finally
        {
            _one.Release();
        }
    }

    private SubsidyRuleRow Find(string id, Caller caller)
    {
        using var db = database.Read();
        var version = RuleDossier.Read(db, id)?.Newest;
        return version is not null && caller.Covers(CityFacts.Read(version).DivisionCode!) ? version : throw RequestProblem.NotFound();
    }

    private async Task<bool> Fill(RuleImpact impact, string division, LocalDate from, LocalDate to, CancellationToken ct)
    {
        var served = new ServedMeals(database, facts.Divisions, policy.Categories, facts.Below(division), from, to);
        await foreach (var day in served.ByPersonAndDay(ct))
        {
            if (impact.Meals >= MostMeals) return false;
            impact.Add(day);
        }
        return true;
    }

    private async Task<RuleImpactView> View(SubsidyRuleRow version, SubsidyRule rule, RuleImpact impact, (LocalDate From, LocalDate To) month, bool isComplete, bool english, CancellationToken ct)
    {
        using var db = database.Read();
        var names = await db.Funds.ToDictionaryAsync(fund => fund.Id, fund => english ? fund.NameEn : fund.NameZh, ct);
        return new(
            version.Id, version.Version, rule.IsIllustrative(), month.From, month.To, impact.Meals, impact.MealsChanged, impact.BeforeFen, impact.AfterFen, isComplete,
            [.. impact.ByDistrict.Select(line => new DistrictImpact(line.Key, facts.Divisions.NameOf(line.Key), line.Meals, line.BeforeFen, line.AfterFen))],
            [.. impact.ByFund.Select(line => new FundImpact(line.Key, names.GetValueOrDefault(line.Key), line.Meals, line.BeforeFen, line.AfterFen))]);
    }
}
