using ElderCare.Data;
using ElderCare.Domain.Funding;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.Funding;

/// <summary>Finds what is wrong with a rule that is to be kept: its shape, whether the divisions, categories and funds that it names are there, and whether it can ever pay.</summary>
internal sealed class RuleCheck(CityDatabase database, CityFacts facts, CategoryCodes categories)
{
    /// <summary>Adds every problem, by field.</summary>
    public async Task Check(SubsidyRule rule, FieldErrors errors, CancellationToken ct)
    {
        foreach (var problem in SubsidyRuleValidation.Problems(rule)) errors.Require(false, problem.Field, problem.Message.Zh, problem.Message.En);
        if (errors.Any) return;
        var divisions = facts.Divisions;
        errors.Require(divisions.CityOf(rule.City!) == rule.City && divisions.Knows(rule.City!), "city", "没有这个城市。", "There is no such city.")
            .Require(divisions.Knows(rule.DivisionCode!), "divisionCode", "没有这个区划。", "There is no such division.")
            .Require(divisions.Covers(rule.City, rule.DivisionCode), "divisionCode", "要在这个城市里。", "It must lie in the city.");
        for (var i = 0; i < (rule.Categories?.Count ?? 0); i++)
        {
            errors.Require(categories.Knows(rule.Categories![i]), $"categories[{i}]", CategoryCodes.Unknown.Zh + "。", CategoryCodes.Unknown.En + ".");
        }
        var funds = await FundsOf(rule, ct);
        for (var i = 0; i < rule.Funding!.Count; i++) Check(rule.Funding[i], $"funding[{i}]", rule.City!, funds, errors);
    }

    private void Check(FundingLine line, string field, string city, Dictionary<string, (string Division, Payer Payer)> funds, FieldErrors errors)
    {
        var divisions = facts.Divisions;
        var payer = line.FundId == SubsidyRule.OwnDistrictFund ? Payer.District : funds.TryGetValue(line.FundId!, out var fund) ? fund.Payer : (Payer?)null;
        errors.Require(payer is not null, $"{field}.fundId", "没有这笔资金。", "There is no such fund.")
            .Require(payer is null || payer == line.Payer, $"{field}.payer", "和资金的出资方不一致。", "It is not the payer whose fund that is.");
        if (string.IsNullOrEmpty(line.OnlyInside)) return;
        var isKnown = divisions.Knows(line.OnlyInside);
        errors.Require(isKnown, $"{field}.onlyInside", "没有这个区划。", "There is no such division.")
            .Require(!isKnown || divisions.Covers(city, line.OnlyInside) || divisions.Covers(line.OnlyInside, city), $"{field}.onlyInside", "要在规则的城市里，否则没有食堂适用。", "It must lie in the rule's city, or no canteen counts.");
    }

    /// <summary>Refuses a rule that spends money of a division which the caller's does not cover.</summary>
    /// <exception cref="RequestProblem">403 that names the lines.</exception>
    public async Task DemandOwnMoney(SubsidyRule rule, Caller caller, CancellationToken ct)
    {
        var funds = await FundsOf(rule, ct);
        var errors = rule.Funding!.Select((line, i) => (line.FundId, Field: $"funding[{i}].fundId")).Where(line => funds.TryGetValue(line.FundId!, out var fund) && !caller.Covers(fund.Division))
            .ToDictionary(line => line.Field, _ => new Bilingual("这笔资金不归您管，请上级发布。", "The fund is not of your division; have the officer of the city publish it."));
        if (errors.Count > 0) throw new RequestProblem(403, "subsidyRules.fundNotYours", new("规则里有不归您管的资金。", "The rule spends money that is not of your division."), errors);
    }

    private async Task<Dictionary<string, (string Division, Payer Payer)>> FundsOf(SubsidyRule rule, CancellationToken ct)
    {
        var ids = rule.Funding!.Select(line => line.FundId!).ToList();
        using var db = database.Read();
        return await db.Funds.Where(fund => ids.Contains(fund.Id)).ToDictionaryAsync(fund => fund.Id, fund => (fund.DivisionCode, fund.Payer), ct);
    }
}
