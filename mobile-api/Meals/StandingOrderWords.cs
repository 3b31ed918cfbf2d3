using ElderCare.Domain.Meals;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.MobileApi.Meals;

/// <summary>What a message about a standing order says. In Chinese, as all messages to phones; names are masked.</summary>
internal static class StandingOrderWords
{
    private const string Sender = "【12349】";
    private const string Objection = "不是您要的请打 12349。";
    private const string Days = "一二三四五六日";
    private const int AllDays = 7;

    public static string Begun(StandingOrder order, string seniorName, string canteenName, OrderChannel by) =>
        $"{Sender}已为{Masking.Name(seniorName)}办理长期订餐：{PlanOf(order, canteenName)}。{(by == OrderChannel.Family ? "由家人办理。" : MealNoticeWords.ByOf(by))}{Objection}";

    public static string Changed(StandingOrder order, string seniorName, string canteenName) =>
        $"{Sender}{Masking.Name(seniorName)}的长期订餐已改：{PlanOf(order, canteenName)}。{Objection}";

    public static string Paused(StandingOrder order, string seniorName) =>
        $"{Sender}{Masking.Name(seniorName)}的长期订餐从{DayOf(order, order.PausedFrom!.Value)}{(order.PausedUntil is { } until ? $"停到{DayOf(order, until)}" : "起暂停，恢复前不订")}。已经订好的饭照常。{Objection}";

    public static string Resumed(StandingOrder order, string seniorName, string canteenName) =>
        $"{Sender}{Masking.Name(seniorName)}的长期订餐已恢复：{PlanOf(order, canteenName)}。{Objection}";

    public static string Ended(string seniorName) =>
        $"{Sender}{Masking.Name(seniorName)}的长期订餐已停止，以后不再订；已经订好的饭照常。{Objection}";

    private static string PlanOf(StandingOrder order, string canteenName)
    {
        var days = order.Weekdays.Count == AllDays ? "每天" : "每周" + string.Join('、', order.Weekdays.Select(day => Days[day - 1]));
        var dishes = order.Items.Count == 0 ? "当天的套餐" : string.Join('、', order.Items.Select(item => item.Quantity == 1 ? item.Name : $"{item.Name}×{item.Quantity}"));
        var until = order.Until is { } last ? $"到{DayOf(order, last)}" : "起";
        return $"{days}{string.Join('、', order.Periods.Order().Select(MealNoticeWords.MealOf))}，{dishes}，{canteenName}，{DayOf(order, order.From)}{until}";
    }

    /// <summary>A day, with its year when that is another than the one in which it is told.</summary>
    private static string DayOf(StandingOrder order, LocalDate date) => $"{(date.Year == CityClock.DateOf(order.ChangedAt).Year ? "" : $"{date.Year}年")}{date.Month}月{date.Day}日";
}
