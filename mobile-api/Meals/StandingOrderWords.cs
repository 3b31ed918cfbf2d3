using ElderCare.Domain.Meals;
using ElderCare.Domain.People;
using ElderCare.MobileApi.People;

namespace ElderCare.MobileApi.Meals;

/// <summary>What a message about a standing order says. In Chinese, as all messages to phones; names are masked.</summary>
internal static class StandingOrderWords
{
    public static string Begun(StandingOrder order, string seniorName, string canteenName, string by) =>
        $"{RecurringWords.Sender}已为{Masking.Name(seniorName)}办理长期订餐：{PlanOf(order, canteenName)}。{by}{RecurringWords.Objection}";

    public static string Changed(StandingOrder order, string seniorName, string canteenName) =>
        $"{RecurringWords.Sender}{Masking.Name(seniorName)}的长期订餐已改：{PlanOf(order, canteenName)}。{RecurringWords.Objection}";

    public static string Paused(StandingOrder order, string seniorName) =>
        $"{RecurringWords.Sender}{Masking.Name(seniorName)}的长期订餐{RecurringWords.PauseOf(order, "不订")}。已经订好的饭照常。{RecurringWords.Objection}";

    public static string Resumed(StandingOrder order, string seniorName, string canteenName) =>
        $"{RecurringWords.Sender}{Masking.Name(seniorName)}的长期订餐已恢复：{PlanOf(order, canteenName)}。{RecurringWords.Objection}";

    public static string Ended(string seniorName) =>
        $"{RecurringWords.Sender}{Masking.Name(seniorName)}的长期订餐已停止，以后不再订；已经订好的饭照常。{RecurringWords.Objection}";

    private static string PlanOf(StandingOrder order, string canteenName)
    {
        var dishes = order.Items.Count == 0 ? "当天的套餐" : string.Join('、', order.Items.Select(item => item.Quantity == 1 ? item.Name : $"{item.Name}×{item.Quantity}"));
        return $"{RecurringWords.DaysOf(order.Weekdays)}{string.Join('、', order.Periods.Order().Select(MealNoticeWords.MealOf))}，{dishes}，{canteenName}，{RecurringWords.SpanOf(order)}";
    }
}
