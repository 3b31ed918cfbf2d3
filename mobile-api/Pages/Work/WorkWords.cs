using System.Globalization;
using ElderCare.Domain.HomeServices;
using ElderCare.MobileApi.Pages.Look;

namespace ElderCare.MobileApi.Pages.Work;

/// <summary>A caregiver's visits in words.</summary>
internal static class WorkWords
{
    /// <summary>How far a visit is, with its icon and tone.</summary>
    public static (string Words, string Icon, string Tone) StateOf(this Visitor you, WorkVisit visit) => visit.State switch
    {
        _ when visit.IsShort => (you.Say("等第二位", "Waits for a second"), "clock", "warn"),
        ServiceOrderState.Accepted => (you.Say("已接", "Taken"), "check", "ok"),
        ServiceOrderState.EnRoute => (you.Say("在路上", "On the way"), "clock", "info"),
        ServiceOrderState.InService => (you.Say("服务中", "Under way"), "clock", "info"),
        ServiceOrderState.Completed => (you.Say("做完了，等确认", "Done, to be confirmed"), "check", "info"),
        ServiceOrderState.Confirmed or ServiceOrderState.Settled => (you.Say("已确认", "Confirmed"), "check", "ok"),
        ServiceOrderState.Disputed => (you.Say("在核实", "Being looked into"), "alert", "warn"),
        ServiceOrderState.Cancelled => (you.Say("已取消", "Cancelled"), "stop", "warn"),
        _ => (you.Say("在找人", "Somebody is looked for"), "clock", "info"),
    };

    /// <summary>An address that maps of phones open.</summary>
    public static string MapOf(WorkVisit visit)
    {
        var place = string.Create(CultureInfo.InvariantCulture, $"{visit.Latitude:0.000000},{visit.Longitude:0.000000}");
        return $"geo:{place}?q={place}";
    }
}
