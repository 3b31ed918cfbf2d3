using ElderCare.Domain.Funding;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Errors;

namespace ElderCare.MobileApi.Funding;

/// <summary>A made-up person and meal, and the rules to try.</summary>
/// <param name="Person">Who eats.</param>
/// <param name="Meal">What is eaten, when and where.</param>
/// <param name="AlreadySubsidised">Other subsidised meals; each counts for every stack group.</param>
/// <param name="Rules">The rules to try; empty is the published ones.</param>
internal sealed record TrialRequest(TrialPerson? Person, TrialMeal? Meal, IReadOnlyList<TrialHeld>? AlreadySubsidised, IReadOnlyList<SubsidyRule>? Rules)
{
    public (Diner Person, MealToPrice Meal) Read()
    {
        var errors = new FieldErrors().Present(Person, "person").Present(Meal, "meal");
        errors.ThrowIfAny();
        errors.Present(Person!.BornOn, "person.bornOn").Present(Meal!.Date, "meal.date").Present(Meal.Period, "meal.period").Present(Meal.PriceFen, "meal.priceFen")
            .Require(Meal.PriceFen is null or (>= 0 and <= Money.MaximumFen), "meal.priceFen", "要 0 到 100000000 分。", "It must be 0 to 100,000,000 fen.")
            .Require(Meal.DeliveryFen is null or (>= 0 and <= Money.MaximumFen), "meal.deliveryFen", "要 0 到 100000000 分。", "It must be 0 to 100,000,000 fen.")
            .Require(Meal.DistanceMetres is null or >= 0, "meal.distanceMetres", "不能小于 0。", "It must not be below 0.")
            .Require(Person.BornOn is null || Meal.Date is null || Person.BornOn <= Meal.Date, "person.bornOn", "不能在用餐日之后。", "It must not be after the meal.");
        for (var i = 0; i < (AlreadySubsidised?.Count ?? 0); i++)
        {
            errors.Present(AlreadySubsidised![i]?.Date, $"alreadySubsidised[{i}].date").Present(AlreadySubsidised[i]?.Period, $"alreadySubsidised[{i}].period");
        }
        for (var i = 0; i < (Rules?.Count ?? 0); i++) errors.Present(Rules![i], $"rules[{i}]");
        errors.ThrowIfAny();
        var person = new Diner(Person.BornOn!.Value, Person.HukouDivision, Person.ResidenceDivision, Person.Categories ?? []);
        var meal = new MealToPrice(Meal.Date!.Value, Meal.Period!.Value, Meal.PriceFen!.Value)
        {
            DeliveryFen = Meal.DeliveryFen ?? 0,
            CanteenDivision = Meal.CanteenDivision,
            DishTags = Meal.DishTags ?? [],
            DistanceMetres = Meal.DistanceMetres,
        };
        return (person, meal);
    }
}
