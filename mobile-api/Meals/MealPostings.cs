using ElderCare.Data.Ledger;
using ElderCare.Data.Writing;
using ElderCare.Domain.Funding;
using ElderCare.Domain.Ledger;
using ElderCare.Domain.Meals;
using ElderCare.Domain.Shared;

namespace ElderCare.MobileApi.Meals;

/// <summary>How a meal moves money: promised when it is placed, settled when it is handed over, given back line by line when it is not.</summary>
internal static class MealPostings
{
    /// <summary>Promises every part of the price; the funds' parts have been taken from them.</summary>
    public static void PostReservations(this CityUnit unit, MealOrder order, AllocatedMeal meal)
    {
        var cause = order.Id.ToString();
        foreach (var split in meal.Splits.Where(split => split is { FundId: not null, AmountFen: > 0 }))
        {
            var reserved = LedgerAccount.IdOf(AccountKind.FundReserved, split.FundId!);
            var rule = order.Splits.First(line => line.RuleId == split.RuleId).VersionedRule();
            if (split.AmountFen > split.OverdraftFen)
            {
                unit.PostTaken(Transfer.OfFen("subsidyReserved", LedgerAccount.IdOf(AccountKind.Fund, split.FundId!), reserved, split.AmountFen - split.OverdraftFen, cause, unit.Now, rule), AccountKind.FundReserved);
            }
            if (split.OverdraftFen > 0)
            {
                unit.Post(Transfer.OfFen("subsidyOverdrawn", LedgerAccount.IdOf(AccountKind.FundOverdraft, split.FundId!), reserved, split.OverdraftFen, cause, unit.Now, rule), AccountKind.FundOverdraft, AccountKind.FundReserved);
            }
        }
        if (meal.SelfPayFen == 0) return;
        var pledged = LedgerAccount.IdOf(AccountKind.CanteenPledged, order.CanteenId);
        var payer = order.PayBy == PayBy.Wallet ? AccountKind.Wallet : AccountKind.SeniorShare;
        var from = LedgerAccount.IdOf(payer, order.SeniorId);
        RuleViolation.ThrowIf(!unit.TryTake(from, payer, meal.SelfPayFen), "payments.walletTooLow", "餐费账户里的钱不够。可以到食堂付现金。", "The wallet does not hold enough. Cash at the canteen is possible.", "payBy");
        unit.PostTaken(Transfer.OfFen(payer == AccountKind.Wallet ? "sharePrepaid" : "sharePledged", from, pledged, meal.SelfPayFen, cause, unit.Now), AccountKind.CanteenPledged);
    }

    /// <summary>The meal is handed over: the funds owe the canteen, the senior's share is in the drawer.</summary>
    public static void PostSettlement(this CityUnit unit, MealOrder order)
    {
        var cause = order.Id.ToString();
        var receivable = LedgerAccount.IdOf(AccountKind.CanteenReceivable, order.CanteenId);
        foreach (var split in order.Splits.Where(split => split is { FundId: not null, AmountFen: > 0 }))
        {
            unit.Post(Transfer.OfFen("subsidySettled", LedgerAccount.IdOf(AccountKind.FundReserved, split.FundId!), receivable, split.AmountFen, cause, unit.Now, split.VersionedRule()), AccountKind.FundReserved, AccountKind.CanteenReceivable);
        }
        if (order.SelfPayFen == 0) return;
        var pledged = LedgerAccount.IdOf(AccountKind.CanteenPledged, order.CanteenId);
        var (kind, to) = order.PayBy == PayBy.Wallet ? ("shareSettled", AccountKind.CanteenReceivable) : ("shareCollected", AccountKind.CashDrawer);
        unit.Post(Transfer.OfFen(kind, pledged, LedgerAccount.IdOf(to, order.CanteenId), order.SelfPayFen, cause, unit.Now), AccountKind.CanteenPledged, to);
    }

    /// <summary>Undoes what was promised, each line back to where it came from; a wallet's share of a missed meal stays with the canteen.</summary>
    public static void PostRelease(this CityUnit unit, MealOrder order, bool missed)
    {
        unit.ReverseAll(order.Id.ToString(), kind => !(missed && kind == "sharePrepaid"));
        if (missed && order is { PayBy: PayBy.Wallet, SelfPayFen: > 0 })
        {
            unit.Post(Transfer.OfFen("shareSettled", LedgerAccount.IdOf(AccountKind.CanteenPledged, order.CanteenId), LedgerAccount.IdOf(AccountKind.CanteenReceivable, order.CanteenId), order.SelfPayFen, order.Id.ToString(), unit.Now), AccountKind.CanteenPledged, AccountKind.CanteenReceivable);
        }
    }
}
