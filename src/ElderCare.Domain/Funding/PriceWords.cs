using ElderCare.Domain.Shared;

namespace ElderCare.Domain.Funding;

/// <summary>The words of the trade as an old person knows them.</summary>
public static class PriceWords
{
    private static readonly Dictionary<string, Bilingual> CategoryNames = new(StringComparer.Ordinal)
    {
        ["destituteScattered"] = new("特困人员", "destitute person"),
        ["destituteInstitution"] = new("特困人员", "destitute person"),
        ["minimumLivingAllowance"] = new("低保对象", "receiver of the minimum living allowance"),
        ["lowIncomeMargin"] = new("低保边缘家庭", "household just above the minimum living allowance"),
        ["bereavedOnlyChild"] = new("计划生育特殊家庭", "family that lost its only child"),
        ["preferentialTreatment"] = new("优抚对象", "person with preferential treatment"),
        ["disabled"] = new("失能老人", "disabled senior"),
        ["semiDisabled"] = new("半失能老人", "partly disabled senior"),
        ["cognitiveImpairment"] = new("认知障碍老人", "senior with dementia"),
        ["livingAlone"] = new("独居老人", "senior living alone"),
        ["emptyNest"] = new("空巢老人", "senior whose children live elsewhere"),
        ["leftBehind"] = new("留守老人", "senior left behind"),
        ["veteranPartyMember"] = new("老党员", "veteran party member"),
        ["cardHolder"] = new("持助餐卡的老人", "holder of a meal card"),
        ["ruralResident"] = new("农村老人", "rural senior"),
        ["villageMember"] = new("村集体成员", "member of the village"),
        ["listedForCampaign"] = new("活动名单上的老人", "senior on the list of the campaign"),
    };

    /// <summary>The codes of the categories that have a common name.</summary>
    public static IReadOnlyCollection<string> Categories => CategoryNames.Keys;

    /// <summary>The name of a category, or its code when it has no common one.</summary>
    public static Bilingual OfCategory(string code) => CategoryNames.GetValueOrDefault(code, new(code, code));

    /// <summary>Whose money it is.</summary>
    public static Bilingual Of(Payer payer) => payer switch
    {
        Payer.City => new("城市补贴", "the city pays"),
        Payer.District => new("区补贴", "the district pays"),
        Payer.Town => new("镇街补贴", "the town pays"),
        Payer.Charity => new("慈善补贴", "a charity pays"),
        _ => new("您付", "you pay"),
    };

    /// <summary>Which meal of the day.</summary>
    public static Bilingual Of(MealPeriod period) => period switch
    {
        MealPeriod.Breakfast => new("早餐", "breakfast"),
        MealPeriod.Lunch => new("午餐", "lunch"),
        _ => new("晚餐", "dinner"),
    };

    /// <summary>The group of people that a rule is for, without those that have no common name.</summary>
    public static Bilingual? Of(IReadOnlyList<string>? categories)
    {
        var names = (categories ?? []).Where(CategoryNames.ContainsKey).Select(code => CategoryNames[code]).Distinct().ToList();
        if (names.Count == 0) return null;
        return new(string.Join("、", names.Select(name => name.Zh)), string.Join(", ", names.Select(name => name.En)));
    }
}
