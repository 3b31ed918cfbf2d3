using ElderCare.Domain.Funding;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Meals;

namespace ElderCare.MobileApi.Funding;

/// <summary>Prices a made-up meal by the function that prices orders; asks no fund and stores nothing.</summary>
internal sealed class RuleTrial(CityFacts facts)
{
    /// <exception cref="RequestProblem">400 that names every field.</exception>
    public MealQuoteView Price(TrialRequest request, bool english)
    {
        var (person, meal) = request.Read();
        var rules = request.Rules is { Count: > 0 } given ? given : facts.Rules.All;
        var errors = new FieldErrors();
        foreach (var problem in SubsidyRuleValidation.Problems(request.Rules ?? [], trial: true)) errors.Require(false, problem.Field, problem.Message.Zh, problem.Message.En);
        errors.ThrowIfAny();
        var held = HeldSubsidies.ForEveryGroup(request.AlreadySubsidised?.Where(other => other.Date == meal.Date).Select(other => other.Period!.Value) ?? []);
        return MealQuoteView.Of(FundAllocation.AskingNoFund(MealPricing.Price(meal, person, rules, held, facts.Calendar, facts.Divisions)), seesReasons: true, english);
    }
}
