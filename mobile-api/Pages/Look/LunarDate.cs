using System.Globalization;
using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.MobileApi.Pages.Look;

/// <summary>The date of the farmers' calendar, as the wall calendar shows it.</summary>
internal static class LunarDate
{
    private static readonly ChineseLunisolarCalendar Calendar = new();
    private static readonly string[] Months = ["正", "二", "三", "四", "五", "六", "七", "八", "九", "十", "冬", "腊"];
    private const string Digits = "一二三四五六七八九十";

    public static Bilingual Of(LocalDate date)
    {
        var day = date.ToDateTimeUnspecified();
        var month = Calendar.GetMonth(day);
        // The framework counts a leap month as one of its own: in a year whose leap month is its 7th, month 7 is 闰六月.
        var leap = Calendar.GetLeapMonth(Calendar.GetYear(day));
        var isLeap = month == leap;
        if (leap > 0 && month >= leap) month--;
        var of = Calendar.GetDayOfMonth(day);
        return new(
            $"农历{(isLeap ? "闰" : "")}{Months[month - 1]}月{DayOf(of)}",
            string.Create(CultureInfo.InvariantCulture, $"Lunar calendar: day {of} of {(isLeap ? "leap " : "")}month {month}"));
    }

    private static string DayOf(int day) => day switch
    {
        10 => "初十",
        20 => "二十",
        30 => "三十",
        < 11 => $"初{Digits[day - 1]}",
        < 20 => $"十{Digits[day - 11]}",
        _ => $"廿{Digits[day - 21]}",
    };
}
