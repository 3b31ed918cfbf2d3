using ElderCare.Domain.Shared;

namespace ElderCare.Domain.Funding;

/// <summary>The one place where a price is shared by the rules: for quotes, orders, tills and trials.</summary>
public static class MealPricing
{
    /// <summary>
    /// Prices the meal: the best rule of each stack group, the groups added, the sum cut to its ceiling, for the dishes and for
    /// the delivery apart; throws <see cref="RuleViolation"/> <c>calendar.yearMissing</c> when a matching rule names day kinds
    /// in a year that the calendar lacks.
    /// </summary>
    public static PricedMeal Price(
        MealToPrice meal, Diner diner, IReadOnlyList<SubsidyRule> rules, HeldSubsidies held, WorkCalendar calendar, DivisionTree divisions)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(meal.DishesFen);
        ArgumentOutOfRangeException.ThrowIfNegative(meal.DeliveryFen);
        var match = new RuleMatch(meal, diner, held, calendar, divisions);
        var dishes = PartOf(AppliesTo.Meal, meal.DishesFen, meal, rules, held, match, divisions);
        var delivery = PartOf(AppliesTo.Delivery, meal.DeliveryFen, meal, rules, held, match, divisions);
        return new()
        {
            Meal = meal,
            AgeYears = Age.On(diner.BornOn, meal.Date),
            PriceFen = meal.DishesFen + meal.DeliveryFen,
            DeliveryFen = meal.DeliveryFen,
            Lines = [.. dishes.Lines, .. delivery.Lines],
            Winners = [.. dishes.Winners, .. delivery.Winners],
            ExcludedByKey = [.. dishes.Excluded, .. delivery.Excluded],
            CutFen = dishes.CutFen + delivery.CutFen,
            CalendarIsProvisional = calendar.IsProvisional(meal.Date.Year),
        };
    }

    private static PricedPart PartOf(
        AppliesTo appliesTo, long priceFen, MealToPrice meal, IReadOnlyList<SubsidyRule> rules, HeldSubsidies held, RuleMatch match, DivisionTree divisions)
    {
        if (priceFen == 0) return PricedPart.Nothing;
        var offers = rules.Where(rule => match.Matches(rule, appliesTo))
            .Select(rule => RuleOffer.Of(rule, appliesTo, priceFen, meal, OwnDistrictFund(rule), divisions));
        return PricedPart.Of(offers, priceFen, offer => offer.Rule.PeriodsHeld(meal.Period).Any(period => held.Holds(offer.Rule.Group(), period)));

        string? OwnDistrictFund(SubsidyRule rule) =>
            meal.ResolveOwnDistrict && match.MatchedDivision(rule) is { } matched ? $"fund-{divisions.DistrictOf(matched) ?? matched}-meals" : null;
    }
}
