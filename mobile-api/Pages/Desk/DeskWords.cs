using System.Globalization;
using ElderCare.Domain.Emergency;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Pages.Look;
using NodaTime;

namespace ElderCare.MobileApi.Pages.Desk;

/// <summary>Emergencies in words.</summary>
internal static class DeskWords
{
    public static string KindOf(this Visitor you, IncidentKind kind) => kind switch
    {
        IncidentKind.Sos => you.Say("一键呼叫", "SOS button"),
        IncidentKind.Fall => you.Say("跌倒", "Fall"),
        IncidentKind.Voice => you.Say("来电求助", "Call for help"),
        IncidentKind.Unidentified => you.Say("不明来源的报警", "Unidentified alarm"),
        IncidentKind.Smoke => you.Say("烟雾", "Smoke"),
        IncidentKind.Gas => you.Say("燃气", "Gas"),
        IncidentKind.Inactivity => you.Say("久无动静", "No sign of life"),
        IncidentKind.Electric => you.Say("电路异常", "Electrical fault"),
        IncidentKind.Tamper => you.Say("设备被摘下或拆动", "Device removed or opened"),
        IncidentKind.Water => you.Say("用水异常", "Water"),
        _ => you.Say("大面积离线", "Many devices silent"),
    };

    public static string StateOf(this Visitor you, IncidentState state) => state switch
    {
        IncidentState.Raised or IncidentState.Offered => you.Say("没人接", "Nobody has it"),
        IncidentState.Claimed => you.Say("处理中", "Taken"),
        IncidentState.Responding => you.Say("有人在去的路上", "Somebody is on the way"),
        IncidentState.OnScene => you.Say("到场了", "On scene"),
        _ => you.Say("已结案", "Closed"),
    };

    public static string OutcomeOf(this Visitor you, IncidentOutcome outcome) => outcome switch
    {
        IncidentOutcome.FalseAlarm => you.Say("误按，说上话了", "False alarm, spoken with"),
        IncidentOutcome.Test => you.Say("试按", "Test"),
        IncidentOutcome.Assisted => you.Say("已帮到", "Helped"),
        IncidentOutcome.Hospitalised => you.Say("送医院", "Taken to hospital"),
        IncidentOutcome.Deceased => you.Say("去世", "Dead"),
        IncidentOutcome.NoAccess => you.Say("进不了门", "No access"),
        _ => you.Say("其他", "Other"),
    };

    public static string NoteOf(this Visitor you, string kind) => kind switch
    {
        "signal" => you.Say("收到信号", "Signal"),
        "takenBack" => you.Say("老人在设备上取消了，仍要说上话", "Taken back at the device; a spoken word is still needed"),
        "claimed" => you.Say("接起", "Taken"),
        "released" => you.Say("退回", "Given back"),
        "contacted" => you.Say("联系", "Contact"),
        "lapsed" => you.Say("没有动静，退回排队", "No sign of the agent; back in the queue"),
        "escalated" => you.Say("没人接，升到第几级：", "Nobody took it; now at level"),
        "familyTold" => you.Say("短信告诉家属，几人：", "Family told by message:"),
        "familyCalled" => you.Say("电话叫家属，几人：", "Family called:"),
        "supervisorsCalled" => you.Say("电话叫值班长，几人：", "Supervisors called:"),
        "respondersCalled" => you.Say("电话叫应急员，几人：", "Responders called:"),
        "responderSent" => you.Say("派出应急员", "Responder sent"),
        "notAnswered" => you.Say("应急员没有答应", "The responder did not answer"),
        "nobodyToSend" => you.Say("没有能派的应急员", "No responder is free"),
        "accepted" => you.Say("应急员出发", "The responder is on the way"),
        "declined" => you.Say("应急员去不了", "The responder cannot go"),
        "onScene" => you.Say("应急员到场", "The responder is there"),
        "breach" => you.Say("超过时限没人接", "Nobody took it in time"),
        "voice" => you.Say("12349 来电", "Call to 12349"),
        "identified" => you.Say("查到是谁", "It is known who it is"),
        "merged" => you.Say("同一个人的另一起求助并了进来", "Another emergency of the same person was joined to it"),
        "joined" => you.Say("并入同一个人的另一起求助", "Joined to another emergency of the same person"),
        "closed" => you.Say("结案", "Closed"),
        _ => kind,
    };

