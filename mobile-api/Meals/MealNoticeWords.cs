using ElderCare.Data.Meals;
using ElderCare.Domain.Meals;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.MobileApi.Meals;

/// <summary>What a message about a meal says: which meal, what happened, what to do next. In Chinese, as all messages to phones; names are masked.</summary>
internal static class MealNoticeWords
{
    private const string Sender = "【12349】";
    private const string OneMeal = "这一餐";

    public static string Placed(MealOrder order, string seniorName, string canteenName) =>
        $"{Sender}已为{Masking.Name(seniorName)}订{MealOf(order.ServedOn, order.Period)}：{DishesOf(order.Items)}，{canteenName}，自付{Money.Yuan(order.SelfPayFen)}元，取餐码{order.Code}。{ByOf(order.Channel)}不是您要的请打 12349。";

    public static string Changed(MealOrder order, string seniorName, string canteenName) =>
        $"{Sender}{Masking.Name(seniorName)}的{MealOf(order.ServedOn, order.Period)}已改：{DishesOf(order.Items)}，{canteenName}，自付{Money.Yuan(order.SelfPayFen)}元，取餐码{order.Code}。不是您要的请打 12349。";

    public static string Cancelled(MealOrderRow order) =>
        $"{Sender}{Masking.Name(order.SeniorName)}的{MealOf(order.ServedOn, order.Period)}（{order.CanteenName}）已取消。{ReturnOf(order)}不是您要的请打 12349。";

    public static string CalledOff(MealOrderRow order, RuleViolation why, string? instead) =>
        $"{Sender}{Masking.Name(order.SeniorName)}的{MealOf(order.ServedOn, order.Period)}（{order.CanteenName}）不能供应，订餐已取消。{ReturnOf(order)}{SubsidyOf(order)}{ReasonOf(why)}"
        + (instead is null ? "需要帮忙请打 12349。" : $"最近还能订的是{instead}，可以到那里订，或者打 12349。");

    /// <summary>Lists the meals; why somebody is away is not said.</summary>
    /// <param name="orders">Of one person, at least one, by date and meal.</param>
    public static string CalledOffForAbsence(IReadOnlyList<MealOrderRow> orders) =>
        $"{Sender}{Masking.Name(orders[0].SeniorName)}登记这几天不在家，订餐已取消：{DaysOf(orders)}。{ReturnOf([.. orders])}在家要订饭请打 12349。";

    /// <summary>Lists the meals that a canteen does not serve.</summary>
    /// <param name="orders">Of one person at one canteen, at least one, by date and meal.</param>
    /// <param name="reason">Why, in a sentence.</param>
    public static string CalledOff(IReadOnlyList<MealOrderRow> orders, string reason) =>
        $"{Sender}{Masking.Name(orders[0].SeniorName)}的{(orders.Count == 1 ? OneMeal : "这几餐")}（{orders[0].CanteenName}）不能供应，订餐已取消：{DaysOf(orders)}。{ReturnOf([.. orders])}{SubsidyOf([.. orders])}"
        + $"{(reason.StartsWith(OneMeal, StringComparison.Ordinal) ? reason[OneMeal.Length..] : reason)}可以到别的食堂订，或者打 12349。";

    /// <summary>Lists meals that were called off by mistake; what the mistake was is not said.</summary>
    /// <param name="orders">Of one person, at least one, by date and meal.</param>
    public static string OrderAgain(IReadOnlyList<MealOrderRow> orders) =>
        $"{Sender}{Masking.Name(orders[0].SeniorName)}先前取消的订餐还没有重新订：{DaysOf(orders)}。还要吃请尽快重新订，或者打 12349。";

    public static string Skipped(string seniorName, LocalDate date, MealPeriod period, Bilingual why) =>
        $"{Sender}{Masking.Name(seniorName)}的长期订餐，{MealOf(date, period)}没有订上：{why.Zh}";

    public static string HasAllergen(MealOrderRow order) =>
        $"{Sender}{Masking.Name(order.SeniorName)}的{MealOf(order.ServedOn, order.Period)}（{order.CanteenName}）里有登记过敏的东西，先别吃。12349 会打电话帮您改订。";

    public static string ByOf(OrderChannel channel) => channel switch
    {
        OrderChannel.Agent => "由 12349 代订。",
        OrderChannel.CommunityWorker => "由社区代订。",
        OrderChannel.CanteenStaff => "由食堂代订。",
        OrderChannel.StandingOrder => "按长期订餐。",
        _ => "",
    };

    /// <summary>The sentence that says why; what to do next follows by what was called off.</summary>
    public static string ReasonOf(RuleViolation why) => why.Reason.Zh.Split('。')[0] + "。";

    public static string MealOf(MealPeriod period) => period switch { MealPeriod.Breakfast => "早饭", MealPeriod.Lunch => "午饭", _ => "晚饭" };

    private static string MealOf(LocalDate date, MealPeriod period) => DayOf(date) + MealOf(period);

    private static string DayOf(LocalDate date) => $"{date.Month}月{date.Day}日";

    private static string DaysOf(IReadOnlyList<MealOrderRow> orders) => string.Join('，', orders.GroupBy(order => order.ServedOn)
        .Select(day => DayOf(day.Key) + string.Join('、', day.Select(order => MealOf(order.Period)).Distinct())));

    private static string ReturnOf(params MealOrderRow[] orders) => orders.Any(IsReturned) ? "付过的钱已退回。" : "";

    private static string SubsidyOf(params MealOrderRow[] orders) => orders.Any(order => order.Splits.Any(split => split is { FundId: not null, AmountFen: > 0 })) ? "补贴没有用掉。" : "";

    /// <summary>Whether the senior's share had been paid before the meal, so that calling it off returns it.</summary>
    private static bool IsReturned(MealOrderRow order) =>
        order.PayBy != PayBy.OnCollection && order.State != MealOrderState.AwaitingPayment && order.Splits.Any(split => split is { Payer: "senior", AmountFen: > 0 });

    private static string DishesOf(IReadOnlyList<Portion> items) => string.Join('、', items.Select(item => item.Quantity == 1 ? item.Name : $"{item.Name}×{item.Quantity}"));
}
