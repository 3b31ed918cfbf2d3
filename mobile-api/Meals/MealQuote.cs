using ElderCare.Data.Meals;
using ElderCare.Domain.Funding;
using ElderCare.Domain.Meals;
using ElderCare.MobileApi.Access;

namespace ElderCare.MobileApi.Meals;

/// <summary>A wish that may be ordered, with everything that its price was made from.</summary>
internal sealed record PricedWish(
    MealWish Wish, SeniorAccess Access, DinerRow Diner, bool InHardship, CanteenRow Canteen, MenuRow Menu,
    IReadOnlyList<Portion> Portions, PricedMeal Priced, RulesInForce Rules, IReadOnlyList<(HeldKey Key, int Slot)> Claims, Predicate<string> MayPay, AllergyOverride? AllergyOverride);

/// <summary>What a meal would cost, and why.</summary>
/// <param name="PriceFen">Dishes and delivery.</param>
/// <param name="DeliveryFen">The part that is for bringing it.</param>
/// <param name="SubsidyFen">What others pay.</param>
/// <param name="SelfPayFen">What the senior pays.</param>
/// <param name="Splits">Who pays which part; sums to the price, the senior's line last.</param>
/// <param name="Explanation">Why, in the caller's language.</param>
internal sealed record MealQuoteView(
    long PriceFen, long DeliveryFen, long SubsidyFen, long SelfPayFen, IReadOnlyList<OrderSplit> Splits, IReadOnlyList<string> Explanation)
{
    /// <param name="meal">The meal with who pays what.</param>
    /// <param name="seesReasons">Whether the caller may know by which rules, see <see cref="MealOrderView.SeesReasons"/>.</param>
    /// <param name="english">The language of the explanation.</param>
    public static MealQuoteView Of(AllocatedMeal meal, bool seesReasons, bool english) => new(
        meal.PriceFen, meal.Priced.DeliveryFen, meal.SubsidyFen, meal.SelfPayFen,
        [.. OrderSplit.Of(meal, RulesInForce.None).Select(split => seesReasons ? split : split with { RuleId = null })],
        [.. PriceExplanation.Explain(meal).Take(seesReasons ? int.MaxValue : 1).Select(sentence => sentence.In(english))]);
}
