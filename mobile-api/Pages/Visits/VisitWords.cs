using System.Globalization;
using ElderCare.Domain.HomeServices;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.HomeServices;
using ElderCare.MobileApi.Pages.Look;
using NodaTime;

namespace ElderCare.MobileApi.Pages.Visits;

/// <summary>Visits at home in words.</summary>
internal static class VisitWords
{
    private const string Weekdays = "一二三四五六日";

    /// <summary>How far a visit is, with its icon and tone.</summary>
    public static (string Words, string Icon, string Tone) StateOf(this Visitor you, VisitState state) => state.Now switch
    {
        ServiceOrderState.Requested or ServiceOrderState.Offered => (you.Say("正在找护理员", "Looking for a caregiver"), "clock", "info"),
        ServiceOrderState.Unfilled => (you.Say("还没有人接，12349 在帮您找", "Nobody yet; 12349 is looking"), "alert", "warn"),
        ServiceOrderState.Accepted => (you.Say($"{state.WorkerName}会来", $"{state.WorkerName} will come"), "check", "ok"),
        ServiceOrderState.EnRoute => (you.Say($"{state.WorkerName}在路上了", $"{state.WorkerName} is on the way"), "clock", "info"),
        ServiceOrderState.InService => (you.Say($"{state.WorkerName}正在服务", $"{state.WorkerName} is there"), "clock", "info"),
        ServiceOrderState.Completed => (you.Say("做完了，请您确认", "Done; please confirm"), "check", "warn"),
        ServiceOrderState.Confirmed or ServiceOrderState.Settled => (you.Say("做完了，已确认", "Done and confirmed"), "check", "ok"),
        ServiceOrderState.Disputed => (you.Say("正在核实", "Being looked into"), "clock", "warn"),
        _ => (state.Reason == "nobodyHome" ? you.Say("没有人应门，没有服务", "Nobody opened; it did not take place") : you.Say("已取消", "Cancelled"), "stop", "warn"),
    };

    /// <summary>12 小时 30 分.</summary>
    public static string MinutesOf(this Visitor you, long minutes) => (minutes / 60, minutes % 60) switch
    {
        (0, var rest) => you.Say($"{rest} 分钟", $"{rest} min"),
        (var hours, 0) => you.Say($"{hours} 小时", $"{hours} h"),
        var (hours, rest) => you.Say($"{hours} 小时 {rest} 分", $"{hours} h {rest} min"),
    };

    /// <summary>明天 9:00 到 10:00.</summary>
    public static string SpanOf(this Visitor you, Instant from, Instant until)
    {
        var day = you.DayOf(CityClock.DateOf(from));
        return you.Say($"{day} {you.TimeOf(from)} 到 {you.TimeOf(until)}", $"{day}, {you.TimeOf(from)} to {you.TimeOf(until)}");
    }

    /// <summary>30.00 元一小时.</summary>
    public static string PriceOf(this Visitor you, ServiceItem item) => item.Unit == ServiceUnit.Job
        ? you.Say($"{you.Yuan(item.PriceFen)}一次", $"{you.Yuan(item.PriceFen)} each time")
        : you.Say($"{you.Yuan(item.PriceFen)}一小时", $"{you.Yuan(item.PriceFen)} an hour");

    /// <summary>What a service takes of an hour voucher.</summary>
    public static string VoucherOf(this Visitor you, ServiceItem item) => item.Unit == ServiceUnit.Job
        ? you.Say($"时长券抵 {you.MinutesOf(item.JobMinutes)}", $"or {you.MinutesOf(item.JobMinutes)} of the voucher")
        : you.Say("时长券按分钟抵", "or the voucher, by the minute");

    /// <summary>每周二 9:30 助洁，1 小时.</summary>
    public static string WeeklyOf(this Visitor you, PlanSlot slot, string service) => you.Say(
        $"每周{Weekdays[slot.Weekday - 1]} {TimeToChoose(slot.At)} {service}，{you.MinutesOf(slot.Minutes)}",
        $"{service}, {(IsoDayOfWeek)slot.Weekday}s {TimeToChoose(slot.At)}, {you.MinutesOf(slot.Minutes)}");

    /// <summary>Why a visit of a weekly plan is not booked.</summary>
    public static string WhyNot(this Visitor you, string? reason) => reason switch
    {
        "vouchers.notEnough" => you.Say("没有约上：时长券不够", "Not booked: too few minutes on the vouchers"),
        CallOffVisits.Absent => you.Say("没有约上：登记不在家", "Not booked: recorded as away"),
        "services.overlaps" => you.Say("没有约上：这段时间约了别的", "Not booked: another visit is at that time"),
        _ => you.Say("没有约上，请打 12349", "Not booked; call 12349"),
    };

    public static string SexOf(this Visitor you, Sex? sex) => sex switch
    {
        Sex.Female => you.Say("要女护理员", "A woman"),
        Sex.Male => you.Say("要男护理员", "A man"),
        _ => you.Say("男女都可以", "Man or woman"),
    };

    /// <summary>What so many stars mean.</summary>
    public static string StarsOf(this Visitor you, int stars) => stars switch
    {
        5 => you.Say("很好", "Very good"),
        4 => you.Say("好", "Good"),
        3 => you.Say("还可以", "Fair"),
        2 => you.Say("不太好", "Not so good"),
        _ => you.Say("很不好", "Bad"),
    };

    /// <summary>明天 11月24日 星期二, as a form offers it.</summary>
    public static string DayToChoose(this Visitor you, LocalDate date) => Period.DaysBetween(you.Today, date) <= 2
        ? $"{you.DayOf(date)} {you.DateOf(date)}"
        : you.DateOf(date);

    /// <summary>9:00.</summary>
    public static string TimeToChoose(LocalTime time) => time.ToString("H:mm", CultureInfo.InvariantCulture);
}
