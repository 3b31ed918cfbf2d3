namespace ElderCare.Domain.Reviews;

/// <summary>
/// Says of visits and meals how doubtful they are. Everything is found by grouping and sorting, so that a month of a city takes seconds;
/// the same case always gives the same scores.
/// </summary>
public static class TruthScoring
{
    private const int Decimals = 4;

    /// <summary>Judges all records of a case.</summary>
    public static TruthScores Score(ReviewCase reviewed, ReviewPolicy policy)
    {
        var people = new PeopleBook(reviewed, policy.Limits);
        return new(VisitsOf(reviewed, people, policy), SalesOf(reviewed, people, policy));
    }

    private static TruthScore[] VisitsOf(ReviewCase reviewed, PeopleBook people, ReviewPolicy policy)
    {
        var book = new VisitBook(reviewed.Visits, people);
        var (signs, limits) = (new SignSheet(book.Count), policy.Limits);
        PersonSigns.FindVisits(book, people, signs);
        PlaceSigns.Find(book, limits, signs);
        SamePointSigns.Find(book, limits, signs);
        TimeSigns.Find(book, limits, signs);
        RoundTimeSigns.Find(book, limits, signs);
        BackFillSigns.Find(book, limits, signs);
        PhotoSigns.Find(book, limits, signs);
        RatingSigns.Find(book, limits, signs);
        WorkloadSigns.Find(book, limits, signs);
        var alone = new Weighing(signs, book.Count, policy);
        ConflictSigns.Find(book, limits, signs, [.. Enumerable.Range(0, book.Count).Select(visit => alone.Of(signs, visit))]);
        return Results(book.Count, visit => book.Visits[visit].Id, signs, policy);
    }

    private static TruthScore[] SalesOf(ReviewCase reviewed, PeopleBook people, ReviewPolicy policy)
    {
        var book = new SaleBook(reviewed.Sales, reviewed.Canteens, people);
        var (signs, limits) = (new SignSheet(book.Count), policy.Limits);
        PersonSigns.FindSales(book, people, limits, signs);
        DinerSigns.Find(book, limits, signs);
        CanteenHabitSigns.Find(book, limits, signs);
        SeatSigns.Find(book, limits, signs);
        return Results(book.Count, sale => book.Sales[sale].Id, signs, policy);
    }

    private static TruthScore[] Results(int count, Func<int, string> idOf, SignSheet signs, ReviewPolicy policy)
    {
        var weighing = new Weighing(signs, count, policy);
        var scores = new TruthScore[count];
        for (var record = 0; record < count; record++)
        {
            scores[record] = new(idOf(record), Math.Round(weighing.Of(signs, record), Decimals), [.. signs.Of(record)]);
        }
        return scores;
    }
}
