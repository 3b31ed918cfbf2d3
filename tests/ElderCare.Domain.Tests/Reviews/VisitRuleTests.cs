using System.Globalization;
using ElderCare.Domain.Reviews;
using NodaTime;
using static ElderCare.Domain.Tests.Reviews.Diary;

namespace ElderCare.Domain.Tests.Reviews;

/// <summary>Each rule about visits: what it catches, and the honest twin that it must leave alone.</summary>
public class VisitRuleTests
{
    private static readonly DaysAway Hospital = new(new(2026, 8, 10), new(2026, 8, 14));

    private static readonly Dictionary<string, (Func<Diary, Diary> Write, string Flagged)> Table = new()
    {
        ["R01 after death"] = (diary => diary.Person("a", 0, senior => senior with { DiedOn = new(2026, 8, 9) }).Visit("w", "a", "10 09:00"), "v1"),
        ["R01 twin: on the day itself"] = (diary => diary.Person("a", 0, senior => senior with { DiedOn = new(2026, 8, 10) }).Visit("w", "a", "10 09:00"), ""),
        ["R12 in hospital"] = (diary => diary.Person("a", 0, senior => senior with { Away = [Hospital] }).Visit("w", "a", "12 09:00"), "v1"),
        ["R12 the afternoon of the admission"] = (diary => diary.Person("a", 0, senior => senior with { Away = [Hospital] }).Visit("w", "a", "10 15:00"), "v1"),
        ["R12 still away"] = (diary => diary.Person("a", 0, senior => senior with { Away = [new(new(2026, 8, 10), null)] }).Visit("w", "a", "30 09:00"), "v1"),
        ["R12 one day"] = (diary => diary.Person("a", 0, senior => senior with { Away = [new(new(2026, 8, 10), new(2026, 8, 10))] }).Visit("w", "a", "10 09:00"), "v1"),
        ["R12 twin: the morning before, the day of return, and later"] = (diary => diary.Person("a", 0, senior => senior with { Away = [Hospital] }).Visit("w", "a", "10 08:00").Visit("w", "a", "14 15:00").Visit("w", "a", "15 09:00"), ""),
        ["R07 one position at three homes"] = (diary => diary.Person("a").Person("b", 900).Person("c", 1800).Visit("w", "a", "3 08:00", but: InAt(5)).Visit("w", "b", "4 08:00", but: InAt(5)).Visit("w", "c", "5 08:00", but: InAt(5)), "v2 v3"),
        ["R07 one position of two workers"] = (diary => diary.Person("a").Person("b", 900).Visit("w", "a", "3 08:00", but: InAt(5)).Visit("x", "b", "4 08:00", but: InAt(5)), "v2"),
        ["R07 the same position again and again"] = (diary => diary.Times(5, (d, i) => d.Visit("w", "a", $"{i + 3} 08:00", but: InAt(6.123))), "v1 v2 v3 v4 v5"),
        ["R07 twin: now and then, and on a coarse grid"] = (diary => diary.Times(12, (d, i) => d.Visit("w", "a", $"{i + 3} 08:00", but: i < 2 ? InAt(6.123) : null)).Times(4, (d, i) => d.Person("b", 2000).Visit("x", "b", $"{i + 3} 08:00", but: visit => visit with { CheckIn = visit.CheckIn! with { Latitude = 37.5, Longitude = Math.Round(At(2000).Longitude, 3) } })), ""),
        ["R08 mock location"] = (diary => diary.Visit("w", "a", "3 08:00", but: visit => visit with { CheckOut = visit.CheckOut! with { MockLocation = true } }), "v1"),
        ["R08 far from home"] = (diary => diary.Visit("w", "a", "3 08:00", but: InAt(420)), "v1"),
        ["R08 twin: in the yard, or in a building where the phone knows that it is lost"] = (diary => diary.Visit("w", "a", "3 08:00", but: InAt(150)).Visit("w", "a", "4 08:00", but: visit => visit with { CheckIn = visit.CheckIn! with { Longitude = At(600).Longitude, AccuracyMetres = 250 } }), ""),
        ["twin: to the doctor"] = (diary => diary.Visit("w", "a", "3 08:00", but: visit => visit with { CheckOut = visit.CheckOut! with { Longitude = At(5000).Longitude } }), ""),
        ["R09 in two homes at once"] = (diary => diary.Person("b", 900).Visit("w", "a", "3 08:00").Visit("w", "b", "3 08:30"), "v1 v2"),
        ["R09 at once: the one where the worker never goes"] = (diary => diary.Person("b", 900).Times(5, (d, i) => d.Visit("w", "a", $"{i + 3} 08:00")).Visit("w", "b", "4 08:30"), "v6"),
        ["R09 at once: the one in the way of two"] = (diary => diary.Person("b", 900).Person("c", 1800).Visit("w", "a", "3 08:00").Visit("w", "b", "3 08:40").Visit("w", "c", "3 09:20"), "v2"),
        ["R09 the same visit twice"] = (diary => diary.Visit("w", "a", "3 08:00").Visit("w", "a", "3 08:10"), "v1 v2"),
        ["R09 twin: a couple, at once and one after the other"] = (diary => diary.Person("b", 8).Visit("w", "a", "3 08:00").Visit("w", "b", "3 08:05").Visit("w", "a", "4 08:00").Visit("w", "b", "4 08:59"), ""),
        ["R09 twin: clocks, and a check-out at the next door"] = (diary => diary.Person("b", 400).Visit("w", "a", "3 08:00", 66).Visit("w", "b", "3 09:00"), ""),
        ["R09 30 km in ten minutes"] = (diary => diary.Person("b", 30_000).Visit("w", "a", "3 08:00").Visit("w", "b", "3 09:08"), "v1 v2"),
        ["R09 5 km in four minutes"] = (diary => diary.Person("b", 5000).Visit("w", "a", "3 08:00", 56).Visit("w", "b", "3 09:00"), "v1 v2"),
        ["R09 twin: a drive of 20 km in half an hour, and neighbours"] = (diary => diary.Person("b", 20_000).Person("c", 20_600).Visit("w", "a", "3 08:00").Visit("w", "b", "3 09:30").Visit("w", "c", "3 10:29"), ""),
        ["R09 two workers with one person"] = (diary => diary.Visit("w", "a", "3 08:00").Visit("x", "a", "3 08:20"), "v1 v2"),
        ["R09 a worker who never comes there otherwise"] = (diary => diary.Times(5, (d, i) => d.Visit("w", "a", $"{i + 3} 08:00")).Visit("x", "a", "4 08:20"), "v6"),
        ["R09 twin: two who both come regularly meet"] = (diary => diary.Times(10, (d, i) => d.Visit(i % 2 == 0 ? "w" : "x", "a", $"{i + 3} 08:00")).Visit("w", "a", "20 08:00").Visit("x", "a", "20 08:20"), ""),
        ["R09 twin: one after the other"] = (diary => diary.Visit("w", "a", "3 08:00").Visit("x", "a", "3 09:00"), ""),
        ["R09 twin: a bath by two, week after week"] = (diary => diary.Times(4, (d, i) => d.Visit("w", "a", $"{i * 7 + 3} 08:00").Visit("x", "a", $"{i * 7 + 3} 08:00")), ""),
        ["R10 60:00 nearly always"] = (diary => diary.Times(10, (d, i) => d.Visit("w", "a", $"{i + 3} 08:00", but: i == 4 ? null : Lasting(60))), "v1 v2 v3 v4 v6 v7 v8 v9 v10"),
        ["R10 twin: all phones round"] = (diary => diary.Times(30, (d, i) => d.Visit($"w{i % 3}", $"p{i % 3}", $"{i / 3 + 3} 08:00", but: Lasting(60))), ""),
        ["R10 one of four workers"] = (diary => diary.Times(32, (d, i) => d.Person($"p{i % 4}", i % 4 * 500).Visit($"w{i % 4}", $"p{i % 4}", $"{i / 4 + 3} 08:00", but: i % 4 == 0 ? Lasting(60) : null)), "v1 v5 v9 v13 v17 v21 v25 v29"),
        ["R10 twin: now and then"] = (diary => diary.Times(10, (d, i) => d.Visit("w", "a", $"{i + 3} 08:00", but: i < 4 ? Lasting(60) : null)), ""),
        ["R11 a photo used before, by another for another"] = (diary => diary.Person("b", 900).Visit("w", "a", "3 08:00", but: With("PHOTO")).Visit("x", "b", "9 08:00", but: With("photo")), "v2"),
        ["R11 twin: a couple on one photo"] = (diary => diary.Person("b", 8).Visit("w", "a", "3 08:00", but: With("photo")).Visit("w", "b", "3 08:59", but: With("photo")), ""),
        ["R13 a colleague's name when the day is full"] = (diary => diary.Times(10, (d, i) => d.Visit("w", "a", $"3 {(i + 7).ToString("00", CultureInfo.InvariantCulture)}:00")).Visit("x", "a", "3 17:00"), "v11"),
        ["R13 twin: a colleague after a short day"] = (diary => diary.Times(5, (d, i) => d.Visit("w", "a", $"3 {(i + 7).ToString("00", CultureInfo.InvariantCulture)}:00")).Visit("x", "a", "3 12:00"), ""),
        ["more than ten hours"] = (diary => diary.Times(13, (d, i) => d.Visit("w", "a", $"3 {(i + 7).ToString("00", CultureInfo.InvariantCulture)}:00")), "v11 v12 v13"),
        ["twin: nearly ten, and one long night"] = (diary => diary.Times(10, (d, i) => d.Visit("w", "a", $"3 {(i + 7).ToString("00", CultureInfo.InvariantCulture)}:00")).Visit("x", "b", "3 19:00", 700, visit => visit with { Minutes = 700 }), ""),
        ["R17 one telephone for six"] = (diary => diary.Times(6, (d, i) => d.Person($"p{i}", i * 500, senior => senior with { Phone = "1" }).Visit($"w{i}", $"p{i}", "3 08:00")), "v1 v2 v3 v4 v5 v6"),
        ["R17 twin: for five"] = (diary => diary.Times(5, (d, i) => d.Person($"p{i}", i * 500, senior => senior with { Phone = "1" }).Visit($"w{i}", $"p{i}", "3 08:00")), ""),
        ["R18 the month in one evening"] = (diary => diary.Times(5, (d, i) => d.Visit("w", "a", $"{i + 20} 08:00", but: Recorded("31 21:00"))), "v1 v2 v3 v4 v5"),
        ["R18 picked out within the month"] = (diary => diary.Times(6, (d, i) => d.Visit("w", "a", $"{i / 2 + 3} {i % 2 * 3 + 10}:00", but: i % 2 == 0 ? Recorded("6 21:00") : null)), "v1 v3 v5"),
        ["R18 twin: a phone broken for two days at the end of the month"] = (diary => diary.Times(4, (d, i) => d.Visit("w", "a", $"{i / 2 + 28} {i % 2 * 3 + 10}:00", but: Recorded("30 09:00"))), ""),
        ["R18 twin: no signal all day, and a phone that was broken once"] = (diary => diary.Times(4, (d, i) => d.Visit("w", "a", $"3 {i + 10}:00", but: Recorded("3 21:00"))).Visit("w", "a", "12 08:00", but: Recorded("14 08:00")), ""),
        ["R19 five stars within seconds, again and again"] = (diary => diary.Times(8, (d, i) => d.Visit("w", "a", $"{i + 3} 08:00", but: i < 6 ? Rated(4) : Rated(4000))), "v1 v2 v3 v4 v5 v6"),
        ["R19 twin: once, or less than five stars"] = (diary => diary.Times(8, (d, i) => d.Visit("w", "a", $"{i + 3} 08:00", but: i == 0 ? Rated(4) : i < 6 ? visit => Rated(4)(visit) with { Rating = 4 } : Rated(4000))), ""),
        ["no check-in"] = (diary => diary.Visit("w", "a", "3 08:00", but: visit => visit with { CheckIn = null }), "v1"),
        ["twin: no check-out, or a reason"] = (diary => diary.Visit("w", "a", "3 08:00", but: visit => visit with { CheckOut = null }).Visit("w", "a", "4 08:00", but: visit => visit with { CheckIn = null, CheckOut = visit.CheckOut! with { Reason = "手机没电" } }), ""),
        ["out before in"] = (diary => diary.Visit("w", "a", "3 08:00", -30), "v1"),
        ["less than half"] = (diary => diary.Visit("w", "a", "3 08:00", 20), "v1"),
        ["twin: less than half with a reason, or a little early"] = (diary => diary.Visit("w", "a", "3 08:00", 20, visit => visit with { CheckOut = visit.CheckOut! with { Reason = "老人累了" } }).Visit("w", "a", "4 08:00", 45), ""),
        ["a phone two hours ahead"] = (diary => diary.Visit("w", "a", "3 08:00", but: visit => visit with { RecordedAt = visit.CheckIn!.OccurredAt!.Value - Duration.FromHours(2) }), "v1"),
        ["twin: a phone three minutes ahead"] = (diary => diary.Visit("w", "a", "3 08:00", but: visit => visit with { RecordedAt = visit.CheckOut!.OccurredAt!.Value - Duration.FromMinutes(3) }), ""),
        ["twin: recorded at the check-in"] = (diary => diary.Times(5, (d, i) => d.Visit("w", "a", $"{i + 3} 08:00", but: visit => visit with { RecordedAt = visit.CheckIn!.OccurredAt!.Value + Duration.FromSeconds(2) })), ""),
        ["twin: weak signs of one bad day"] = (diary => diary.Visit("w", "a", "3 08:00", but: visit => Lasting(60)(InAt(150)(Rated(5)(visit))) with { RecordedAt = On("3 16:00") }), ""),
        ["weak signs that are too many"] = (diary => diary.Visit("w", "a", "3 08:00", but: visit => Rated(5)(InAt(260)(visit)) with { RecordedAt = On("5 16:00") }), "v1"),
    };

