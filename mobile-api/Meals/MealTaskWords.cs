using ElderCare.Domain.Shared;

namespace ElderCare.MobileApi.Meals;

/// <summary>What staff tell somebody whom no phone reaches. Tasks are read by many: they say nothing of why.</summary>
internal static class MealTaskWords
{
    public static readonly Bilingual Placed = new(
        "订了饭，老人和家人没有登记电话，请当面告诉：凭身份证或卡取餐。", "A meal was ordered and no phone is known; tell the person that a card or ID document fetches it.");

    public static readonly Bilingual Changed = new(
        "订的饭改了，老人和家人没有登记电话，请当面告诉。", "An ordered meal was changed and no phone is known; tell the person.");

    public static readonly Bilingual Cancelled = new(
        "订的饭取消了，老人和家人没有登记电话，请当面告诉。", "An ordered meal was cancelled and no phone is known; tell the person.");

    public static readonly Bilingual NotServed = new(
        "订的饭不能供应，老人没有登记电话，请上门告诉。", "An ordered meal is not served and no phone is known; go and tell the person.");
}
