using ElderCare.Domain.Funding;
using ElderCare.Domain.Ledger;

namespace ElderCare.Domain.Meals;

/// <summary>How a meal moves money: promised when it is placed, settled when it is handed over.</summary>
public static class MealMoney
{
    /// <summary>What is promised when an order is placed: every part of its price; what a fund lacks is promised by its overdraft account.</summary>
    public static IEnumerable<MealPosting> Reservations(MealOrder order, AllocatedMeal meal)
    {
        foreach (var split in meal.Splits.Where(split => split is { FundId: not null, AmountFen: > 0 }))
        {
            var rule = order.Splits.First(line => line.RuleId == split.RuleId).VersionedRule();
            var paid = split.AmountFen - split.OverdraftFen;
            if (paid > 0) yield return new("subsidyReserved", AccountKind.Fund, split.FundId!, AccountKind.FundReserved, split.FundId!, paid, rule);
            if (split.OverdraftFen > 0) yield return new("subsidyOverdrawn", AccountKind.FundOverdraft, split.FundId!, AccountKind.FundReserved, split.FundId!, split.OverdraftFen, rule);
        }
        if (meal.SelfPayFen == 0) yield break;
        var (kind, payer) = order.PayBy == PayBy.Wallet ? ("sharePrepaid", AccountKind.Wallet) : ("sharePledged", AccountKind.SeniorShare);
        yield return new(kind, payer, order.SeniorId.ToString(), AccountKind.CanteenPledged, order.CanteenId.ToString(), meal.SelfPayFen);
    }

    /// <summary>What follows when the meal is handed over: the funds owe the canteen, the senior's share is in the drawer.</summary>
    public static IEnumerable<MealPosting> Settlement(MealOrder order)
    {
        var canteen = order.CanteenId.ToString();
        foreach (var split in order.Splits.Where(split => split is { FundId: not null, AmountFen: > 0 }))
        {
            yield return new("subsidySettled", AccountKind.FundReserved, split.FundId!, AccountKind.CanteenReceivable, canteen, split.AmountFen, split.VersionedRule());
        }
        if (order.SelfPayFen == 0) yield break;
        var (kind, to) = order.PayBy == PayBy.Wallet ? ("shareSettled", AccountKind.CanteenReceivable) : ("shareCollected", AccountKind.CashDrawer);
        yield return new(kind, AccountKind.CanteenPledged, canteen, to, canteen, order.SelfPayFen);
    }
}
