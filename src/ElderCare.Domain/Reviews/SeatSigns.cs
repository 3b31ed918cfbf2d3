using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.Domain.Reviews;

/// <summary>More meals than the seats of a canteen allow. Who is usually there is the lesser sign, unless the invented ones must be among them. Rule R04.</summary>
internal static class SeatSigns
{
    public static void Find(SaleBook book, ReviewLimits limits, SignSheet signs)
    {
        var meals = Enumerable.Range(0, book.Count).Where(sale => book.Known(sale)?.Seats > 0)
            .GroupBy(sale => (Canteen: book.CanteenOf(sale), Period: book.PeriodOf(sale), Day: book.DayOf(sale))).Select(sales => (sales.Key, Sales: sales.ToList())).ToList();
        var usual = meals.GroupBy(meal => (meal.Key.Canteen, meal.Key.Period)).ToDictionary(days => days.Key, days => days.Select(meal => meal.Sales.Count).Order().ElementAt(days.Count() / 2));
        foreach (var (key, sales) in meals)
        {
            var (seats, count) = (book.Known(sales[0])!.Seats!.Value, sales.Count);
            var isBeyond = count > seats * limits.TurnsPerMeal;
            var isCrowded = count > seats * limits.CrowdedTurns && count > limits.CrowdedTimesUsual * usual[(key.Canteen, key.Period)];
            if (isBeyond || isCrowded) Mark(book, sales, isCrowded ? usual[(key.Canteen, key.Period)] : (int)(seats * limits.TurnsPerMeal), limits, signs);
        }
    }

    private static void Mark(SaleBook book, List<int> sales, int believable, ReviewLimits limits, SignSheet signs)
    {
        var strangers = sales.Where(sale => book.Sales[sale].Vouched || book.Familiarity(sale) <= limits.RegularMeals).ToHashSet();
        var strangersExplainIt = strangers.Count * 2 >= sales.Count - believable;
        foreach (var sale in sales) signs.Mark(sale, strangersExplainIt && !strangers.Contains(sale) ? ReviewReason.FullHouse : ReviewReason.BeyondSeats);
    }
}
