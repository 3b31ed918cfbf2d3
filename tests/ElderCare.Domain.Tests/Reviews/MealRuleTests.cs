using ElderCare.Domain.Reviews;
using ElderCare.Domain.Shared;
using NodaTime;
using static ElderCare.Domain.Tests.Reviews.Diary;

namespace ElderCare.Domain.Tests.Reviews;

/// <summary>Each rule about meals at tills: what it catches, and the honest twin that it must leave alone.</summary>
public class MealRuleTests
{
    private static readonly DaysAway Hospital = new(new(2026, 8, 10), new(2026, 8, 14));

    private static readonly Dictionary<string, (Func<Diary, Diary> Write, string Flagged)> Table = new()
    {
        ["R01 after death"] = (diary => diary.Person("a", 0, senior => senior with { DiedOn = new(2026, 8, 9) }).Meal("a", "c", "10 11:30"), "m1"),
        ["R01 twin: the last meal"] = (diary => diary.Person("a", 0, senior => senior with { DiedOn = new(2026, 8, 10) }).Meal("a", "c", "10 11:30"), ""),
        ["R02 one meal in two canteens"] = (diary => diary.Canteen("d", 3000).Meal("a", "c", "3 11:10").Meal("a", "d", "3 12:20"), "m1 m2"),
        ["R02 in the one where the person never eats"] = (diary => diary.Canteen("d", 3000).Times(5, (d, i) => d.Meal("a", "c", $"{i + 3} 11:10")).Meal("a", "d", "4 12:20"), "m6"),
        ["R02 5 km in four minutes"] = (diary => diary.Canteen("d", 5000).Meal("a", "c", "3 14:00").Meal("a", "d", "3 14:04", sale => sale with { Period = MealPeriod.Dinner }), "m1 m2"),
        ["R02 twin: lunch here and dinner there, or the second at full price"] = (diary => diary.Canteen("d", 3000).Meal("a", "c", "3 11:10").Meal("a", "d", "3 17:20", sale => sale with { Period = MealPeriod.Dinner }).Meal("b", "c", "3 11:10").Meal("b", "d", "3 12:30", sale => sale with { SubsidyFen = 0 }), ""),
        ["R03 nearly all vouched"] = (diary => Canteens(diary, (sale, canteen) => sale with { Vouched = canteen == 0 }), string.Join(" ", Enumerable.Range(0, 25).Select(i => $"m{i * 6 + 1}"))),
        ["R03 twin: a fifth vouched"] = (diary => Canteens(diary, (sale, _) => sale with { Vouched = sale.Id.EndsWith('5') || sale.Id.EndsWith('0') }), ""),
        ["R03 twin: everybody is vouched for here"] = (diary => Canteens(diary, (sale, _) => sale with { Vouched = true }), ""),
        ["R03 one hand for nearly all"] = (diary => Canteens(diary, (sale, canteen) => sale with { OperatorId = canteen == 0 && sale.Id != "m1" ? "x" : sale.OperatorId }), string.Join(" ", Enumerable.Range(1, 24).Select(i => $"m{i * 6 + 1}"))),
        ["R03 twin: one small canteen with one at its till"] = (diary => Canteens(diary, (sale, canteen) => sale with { OperatorId = canteen == 0 ? "x" : sale.OperatorId }), ""),
        ["R03 twin: small canteens have one till"] = (diary => Canteens(diary, (sale, canteen) => sale with { OperatorId = $"till of {canteen}" }), ""),
        ["R04 more than the seats"] = (diary => diary.Canteen("c", 0, 10).Times(31, (d, i) => d.Meal($"p{i}", "c", "3 11:30")), string.Join(" ", Enumerable.Range(1, 31).Select(i => $"m{i}"))),
        ["R04 twin: three turns"] = (diary => diary.Canteen("c", 0, 10).Times(30, (d, i) => d.Meal($"p{i}", "c", "3 11:30")), ""),
        ["R04 strangers among regulars"] = (diary => diary.Canteen("c", 0, 10).Times(5, (d, day) => d.Times(10, (e, i) => e.Meal($"p{i}", "c", $"{day + 3} 11:30"))).Times(25, (d, i) => d.Meal($"q{i}", "c", "7 12:00")), string.Join(" ", Enumerable.Range(51, 25).Select(i => $"m{i}"))),
        ["R05 closed"] = (diary => diary.Canteen("c", 0, 40, new LocalDate(2026, 8, 9)).Meal("a", "c", "9 11:30"), "m1"),
        ["R05 twin: closed, at full price; open the day after"] = (diary => diary.Canteen("c", 0, 40, new LocalDate(2026, 8, 9)).Meal("a", "c", "9 11:30", sale => sale with { SubsidyFen = 0 }).Meal("a", "c", "10 11:30"), ""),
        ["R12 in hospital"] = (diary => diary.Person("a", 0, senior => senior with { Away = [Hospital] }).Meal("a", "c", "12 11:30"), "m1"),
        ["R12 twin: the day of return"] = (diary => diary.Person("a", 0, senior => senior with { Away = [Hospital] }).Meal("a", "c", "14 11:30"), ""),
        ["R17 one telephone for six"] = (diary => diary.Times(6, (d, i) => d.Person($"p{i}", i * 500, senior => senior with { Phone = "1" }).Meal($"p{i}", "c", "3 11:30")), "m1 m2 m3 m4 m5 m6"),
        ["R17 twin: many without a telephone"] = (diary => diary.Times(6, (d, i) => d.Person($"p{i}", i * 500, senior => senior with { Phone = " " }).Meal($"p{i}", "c", "3 11:30")), ""),
        ["R20 59 years old"] = (diary => diary.Person("a", 0, senior => senior with { BornOn = new(1966, 8, 11) }).Meal("a", "c", "10 11:30"), "m1"),
        ["R20 twin: 60 today, or paid in full"] = (diary => diary.Person("a", 0, senior => senior with { BornOn = new(1966, 8, 10) }).Meal("a", "c", "10 11:30").Person("b", 0, senior => senior with { BornOn = new(1980, 1, 1) }).Meal("b", "c", "10 11:30", sale => sale with { SubsidyFen = 0 }), ""),
        ["twin: a second meal to take along"] = (diary => diary.Meal("a", "c", "3 11:30").Meal("a", "c", "3 11:31"), ""),
    };

    public static TheoryData<string> Names => [.. Table.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void FlagsWhatItShouldAndNothingElse(string name)
    {
        var scores = Table[name].Write(new()).Judge().Sales;
        var flagged = string.Join(" ", scores.Where(score => score.IsFlagged).Select(score => score.Id));
        Assert.True(Table[name].Flagged == flagged, $"{flagged}: {string.Join("; ", scores.Where(score => score.Reasons.Count > 0).Select(score => $"{score.Id} {score.Score} {string.Join(" ", score.Reasons)}"))}");
    }

    /// <summary>Six canteens with 25 days of one meal each.</summary>
    private static Diary Canteens(Diary diary, Func<ReviewedSale, int, ReviewedSale> but) =>
        diary.Times(25, (d, day) => d.Times(6, (e, canteen) => e.Meal($"p{day * 6 + canteen}", $"c{canteen}", $"{day + 1} 11:30", sale => but(sale with { OperatorId = $"c{canteen}-{day % 3}" }, canteen))));
}
