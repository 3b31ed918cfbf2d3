using ElderCare.Domain.People;

namespace ElderCare.MobileApi.People.Import;

/// <summary>The words of enums as offices write them in their lists.</summary>
internal static class ChineseWords
{
    public static readonly IReadOnlyDictionary<string, IdDocumentKind> Documents = new Dictionary<string, IdDocumentKind>
    {
        ["身份证"] = IdDocumentKind.ResidentIdCard,
        ["居民身份证"] = IdDocumentKind.ResidentIdCard,
        ["护照"] = IdDocumentKind.Passport,
        ["港澳居民来往内地通行证"] = IdDocumentKind.HongKongMacauPermit,
        ["港澳居民居住证"] = IdDocumentKind.HongKongMacauPermit,
        ["台湾居民来往大陆通行证"] = IdDocumentKind.TaiwanPermit,
        ["台湾居民居住证"] = IdDocumentKind.TaiwanPermit,
        ["外国人永久居留身份证"] = IdDocumentKind.ForeignResidentCard,
    };

    public static readonly IReadOnlyDictionary<string, Sex> Sexes = new Dictionary<string, Sex> { ["女"] = Sex.Female, ["男"] = Sex.Male };

    public static readonly IReadOnlyDictionary<string, SelfCareLevel> SelfCare = new Dictionary<string, SelfCareLevel>
    {
        ["自理"] = SelfCareLevel.Independent,
        ["半失能"] = SelfCareLevel.SemiDisabled,
        ["失能"] = SelfCareLevel.Disabled,
    };

    public static readonly IReadOnlyDictionary<string, LivingSituation> Living = new Dictionary<string, LivingSituation>
    {
        ["与家人同住"] = LivingSituation.WithFamily,
        ["独居"] = LivingSituation.Alone,
        ["空巢"] = LivingSituation.EmptyNest,
        ["留守"] = LivingSituation.LeftBehind,
        ["养老机构"] = LivingSituation.Institution,
    };
}
