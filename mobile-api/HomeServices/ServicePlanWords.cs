using ElderCare.Domain.HomeServices;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.People;
using NodaTime;

namespace ElderCare.MobileApi.HomeServices;

/// <summary>What a message about a weekly plan says. In Chinese, as all messages to phones; names are masked.</summary>
internal static class ServicePlanWords
{
    /// <summary>What staff tell whom no phone reaches when one begins.</summary>
    public static readonly Bilingual TellBegun = new(
        "办理了每周上门服务，老人和家人没有登记电话，请当面告诉。", "A weekly plan of visits began and no phone is known; tell the person.");

    /// <summary>What staff tell when one is changed.</summary>
    public static readonly Bilingual TellChanged = new(
        "每周上门服务有变动，老人和家人没有登记电话，请当面告诉。", "A weekly plan of visits was changed, paused, resumed or ended and no phone is known; tell the person.");

    /// <summary>What staff tell when visits could not be booked.</summary>
    public static readonly Bilingual TellSkipped = new(
        "每周上门服务有一次没有约上，老人和家人没有登记电话，请当面告诉。", "A visit of a weekly plan could not be booked and no phone is known; tell the person.");

    /// <summary>Why somebody is away is not said.</summary>
    public static readonly Bilingual Away = new(
        "登记不在家，回来前不上门。回来了请告诉社区，或者打 12349。", "The person is recorded as away; nobody comes until they are back.");

    /// <summary>Nobody stands for the plan any more.</summary>
    public static readonly RuleViolation NoOrderer = new("servicePlans.ordererGone", new(
        "替您约的账号已经停用，或者不再有授权。请重新办理，或者打 12349。", "The account that ordered is disabled or no longer allowed to. Order anew, or call 12349."));

    public static string Begun(ServicePlan plan, string seniorName, IReadOnlyDictionary<Guid, string> services, string by) =>
        $"{RecurringWords.Sender}已为{Masking.Name(seniorName)}办理每周上门服务：{PlanOf(plan, services)}。{by}{RecurringWords.Objection}";

    public static string Changed(ServicePlan plan, string seniorName, IReadOnlyDictionary<Guid, string> services) =>
        $"{RecurringWords.Sender}{Masking.Name(seniorName)}的每周上门服务已改：{PlanOf(plan, services)}。{RecurringWords.Objection}";

    public static string Paused(ServicePlan plan, string seniorName) =>
        $"{RecurringWords.Sender}{Masking.Name(seniorName)}的每周上门服务{RecurringWords.PauseOf(plan, "不上门")}。这几天约好的已取消（马上要开始的除外），时长券已退回。{RecurringWords.Objection}";

    public static string Resumed(ServicePlan plan, string seniorName, IReadOnlyDictionary<Guid, string> services) =>
        $"{RecurringWords.Sender}{Masking.Name(seniorName)}的每周上门服务已恢复：{PlanOf(plan, services)}。{RecurringWords.Objection}";

    public static string Ended(string seniorName) =>
        $"{RecurringWords.Sender}{Masking.Name(seniorName)}的每周上门服务已停止，约好的已取消（马上要开始的除外），时长券已退回。{RecurringWords.Objection}";

    public static string Skipped(string seniorName, LocalDate date, LocalTime at, string service, Bilingual why) =>
        $"{RecurringWords.Sender}{Masking.Name(seniorName)}的每周上门服务，{date.Month}月{date.Day}日 {at:H:mm} 的{service}没有约上：{why.Zh}";

    private static string PlanOf(ServicePlan plan, IReadOnlyDictionary<Guid, string> services)
    {
        var visits = plan.Slots.GroupBy(slot => (slot.At, slot.ServiceItemId)).OrderBy(same => same.Key.At)
            .Select(same => $"{RecurringWords.DaysOf([.. same.Select(slot => slot.Weekday).Order()])} {same.Key.At:H:mm} {services[same.Key.ServiceItemId]}");
        return $"{string.Join('；', visits)}，{RecurringWords.SpanOf(plan)}";
    }
}
