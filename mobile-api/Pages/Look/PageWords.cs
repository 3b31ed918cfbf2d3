using System.Globalization;
using ElderCare.Domain.Meals;
using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.MobileApi.Pages.Look;

/// <summary>Dates, money and states as an old person reads them.</summary>
internal static class PageWords
{
    private const string Weekdays = "一二三四五六日";

    /// <summary>11月23日 星期一.</summary>
    public static string DateOf(this Visitor you, LocalDate date) => you.Say(
        $"{date.Month}月{date.Day}日 {Weekday(date)}", date.ToString("dddd d MMMM", CultureInfo.InvariantCulture));

    /// <summary>明天, or the date when it has no such name.</summary>
    public static string DayOf(this Visitor you, LocalDate date) => Period.DaysBetween(you.Today, date) switch
    {
        0 => you.Say("今天", "Today"),
        1 => you.Say("明天", "Tomorrow"),
        2 => you.Say("后天", "In two days"),
        _ => you.Say($"{date.Month}月{date.Day}日", date.ToString("d MMM", CultureInfo.InvariantCulture)),
    };

    public static string Weekday(LocalDate date) => $"星期{Weekdays[(int)date.DayOfWeek - 1]}";

    /// <summary>11.00 元.</summary>
    public static string Yuan(this Visitor you, long fen) => $"{Money.Yuan(fen)} {you.Say("元", "yuan")}";

    public static string MealOf(this Visitor you, MealPeriod period) => period switch
    {
        MealPeriod.Breakfast => you.Say("早饭", "Breakfast"),
        MealPeriod.Lunch => you.Say("午饭", "Lunch"),
        _ => you.Say("晚饭", "Dinner"),
    };

    /// <summary>明天的午饭.</summary>
    public static string MealOf(this Visitor you, LocalDate date, MealPeriod period)
    {
        var (day, meal) = (you.DayOf(date), you.MealOf(period));
        return you.Say($"{day}的{meal}", $"{meal}, {char.ToLowerInvariant(day[0])}{day[1..]}");
    }

    /// <summary>9:00 of a day in words: 今天 15:00, 明早 9:00.</summary>
    public static string MomentOf(this Visitor you, Instant at)
    {
        var then = at.WithOffset(CityClock.Offset);
        var isMorning = then.Hour < 12;
        var time = you.TimeOf(at);
        return Period.DaysBetween(you.Today, then.Date) switch
        {
            0 => you.Say($"今天 {time}", $"{time} today"),
            1 => you.Say($"{(isMorning ? "明早" : "明天")} {time}", $"{time} tomorrow"),
            2 => you.Say($"后天{(isMorning ? "早上" : "")} {time}", $"{time} in two days"),
            _ => you.Say($"{then.Date.Month}月{then.Date.Day}日 {time}", $"{time} on {then.Date.ToString("d MMMM", CultureInfo.InvariantCulture)}"),
        };
    }

    /// <summary>The city's clock: 9:00.</summary>
    public static string TimeOf(this Visitor _, Instant at) => at.WithOffset(CityClock.Offset).TimeOfDay.ToString("H:mm", CultureInfo.InvariantCulture);

    public static (string Words, string Icon, string Tone) StateOf(this Visitor you, MealOrderState state) => state switch
    {
        MealOrderState.AwaitingPayment => (you.Say("等付款", "To be paid"), "clock", "warn"),
        MealOrderState.Placed => (you.Say("已订好", "Ordered"), "check", "ok"),
        MealOrderState.Preparing => (you.Say("在做了", "Being made"), "bowl", "info"),
        MealOrderState.Ready => (you.Say("做好了", "Ready"), "check", "ok"),
        MealOrderState.OutForDelivery => (you.Say("在路上", "On its way"), "clock", "info"),
        MealOrderState.Fulfilled => (you.Say("取走了", "Handed over"), "check", "ok"),
        MealOrderState.Cancelled => (you.Say("已取消", "Cancelled"), "stop", "warn"),
        MealOrderState.Expired => (you.Say("没付款", "Not paid"), "stop", "warn"),
        _ => (you.Say("没人取", "Not fetched"), "alert", "warn"),
    };

    /// <summary>Whose money a part of the price is.</summary>
    public static string PayerOf(this Visitor you, string payer) => payer switch
    {
        "city" => you.Say("市里补贴", "The city pays"),
        "district" => you.Say("区里补贴", "The district pays"),
        "town" => you.Say("镇街补贴", "The town pays"),
        "charity" => you.Say("慈善补贴", "A charity pays"),
        _ => you.Say("您付", "You pay"),
    };

    /// <summary>430 米, 1.2 公里.</summary>
    public static string DistanceOf(this Visitor you, double metres) => metres < 1000
        ? you.Say($"{Math.Round(metres / 10) * 10:0} 米", $"{Math.Round(metres / 10) * 10:0} m")
        : string.Create(CultureInfo.InvariantCulture, $"{metres / 1000:0.0} {you.Say("公里", "km")}");

    /// <summary>上午好, by the city's clock.</summary>
    public static string Greeting(this Visitor you) => you.Now.WithOffset(CityClock.Offset).Hour switch
    {
        >= 5 and < 9 => you.Say("早上好", "Good morning"),
        >= 9 and < 11 => you.Say("上午好", "Good morning"),
        >= 11 and < 13 => you.Say("中午好", "Good day"),
        >= 13 and < 18 => you.Say("下午好", "Good afternoon"),
        _ => you.Say("晚上好", "Good evening"),
    };

    /// <summary>402 719: six digits as they are read out.</summary>
    public static string Spaced(string code) => code.Length == 6 ? $"{code[..3]} {code[3..]}" : code;
}