    public static TheoryData<string> Names => [.. Table.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void FlagsWhatItShouldAndNothingElse(string name)
    {
        var scores = Table[name].Write(new()).Judge().Visits;
        var flagged = string.Join(" ", scores.Where(score => score.IsFlagged).Select(score => score.Id));
        Assert.True(Table[name].Flagged == flagged, $"{flagged}: {string.Join("; ", scores.Where(score => score.Reasons.Count > 0).Select(score => $"{score.Id} {score.Score} {string.Join(" ", score.Reasons)}"))}");
    }

    private static Func<ReviewedVisit, ReviewedVisit> InAt(double metresEast) => visit => visit with { CheckIn = visit.CheckIn! with { Latitude = At(metresEast).Latitude, Longitude = At(metresEast).Longitude } };

    private static Func<ReviewedVisit, ReviewedVisit> Lasting(int minutes) => visit => visit with { CheckOut = visit.CheckOut! with { OccurredAt = visit.CheckIn!.OccurredAt!.Value + Duration.FromMinutes(minutes) } };

    private static Func<ReviewedVisit, ReviewedVisit> With(string photo) => visit => visit with { CheckIn = visit.CheckIn! with { PhotoSha256 = photo } };

    private static Func<ReviewedVisit, ReviewedVisit> Recorded(string at) => visit => visit with { RecordedAt = On(at) };

    private static Func<ReviewedVisit, ReviewedVisit> Rated(int seconds) => visit => visit with { Rating = 5, RatedAt = visit.CheckOut!.OccurredAt!.Value + Duration.FromSeconds(seconds) };
}
