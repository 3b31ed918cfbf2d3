using ElderCare.Data.Writing;
using ElderCare.MobileApi.People;

namespace ElderCare.MobileApi.Meals;

/// <summary>What staff have still to tell somebody of an order.</summary>
internal static class MealTelling
{
    /// <summary>Ends what is still to be told of an order that is no more: that it was placed, or changed.</summary>
    /// <param name="unit">The change that ends the order.</param>
    /// <param name="orderId">The order.</param>
    /// <param name="division">Where its person lives.</param>
    /// <param name="facts">Whom the tasks' event reaches.</param>
    public static void EndTelling(this CityUnit unit, Guid orderId, string division, CityFacts facts) =>
        unit.EndTelling(orderId, division, MealTaskWords.Placed.Zh, MealTaskWords.Changed.Zh, "订餐已取消，不用再告诉。", facts);

    /// <summary>Ends what is still to be told of a standing order's meals that could not be ordered, because they are ordered after all.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="standingOrderId">The standing order.</param>
    /// <param name="division">Where its person lives.</param>
    /// <param name="facts">Whom the tasks' event reaches.</param>
    public static void EndTellingSkipped(this CityUnit unit, Guid standingOrderId, string division, CityFacts facts) =>
        unit.EndTelling(standingOrderId, division, MealTaskWords.StandingSkipped.Zh, MealTaskWords.StandingSkipped.Zh, "后来订上了，不用再告诉。", facts);
}
