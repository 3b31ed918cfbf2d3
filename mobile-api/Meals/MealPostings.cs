using ElderCare.Data.Ledger;
using ElderCare.Data.Writing;
using ElderCare.Domain.Funding;
using ElderCare.Domain.Ledger;
using ElderCare.Domain.Meals;
using ElderCare.Domain.Shared;

namespace ElderCare.MobileApi.Meals;

/// <summary>Posts what a meal moves (<see cref="MealMoney"/>): promised when it is placed, settled when it is handed over, given back line by line when it is not.</summary>
internal static class MealPostings
{
    /// <summary>Promises every part of the price; the funds' parts have been taken from them.</summary>
    public static void PostReservations(this CityUnit unit, MealOrder order, AllocatedMeal meal)
    {
        foreach (var posting in MealMoney.Reservations(order, meal))
        {
            var taken = posting.From == AccountKind.Fund || unit.TryTake(posting.FromAccountId, posting.From, posting.Fen);
            RuleViolation.ThrowIf(!taken, "payments.walletTooLow", "餐费账户里的钱不够。可以到食堂付现金。", "The wallet does not hold enough. Cash at the canteen is possible.", "payBy");
            unit.PostTaken(posting.By(order, unit.Now), posting.To);
        }
    }

    /// <summary>The meal is handed over: the funds owe the canteen, the senior's share is in the drawer.</summary>
    public static void PostSettlement(this CityUnit unit, MealOrder order)
    {
        foreach (var posting in MealMoney.Settlement(order)) unit.Post(posting.By(order, unit.Now), posting.From, posting.To);
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