    public static string DispatchOf(this Visitor you, DispatchState state) => state switch
    {
        DispatchState.Sent => you.Say("等答复", "waiting for an answer"),
        DispatchState.Accepted => you.Say("在路上", "on the way"),
        DispatchState.OnScene => you.Say("到场了", "on scene"),
        DispatchState.Declined => you.Say("去不了", "cannot go"),
        DispatchState.Expired => you.Say("没有答应", "did not answer"),
        _ => you.Say("结束", "over"),
    };

    public static string RelationOf(this Visitor you, Relation relation) => relation switch
    {
        Relation.Spouse => you.Say("老伴", "spouse"),
        Relation.Child => you.Say("子女", "child"),
        Relation.ChildInLaw => you.Say("儿媳女婿", "child-in-law"),
        Relation.Grandchild => you.Say("孙辈", "grandchild"),
        Relation.Sibling => you.Say("兄弟姐妹", "sibling"),
        Relation.Relative => you.Say("亲戚", "relative"),
        Relation.Neighbour => you.Say("邻居", "neighbour"),
        Relation.Friend => you.Say("朋友", "friend"),
        Relation.CommunityLiaison => you.Say("村社联络人", "community liaison"),
        _ => you.Say("其他", "other"),
    };

    /// <summary>How somebody manages and lives, as far as it is known; empty when nothing is.</summary>
    public static string BodyOf(this Visitor you, DeskPerson person) => string.Join(you.Say("，", ", "), new[]
    {
        person.SelfCare switch { SelfCareLevel.Disabled => you.Say("失能", "disabled"), SelfCareLevel.SemiDisabled => you.Say("半失能", "partly disabled"), SelfCareLevel.Independent => you.Say("能自理", "manages alone"), _ => null },
        person.Categories.Contains("cognitiveImpairment") ? you.Say("认知障碍", "cognitive impairment") : null,
        person.Living switch
        {
            LivingSituation.Alone => you.Say("一个人住", "lives alone"), LivingSituation.EmptyNest => you.Say("老两口住", "an old couple alone"), LivingSituation.WithFamily => you.Say("和家人住", "lives with family"),
            LivingSituation.LeftBehind => you.Say("子女在外地", "children far away"), LivingSituation.Institution => you.Say("住在机构", "lives in an institution"), _ => null,
        },
    }.OfType<string>());

    /// <summary>37.51000, 122.11000.</summary>
    public static string PlaceOf(this Visitor _, DeskPlace place) => string.Create(CultureInfo.InvariantCulture, $"{place.Latitude:0.00000}, {place.Longitude:0.00000}");

    /// <summary>What a line says beside its kind: codes in words; which other emergency or call is meant is no word for people.</summary>
    public static string? TextOf(this Visitor you, DeskNote note)
    {
        if (note.Text is not { } text || Guid.TryParse(text, out _)) return null;
        var (code, rest) = text.IndexOfAny([' ', ':']) is var end and > 0 ? (text[..end], text[end..]) : (text, "");
        return note.Kind switch
        {
            "signal" when Words<SignalType>.TryRead(code, out var type) && IncidentUrgency.KindOf(type) is { } kind => you.KindOf(kind) + rest.Replace("(delayed)", you.Say("晚到", "late"), StringComparison.Ordinal),
            "closed" when Words<IncidentOutcome>.TryRead(code, out var outcome) => you.OutcomeOf(outcome) + rest,
            _ => text,
        };
    }

    public static string ProtocolOf(this Visitor you, DeviceProtocol protocol) => protocol switch
    {
        DeviceProtocol.Http => you.Say("厂家平台", "maker's platform"),
        DeviceProtocol.Mqtt => "MQTT",
        DeviceProtocol.Dc09 => "DC-09",
        DeviceProtocol.Watch => you.Say("手表", "watch"),
        DeviceProtocol.Gt06 => "GT06",
        _ => "JT/T 808",
    };

    /// <summary>0:38, 12 分, 3 时 5 分.</summary>
    public static string AgeOf(this Visitor you, Duration age) => age.TotalMinutes < 10
        ? $"{(int)age.TotalMinutes}:{age.Seconds:00}"
        : age.TotalHours < 1 ? you.Say($"{(int)age.TotalMinutes} 分", $"{(int)age.TotalMinutes} min") : you.Say($"{(int)age.TotalHours} 时 {age.Minutes} 分", $"{(int)age.TotalHours} h {age.Minutes} min");
}
