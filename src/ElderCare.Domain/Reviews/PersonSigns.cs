using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.Domain.Reviews;

/// <summary>What the register says against a record: death, absence, age, a number that too many people have. Rules R01, R12, R14, R17, R20.</summary>
internal static class PersonSigns
{
    private const int LeastToDistrust = 50;
    private const double FollowedBelow = 0.8;

    public static void FindVisits(VisitBook book, PeopleBook people, SignSheet signs) => Find(book, people, signs, new(
        ReviewReason.VisitAfterDeath, ReviewReason.VisitWhileAway, ReviewReason.VisitAtEdgeOfAbsence, ReviewReason.VisitOfUnknownPerson, ReviewReason.VisitOfSharedPhone));

    public static void FindSales(SaleBook book, PeopleBook people, ReviewLimits limits, SignSheet signs)
    {
        Find(book, people, signs, new(
            ReviewReason.MealAfterDeath, ReviewReason.MealWhileAway, ReviewReason.MealAtEdgeOfAbsence, ReviewReason.MealOfUnknownPerson, ReviewReason.MealOfSharedPhone));
        for (var sale = 0; sale < book.Count; sale++)
        {
            if (people[book.PersonOf(sale)]?.BornOn is { } bornOn && book.Sales[sale].IsSubsidised && Age.On(bornOn, book.DayOf(sale)) < limits.LeastAgeYears) signs.Mark(sale, ReviewReason.MealTooYoung);
        }
    }

    private static void Find(IPersonRecords records, PeopleBook people, SignSheet signs, Reasons reasons)
    {
        var absencesAreFollowed = AbsencesAreFollowed(records, people);
        for (var record = 0; record < records.Count; record++)
        {
            var number = records.PersonOf(record);
            if (people[number] is not { } person)
            {
                if (people.UnknownIsASign) signs.Mark(record, reasons.Unknown);
                continue;
            }
            if (person.DiedOn < records.DayOf(record)) signs.Mark(record, reasons.AfterDeath);
            if (people.SharesPhone(number)) signs.Mark(record, reasons.SharedPhone);
            if (PlaceInAbsence(person, records, record) is { } isInside) signs.Mark(record, isInside && absencesAreFollowed ? reasons.WhileAway : reasons.AtEdge);
        }
    }

    /// <summary>True within an absence, false at its edge, null outside: on the morning of leaving and on the day of return people can still, and again, be met.</summary>
    private static bool? PlaceInAbsence(KnownSenior person, IPersonRecords records, int record)
    {
        bool? found = null;
        var day = records.DayOf(record);
        foreach (var away in person.Away)
        {
            if (day < away.From || day > away.To) continue;
            var isEdge = away.From != away.To && (day == away.To || (day == away.From && IsMorning(records.At(record))));
            found = found == true || !isEdge;
        }
        return found;
    }

    private static bool IsMorning(Instant at) => at.WithOffset(CityClock.Offset).Hour < 12;

    /// <summary>False when people who are away have as many records as when they are not: then the list says nothing about these records.</summary>
    private static bool AbsencesAreFollowed(IPersonRecords records, PeopleBook people)
    {
        if (records.Count < LeastToDistrust) return true;
        var (first, last) = (LocalDate.MaxIsoValue, LocalDate.MinIsoValue);
        var (inside, outside) = (0L, 0L);
        for (var record = 0; record < records.Count; record++)
        {
            (first, last) = (LocalDate.Min(first, records.DayOf(record)), LocalDate.Max(last, records.DayOf(record)));
            if (people[records.PersonOf(record)] is not { Away.Count: > 0 } person) continue;
            if (PlaceInAbsence(person, records, record) == true) inside++;
            else outside++;
        }
        if (inside < LeastToDistrust) return true;
        var (daysAway, daysThere) = (0L, 0L);
        for (var number = 0; number < people.Count; number++)
        {
            if (people[number] is not { Away.Count: > 0 } person) continue;
            var away = person.Away.Sum(days => Math.Max(0L, Period.DaysBetween(LocalDate.Max(days.From, first), LocalDate.Min(days.To ?? last, last)) + 1L));
            daysAway += away;
            daysThere += Math.Max(1, Period.DaysBetween(first, last) + 1L - away);
        }
        return inside * (double)daysThere < FollowedBelow * outside * Math.Max(1, daysAway);
    }

    private sealed record Reasons(ReviewReason AfterDeath, ReviewReason WhileAway, ReviewReason AtEdge, ReviewReason Unknown, ReviewReason SharedPhone);
}
