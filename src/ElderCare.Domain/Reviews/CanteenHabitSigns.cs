namespace ElderCare.Domain.Reviews;

/// <summary>Canteens in which nearly every meal is vouched for, or goes through one person's hands, unlike in others; and closed ones. Rules R03 and R05.</summary>
internal static class CanteenHabitSigns
{
    private const int LeastCanteensToCompare = 5;
    private const double UsualVouchedShare = 0.5;

    public static void Find(SaleBook book, ReviewLimits limits, SignSheet signs)
    {
        for (var sale = 0; sale < book.Count; sale++)
        {
            if (book.Known(sale)?.ClosedOn.Contains(book.DayOf(sale)) == true) signs.Mark(sale, book.Sales[sale].IsSubsidised ? ReviewReason.CanteenClosed : ReviewReason.PaidWhileClosed);
        }
        FindVouched(book, limits, signs);
        FindOperators(book, limits, signs);
    }

    private static void FindVouched(SaleBook book, ReviewLimits limits, SignSheet signs)
    {
        var (whole, months, hands) = (new Dictionary<int, Habit>(), new Dictionary<(int, int), Habit>(), new Dictionary<(int, string), Habit>());
        for (var sale = 0; sale < book.Count; sale++)
        {
            var isVouched = book.Sales[sale].Vouched;
            Habit.Of(whole, book.CanteenOf(sale)).Count(isVouched);
            Habit.Of(months, Month(book, sale)).Count(isVouched);
            Habit.Of(hands, Hand(book, sale)).Count(isVouched);
        }
        if (Habit.MedianShare(whole.Values, limits.CanteenLeastMeals) is var (canteens, usual) && canteens >= LeastCanteensToCompare && usual >= UsualVouchedShare) return;
        for (var sale = 0; sale < book.Count; sale++)
        {
            if (book.Sales[sale].Vouched && (Has(whole[book.CanteenOf(sale)]) || Has(months[Month(book, sale)]) || Has(hands[Hand(book, sale)]))) signs.Mark(sale, ReviewReason.VouchedAlways);
        }

        bool Has(Habit habit) => habit.All >= limits.CanteenLeastMeals && habit.Share > limits.VouchedShare;
    }

    private static void FindOperators(SaleBook book, ReviewLimits limits, SignSheet signs)
    {
        var byCanteen = Enumerable.Range(0, book.Count).Where(sale => book.Sales[sale].OperatorId is not null).GroupBy(book.CanteenOf)
            .Where(sales => sales.Count() >= limits.CanteenLeastMeals)
            .Select(sales => (sales.Key, All: sales.Count(), Top: sales.GroupBy(sale => book.Sales[sale].OperatorId!, StringComparer.Ordinal).MaxBy(one => one.Count())!))
            .ToList();
        if (byCanteen.Count < LeastCanteensToCompare) return;
        // Who is alone there has a small canteen; who has colleagues that hardly ever ring anything up keeps the till.
        var dominated = byCanteen.Where(canteen => canteen.Top.Count() < canteen.All && canteen.Top.Count() > limits.VouchedShare * canteen.All).ToList();
        if (dominated.Count > Math.Max(1, limits.OneOperatorCanteensShare * byCanteen.Count)) return; // here it is usual
        foreach (var sale in dominated.SelectMany(canteen => canteen.Top)) signs.Mark(sale, ReviewReason.OneOperatorAlways);
    }

    private static (int, int) Month(SaleBook book, int sale) => (book.CanteenOf(sale), book.DayOf(sale).Year * 12 + book.DayOf(sale).Month);

    private static (int, string) Hand(SaleBook book, int sale) => (book.CanteenOf(sale), book.Sales[sale].OperatorId ?? "");
}
