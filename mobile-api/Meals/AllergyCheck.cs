using ElderCare.Data.Meals;
using ElderCare.Domain.Meals;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;

namespace ElderCare.MobileApi.Meals;

/// <summary>
/// What a senior is allergic to is not ordered, unless somebody answers for it with a reason and their name: staff who order for
/// the senior, or family who may view health. The senior alone cannot: a slip of the finger must not end in hospital.
/// </summary>
internal static class AllergyCheck
{
    /// <summary>Who answers for the allergens in a wish; null when there are none.</summary>
    /// <exception cref="RuleViolation"><c>meals.allergen</c> when nobody does.</exception>
    /// <exception cref="RequestProblem">403 when the caller may not.</exception>
    public static AllergyOverride? Of(MealWish wish, MenuRow menu, DinerRow diner, SeniorAccess access, Caller caller)
    {
        if (diner.Allergies.Count == 0) return null;
        var found = wish.Items.Select((item, i) => (i, Dish: menu.Dishes.FirstOrDefault(dish => dish.Id == item.DishId)))
            .Select(item => (item.i, item.Dish, Allergens: FoodWords.Meeting(item.Dish?.Allergens ?? [], diner.Allergies))).Where(item => item.Allergens.Count > 0).ToList();
        if (found.Count == 0) return null;
        if (wish.OverrideReason is not { } reason)
        {
            var (i, dish, _) = found[0];
            throw new RuleViolation("meals.allergen", new($"{dish!.Name}里有登记过敏的东西，不能选。", $"{dish.Name} contains something that the person is known to be allergic to."), $"items[{i}].dishId");
        }
        ThrowUnlessMayOverride(access, caller, diner.Id);
        return new([.. found.SelectMany(item => item.Allergens).Distinct()], reason, caller.AccountId, caller.Account.Name);
    }

    private static void ThrowUnlessMayOverride(SeniorAccess access, Caller caller, Guid seniorId)
    {
        if (!access.IsTheirSide) return;
        access.Demand(FamilyRights.ViewHealth);
        if (caller.Account.SeniorId != seniorId) return;
        throw new RequestProblem(403, "meals.overrideNotAllowed", new(
            "有登记过敏的东西，自己不能订。请打 12349，或者请家人、食堂帮忙订。", "It contains what you are allergic to. Call 12349, or ask your family or the canteen to order it."));
    }
}
