using System.Globalization;
using ElderCare.Domain.Funding;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.Domain.Meals;

/// <summary>Says in sentences why a rule is for somebody.</summary>
internal static class EntitlementReasons
{
    public static IEnumerable<Bilingual> Of(SubsidyRule rule, string? matched, PersonFacts person, IEnumerable<HeldCategory> held, LocalDate date, DivisionTree divisions)
    {
        if (rule.AgeFrom is > 0 and var age) yield return new($"满 {age} 岁。", $"{age} years or older.");
        if (!string.IsNullOrEmpty(rule.DivisionCode) && matched is not null) yield return Place(rule, matched, person, date, divisions);
        foreach (var category in held.Where(category => rule.Categories?.Contains(category.Category) == true)) yield return Category(category, date);
        if (rule.IsIllustrative()) yield return new("示例规则，不是正式政策。", "An illustrative rule, not an official policy.");
    }

    private static Bilingual Place(SubsidyRule rule, string matched, PersonFacts person, LocalDate date, DivisionTree divisions)
    {
        var name = divisions.NameOf(rule.DivisionCode!) ?? rule.DivisionCode;
        var byHukou = rule.ResidencyBasis != ResidencyBasis.Residence && matched == person.HukouOn(date);
        return byHukou ? new($"户籍在{name}。", $"Registered in {name}.") : new($"常住{name}。", $"Lives in {name}.");
    }

    private static Bilingual Category(HeldCategory category, LocalDate date)
    {
        var name = PriceWords.Of([category.Category]) ?? new(category.Category, category.Category);
        return category.IsPhasingOutOn(date)
            ? new($"{name.Zh}：已于 {Day(category.To!.Value)} 结束，渐退期到 {Day(category.BenefitTo!.Value)}。", $"For: {name.En}; ended on {Day(category.To!.Value)}, in the phase-out period until {Day(category.BenefitTo!.Value)}.")
            : new($"适用于{name.Zh}。", $"For: {name.En}.");
    }

    private static string Day(LocalDate date) => date.ToString("uuuu'-'MM'-'dd", CultureInfo.InvariantCulture);
}
