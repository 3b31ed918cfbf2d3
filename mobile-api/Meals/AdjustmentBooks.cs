using System.Text.Json;
using ElderCare.Data.Ledger;
using ElderCare.Data.Writing;
using ElderCare.Domain.Ledger;
using ElderCare.Domain.Meals;

namespace ElderCare.MobileApi.Meals;

/// <summary>
/// How money moves in one unit when a settled meal turns out to be priced wrongly. Each transfer names the order, in its kind what
/// was learnt, and the rule.
/// </summary>
internal sealed class AdjustmentBooks(CityUnit unit, MealOrder order)
{
    private const string Prefix = "adjustment.";
    private readonly string cause = order.Id.ToString();
    private readonly Dictionary<string, long> gained = [];

    /// <summary>How much dry funds lacked so far, in fen; their overdraft accounts bear it.</summary>
    public long MissingFen { get; private set; }

    /// <summary>Posts each line between its fund and the counterparty.</summary>
    public void Post(AdjustmentPlan plan)
    {
        var (kind, counter) = CounterOf(plan.Counterparty);
        var word = JsonNamingPolicy.CamelCase.ConvertName(plan.Cause.ToString());
        foreach (var line in plan.Lines)
        {
            var fund = LedgerAccount.IdOf(AccountKind.Fund, line.FundId);
            if (line.AmountFen > 0) ToFund(Transfer.OfFen($"{Prefix}{word}.recovered", counter, fund, line.AmountFen, cause, unit.Now, line.RuleVersion), kind, line.FundId);
            else FromFund(Transfer.OfFen($"{Prefix}{word}.granted", fund, counter, -line.AmountFen, cause, unit.Now, line.RuleVersion), line.FundId, kind);
        }
    }

    /// <summary>Reverses the adjustment that stands; what gives to funds first, so that they have it for what takes.</summary>
    public void Reverse()
    {
        foreach (var standing in unit.NotYetReversed(cause).Where(standing => standing.Transfer.Kind.StartsWith(Prefix, StringComparison.Ordinal)).OrderBy(standing => standing.To == AccountKind.Fund))
        {
            var back = standing.Transfer.Reverse(unit.Now);
            if (standing.To == AccountKind.Fund) FromFund(back, standing.ToOwner, standing.From);
            else if (standing.From == AccountKind.Fund) ToFund(back, standing.To, standing.FromOwner);
            else unit.Post(back, standing.To, standing.From); // one of an earlier version, which repaid an overdraft directly
            FollowMerge(standing);
        }
    }

    /// <summary>Makes good what this order has overdrawn, out of what it has given back to the fund in this unit.</summary>
    public void RepayOverdrafts()
    {
        foreach (var (fundId, overdrawn) in unit.OverdrawnFor(cause))
        {
            var fen = Math.Min(overdrawn, gained.GetValueOrDefault(fundId));
            if (fen <= 0) continue;
            unit.Post(
                Transfer.OfFen("overdraftRepaid", LedgerAccount.IdOf(AccountKind.Fund, fundId), LedgerAccount.IdOf(AccountKind.FundOverdraft, fundId), fen, cause, unit.Now),
                AccountKind.Fund, AccountKind.FundOverdraft);
        }
    }

    private void ToFund(Transfer transfer, AccountKind from, string fundId)
    {
        unit.Post(transfer, from, AccountKind.Fund);
        gained[fundId] = gained.GetValueOrDefault(fundId) + transfer.Amount;
    }

    /// <summary>Takes an amount from a fund. What it lacks comes from its overdraft account, for its payer to make good; the fund never passes its floor.</summary>
    private void FromFund(Transfer transfer, string fundId, AccountKind to)
    {
        gained[fundId] = gained.GetValueOrDefault(fundId) - transfer.Amount;
        var fund = LedgerAccount.IdOf(AccountKind.Fund, fundId);
        if (!unit.TryTake(fund, AccountKind.Fund, transfer.Amount))
        {
            var missing = transfer.Amount - unit.TakeWhatIsLeft(fund, transfer.Amount);
            unit.Post(Transfer.OfFen("fundOverdrawn", LedgerAccount.IdOf(AccountKind.FundOverdraft, fundId), fund, missing, cause, unit.Now), AccountKind.FundOverdraft, AccountKind.Fund);
            unit.TryTake(fund, AccountKind.Fund, missing);
            MissingFen += missing;
        }
        unit.PostTaken(transfer, to);
    }

    /// <summary>A record that was merged since has handed its balance over: what the reversal gives it or takes from it is the other record's.</summary>
    private void FollowMerge(StandingTransfer standing)
    {
        var owner = order.SeniorId.ToString();
        var (gives, gets) = standing switch
        {
            { From: AccountKind.SeniorAdjustment, FromOwner: var merged } when merged != owner => (merged, owner),
            { To: AccountKind.SeniorAdjustment, ToOwner: var merged } when merged != owner => (owner, merged),
            _ => (owner, owner),
        };
        if (gives == gets) return;
        unit.Post(
            Transfer.OfFen("recordMerged", LedgerAccount.IdOf(AccountKind.SeniorAdjustment, gives), LedgerAccount.IdOf(AccountKind.SeniorAdjustment, gets), standing.Transfer.Amount, cause, unit.Now),
            AccountKind.SeniorAdjustment, AccountKind.SeniorAdjustment);
    }

    private (AccountKind Kind, Guid Account) CounterOf(Counterparty counterparty) => counterparty == Counterparty.Canteen
        ? (AccountKind.CanteenReceivable, LedgerAccount.IdOf(AccountKind.CanteenReceivable, order.CanteenId))
        : (AccountKind.SeniorAdjustment, LedgerAccount.IdOf(AccountKind.SeniorAdjustment, order.SeniorId));
}
