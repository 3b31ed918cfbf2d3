using ElderCare.Domain.Emergency;
using ElderCare.Domain.Shared;

namespace ElderCare.MobileApi.Emergency;

/// <summary>What the agent asks, by the kind of incident; the first thing is always whether the person can speak.</summary>
internal static class IncidentQuestions
{
    private static readonly Bilingual Awake = new("您听得到我说话吗？", "Can you hear me?");
    private static readonly Bilingual Where = new("您现在在家里哪个位置？门能打开吗？", "Where in your home are you? Can the door be opened?");
    private static readonly Bilingual Alone = new("身边有没有人？", "Is anybody with you?");

    /// <summary>The questions, in the order in which they are asked.</summary>
    public static IReadOnlyList<Bilingual> Of(IncidentKind kind) => kind switch
    {
        IncidentKind.Fall => [Awake, new("摔到哪里了？头有没有碰到？", "Where did you fall? Did you hit your head?"), new("先别动，能慢慢动一下手脚吗？", "Keep still; can you move your hands and feet a little?"), Alone, Where],
        IncidentKind.Smoke => [Awake, new("看到火或烟了吗？马上离开房子，不要回去拿东西。", "Do you see fire or smoke? Leave the house now and take nothing."), new("已经出来了吗？", "Are you outside?"), Alone],
        IncidentKind.Gas => [Awake, new("不要开关电器。能开窗、关总阀、到屋外吗？", "Touch no switch. Can you open a window, close the valve, go outside?"), Alone],
        IncidentKind.Inactivity or IncidentKind.Water => [Awake, new("今天身体怎么样？是不是出门了？", "How are you today? Have you been out?")],
        IncidentKind.Electric => [Awake, new("有没有焦味或火花？先不要碰插座。", "Is there a burnt smell or a spark? Touch no socket."), Alone],
        IncidentKind.Tamper => [Awake, new("设备是您自己拆下来的吗？", "Did you take the device off yourself?")],
        _ => [Awake, new("哪里不舒服？胸口疼不疼？喘得上气吗？", "What is wrong? Does your chest hurt? Can you breathe?"), Alone, Where],
    };
}
