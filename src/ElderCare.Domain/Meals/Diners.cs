using ElderCare.Domain.Funding;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.Domain.Meals;

/// <summary>People as the rules see them at table.</summary>
public static class Diners
{
    /// <summary>The person as they are on a meal's date: where they are registered and live then, and which categories give something then.</summary>
    public static Diner DinerOn(this PersonFacts person, LocalDate date, CategoryPolicy policy, DivisionTree divisions) =>
        new(person.BornOn, person.HukouOn(date), person.ResidenceOn(date), person.CategoriesOn(date, policy, divisions));
}
