using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.MobileApi.People;

/// <summary>What messages say of everything that recurs.</summary>
internal static class RecurringWords
{
    /// <summary>Who writes.</summary>
    public const string Sender = "【12349】";

    /// <summary>What to do when nobody wanted it.</summary>
    public const string Objection = "不是您要的请打 12349。";

    private const string Days = "一二三四五六日";

    /// <summary>每天, or 每周一、三.</summary>
    public static string DaysOf(IReadOnlyList<int> weekdays) => weekdays.Count == Days.Length ? "每天" : "每周" + string.Join('、', weekdays.Select(day => Days[day - 1]));

    /// <summary>11月24日起, or 11月24日到12月24日.</summary>
    public static string SpanOf(Recurring row) => $"{DayOf(row, row.From)}{(row.Until is { } last ? $"到{DayOf(row, last)}" : "起")}";

    /// <summary>从11月24日停到12月1日.</summary>
    /// <param name="row">It is paused.</param>
    /// <param name="nothing">What is not done before it is resumed, such as 不订.</param>
    public static string PauseOf(Recurring row, string nothing) =>
        $"从{DayOf(row, row.PausedFrom!.Value)}{(row.PausedUntil is { } until ? $"停到{DayOf(row, until)}" : $"起暂停，恢复前{nothing}")}";

    /// <summary>A day, with its year when that is another than the one in which it is told.</summary>
    private static string DayOf(Recurring row, LocalDate date) => $"{(date.Year == CityClock.DateOf(row.ChangedAt).Year ? "" : $"{date.Year}年")}{date.Month}月{date.Day}日";
}
