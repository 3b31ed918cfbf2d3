namespace ElderCare.Domain.Reviews;

/// <summary>What the meals of one person say beside each other: one meal in two canteens, or two canteens too far apart. Rule R02.</summary>
internal static class DinerSigns
{
    private const int LookBack = 6;
    private const double FarMoreFamiliar = 3;
    private const int Familiar = 4;
    private const double LeastMetres = 1000;

    public static void Find(SaleBook book, ReviewLimits limits, SignSheet signs)
    {
        for (var place = 1; place < book.Count; place++)
        {
            var later = book.ByPerson[place];
            for (var back = 1; back <= LookBack && back <= place; back++)
            {
                var earlier = book.ByPerson[place - back];
                if (book.PersonOf(earlier) != book.PersonOf(later) || book.DayOf(earlier) != book.DayOf(later)) break;
                MarkPair(book, earlier, later, limits, signs);
            }
        }
    }

    private static void MarkPair(SaleBook book, int earlier, int later, ReviewLimits limits, SignSheet signs)
    {
        var isOneMeal = book.PeriodOf(earlier) == book.PeriodOf(later);
        var bothSubsidised = book.Sales[earlier].IsSubsidised && book.Sales[later].IsSubsidised;
        if (book.CanteenOf(earlier) == book.CanteenOf(later))
        {
            if (isOneMeal && bothSubsidised) signs.Mark(later, ReviewReason.MealTwice);
            return;
        }
        var wrong = MoreLikelyWrong(book, earlier, later);
        if (isOneMeal)
        {
            signs.Mark(earlier, bothSubsidised && wrong >= 0 ? ReviewReason.TwoCanteens : ReviewReason.OtherCanteenToo);
            signs.Mark(later, bothSubsidised && wrong <= 0 ? ReviewReason.TwoCanteens : ReviewReason.OtherCanteenToo);
        }
        if (!AreTooFarApart(book, earlier, later, limits)) return;
        if (wrong >= 0) signs.Mark(earlier, ReviewReason.CanteensTooFarApart);
        if (wrong <= 0) signs.Mark(later, ReviewReason.CanteensTooFarApart);
    }

    /// <summary>Above 0 the earlier, below 0 the later, 0 when nothing tells: the canteen where the person hardly ever eats.</summary>
    private static int MoreLikelyWrong(SaleBook book, int earlier, int later)
    {
        var (before, after) = (book.Familiarity(earlier), book.Familiarity(later));
        if (after >= Math.Max(Familiar, FarMoreFamiliar * before)) return 1;
        return before >= Math.Max(Familiar, FarMoreFamiliar * after) ? -1 : 0;
    }

    private static bool AreTooFarApart(SaleBook book, int earlier, int later, ReviewLimits limits) =>
        book.Known(earlier)?.Place is { } here && book.Known(later)?.Place is { } there && here.MetresTo(there) is >= LeastMetres and var metres
        && metres / 1000 > limits.DinerKilometresPerHour * (book.At(later) - book.At(earlier)).TotalHours;
}
