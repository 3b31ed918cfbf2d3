namespace ElderCare.Domain.People;

/// <summary>What proves who a person is. Only the resident identity card has a check digit.</summary>
public enum IdDocumentKind
{
    /// <summary>居民身份证, of GB 11643.</summary>
    ResidentIdCard,

    /// <summary>护照.</summary>
    Passport,

    /// <summary>港澳居民来往内地通行证 or 港澳居民居住证.</summary>
    HongKongMacauPermit,

    /// <summary>台湾居民来往大陆通行证 or 台湾居民居住证.</summary>
    TaiwanPermit,

    /// <summary>外国人永久居留身份证.</summary>
    ForeignResidentCard,
}
