using ElderCare.Domain.HomeServices;
using ElderCare.Domain.Shared;

namespace ElderCare.MobileApi.HomeServices;

/// <summary>What people are told about visits.</summary>
internal static class ServiceWords
{
    /// <summary>Why a caregiver may not come.</summary>
    public static Bilingual Of(Unfit why) => why switch
    {
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
