using System.Text.Json;
using ElderCare.Data.Ledger;
using ElderCare.Data.Writing;
using ElderCare.Domain.Ledger;
using ElderCare.Domain.Meals;

namespace ElderCare.MobileApi.Meals;

/// <summary>How money moves when a settled meal turns out to be priced wrongly. Each transfer names the order, in its kind what was learnt, and the rule.</summary>
internal static class AdjustmentPostings
{
    private const string Prefix = "adjustment.";

    /// <summary>Posts each line between its fund and the counterparty; answers how much dry funds lacked, which their overdraft bears.</summary>
    public static long PostAdjustment(this CityUnit unit, MealOrder order, AdjustmentPlan plan)
    {
        var (kind, counter) = CounterOf(order, plan.Counterparty);
        var cause = order.Id.ToString();
        var word = JsonNamingPolicy.CamelCase.ConvertName(plan.Cause.ToString());
        var overdrawn = unit.NotYetReversed(cause).Where(standing => standing.Transfer.Kind == "subsidyOverdrawn").GroupBy(standing => standing.FromOwner)
            .ToDictionary(fund => fund.Key, fund => fund.Sum(standing => standing.Transfer.Amount));
        var missing = 0L;
        foreach (var line in plan.Lines)
        {
            if (line.AmountFen > 0)
            {
                var lent = Math.Min(overdrawn.GetValueOrDefault(line.FundId), line.AmountFen);
                overdrawn[line.FundId] = overdrawn.GetValueOrDefault(line.FundId) - lent;
                GiveBack(unit, line, kind, counter, lent, $"{Prefix}{word}.recovered", cause);
                continue;
            }
            missing += unit.TakeOrOverdraw(line.FundId, -line.AmountFen, cause);
            unit.PostTaken(Transfer.OfFen($"{Prefix}{word}.granted", LedgerAccount.IdOf(AccountKind.Fund, line.FundId), counter, -line.AmountFen, cause, unit.Now, line.RuleVersion), kind);
        }
        return missing;
    }

    /// <summary>Reverses the adjustment of an order that stands; answers how much dry funds lacked.</summary>
    public static long ReverseAdjustment(this CityUnit unit, MealOrder order)
    {
        var missing = 0L;
        foreach (var standing in unit.NotYetReversed(order.Id.ToString()).Where(standing => standing.Transfer.Kind.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            var back = standing.Transfer.Reverse(unit.Now);
            if (standing.To == AccountKind.Fund)
            {
                missing += unit.TakeOrOverdraw(standing.ToOwner, back.Amount, back.Cause);
                unit.PostTaken(back, standing.From);
            }
            else
            {
                unit.Post(back, standing.To, standing.From);
            }
            unit.FollowMerge(order, standing);
        }
        return missing;
    }

    /// <summary>A record that was merged since has handed its balance over: what the reversal gives it or takes from it is the other record's.</summary>
    private static void FollowMerge(this CityUnit unit, MealOrder order, StandingTransfer standing)
    {
        var owner = order.SeniorId.ToString();
        var (gives, gets) = standing switch
        {
            { From: AccountKind.SeniorAdjustment, FromOwner: var merged } when merged != owner => (merged, owner),
            { To: AccountKind.SeniorAdjustment, ToOwner: var merged } when merged != owner => (owner, merged),
            _ => (owner, owner),
        };
        if (gives == gets) return;
        unit.Post(Transfer.OfFen("recordMerged", LedgerAccount.IdOf(AccountKind.SeniorAdjustment, gives), LedgerAccount.IdOf(AccountKind.SeniorAdjustment, gets), standing.Transfer.Amount, order.Id.ToString(), unit.Now),
            AccountKind.SeniorAdjustment, AccountKind.SeniorAdjustment);
    }

    /// <summary>What a hardship meal had overdrawn is made good first.</summary>
    private static void GiveBack(CityUnit unit, AdjustmentPlan.Line line, AccountKind kind, Guid counter, long overdrawn, string what, string cause)
    {
        foreach (var (account, fen) in new[] { (AccountKind.FundOverdraft, overdrawn), (AccountKind.Fund, line.AmountFen - overdrawn) })
        {
            if (fen > 0) unit.Post(Transfer.OfFen(what, counter, LedgerAccount.IdOf(account, line.FundId), fen, cause, unit.Now, line.RuleVersion), kind, account);
        }
    }

    /// <summary>Takes an amount from a fund. What it lacks comes from its overdraft account, for its payer to make good; the fund never passes its floor.</summary>
    private static long TakeOrOverdraw(this CityUnit unit, string fundId, long fen, string cause)
    {
        var fund = LedgerAccount.IdOf(AccountKind.Fund, fundId);
        if (unit.TryTake(fund, AccountKind.Fund, fen)) return 0;
        var missing = fen - unit.TakeWhatIsLeft(fund, fen);
        unit.Post(Transfer.OfFen("fundOverdrawn", LedgerAccount.IdOf(AccountKind.FundOverdraft, fundId), fund, missing, cause, unit.Now), AccountKind.FundOverdraft, AccountKind.Fund);
        unit.TryTake(fund, AccountKind.Fund, missing);
        return missing;
    }

    private static (AccountKind Kind, Guid Account) CounterOf(MealOrder order, Counterparty counterparty) => counterparty == Counterparty.Canteen
        ? (AccountKind.CanteenReceivable, LedgerAccount.IdOf(AccountKind.CanteenReceivable, order.CanteenId))
        : (AccountKind.SeniorAdjustment, LedgerAccount.IdOf(AccountKind.SeniorAdjustment, order.SeniorId));
}
