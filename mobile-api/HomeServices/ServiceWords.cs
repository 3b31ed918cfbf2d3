using ElderCare.Domain.HomeServices;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.People;
using NodaTime;

namespace ElderCare.MobileApi.HomeServices;

/// <summary>What people are told about visits.</summary>
internal static class ServiceWords
{
    /// <summary>What staff tell whom no phone reaches when nobody was found for a visit.</summary>
    public static readonly Bilingual TellNobodyFound = new(
        "约好的上门服务没有找到护理员，已取消；老人和家人没有登记电话，请当面告诉。", "Nobody was found for a visit, which is called off, and no phone is known; tell the person.");

    /// <summary>What a caregiver and their provider are told when poor ratings suspend them.</summary>
    public static readonly Bilingual Suspended = new("因多次差评，暂停派单，等主管部门核实。", "Suspended after several poor ratings, until officers have looked into them.");

    /// <summary>What staff tell whom no phone reaches when a visit is called off because the person is away.</summary>
    public static readonly Bilingual TellAway = new("约好的上门服务因登记不在家已取消；老人和家人没有登记电话，请当面告诉。", "A visit is called off because the person is recorded as away, and no phone is known; tell the person.");

    /// <summary>What a message says of a visit that is called off because the person is away; whether it is a hospital is nobody's business.</summary>
    public static string Away(string seniorName, LocalDateTime begin, string service) =>
        $"{RecurringWords.Sender}{Masking.Name(seniorName)}登记不在家，{begin.Month}月{begin.Day}日{begin.Hour}:{begin.Minute:00}的{service}已取消，时长券已退回。回来后可以再约，或者打12349。";

    /// <summary>What a message says of a visit for which nobody was found.</summary>
    public static string NobodyFound(string seniorName, LocalDateTime begin, string service) =>
        $"{RecurringWords.Sender}{Masking.Name(seniorName)}{begin.Month}月{begin.Day}日{begin.Hour}:{begin.Minute:00}的{service}没有找到护理员，已取消，时长券已退回。对不起。可以另约，或者打12349。";

    /// <summary>Why a caregiver may not come.</summary>
    public static Bilingual Of(Unfit why) => why switch
    {
        Unfit.Suspended => new("护理员因差评暂停派单，等主管部门核实。", "The caregiver is suspended for poor ratings until officers have looked into them."),
        Unfit.OffDuty => new("护理员没有上班。", "The caregiver is off duty."),
        Unfit.NoContract => new("服务商在这里没有合同。", "The provider has no contract here."),
        Unfit.OutOfArea => new("不在护理员的服务区域。", "It is outside the caregiver's area."),
        Unfit.NotCertified => new("护理员没有需要的证书，或证书已过期。", "The caregiver lacks the certificate, or it has expired."),
        Unfit.OutsideHours => new("不在护理员的工作时间。", "It is outside the caregiver's hours."),
        Unfit.OnLeave => new("护理员那天请假。", "The caregiver is on leave on that day."),
        Unfit.OtherSex => new("老人要求另一性别的护理员。", "The person asked for a caregiver of the other sex."),
        Unfit.Barred => new("不再派这位护理员去这位老人家。", "The caregiver is not sent to this person any more."),
        Unfit.NoTime => new("护理员那时有别的服务，或来不及赶到。", "The caregiver has another visit then, or too little time to get there."),
        Unfit.TooManyHours => new("护理员那天的工时已满。", "The caregiver would work too long on that day."),
        _ => throw new ArgumentOutOfRangeException(nameof(why), why, null),
    };
}
