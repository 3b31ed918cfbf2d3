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

    public static readonly Bilingual CalledOff = new(
        "有订的饭取消了，老人和家人没有登记电话，请告诉。", "Ordered meals were called off and no phone is known; tell the person.");

    public static readonly Bilingual OrderAgain = new(
        "先前取消的饭还没有重新订，老人和家人没有登记电话，请去问还要不要订。", "Meals that were called off have not been ordered again and no phone is known; ask the person whether they are wanted.");

    public static readonly Bilingual StandingBegun = new(
        "办理了长期订餐，老人和家人没有登记电话，请当面告诉：凭身份证或卡取餐。", "A standing order began and no phone is known; tell the person that a card or ID document fetches the meals.");

    public static readonly Bilingual StandingChanged = new(
        "长期订餐有变动，老人和家人没有登记电话，请当面告诉。", "A standing order was changed, paused, resumed or ended and no phone is known; tell the person.");

    public static readonly Bilingual StandingSkipped = new(
        "长期订餐有饭没有订上，老人和家人没有登记电话，请当面告诉。", "Meals of a standing order could not be ordered and no phone is known; tell the person.");

    public static readonly Bilingual NotServed = new(
        "订的饭不能供应，老人没有登记电话，请上门告诉。", "An ordered meal is not served and no phone is known; go and tell the person.");
}
