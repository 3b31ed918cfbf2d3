using System.Globalization;
using ElderCare.Domain.Funding;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Funding;
using ElderCare.MobileApi.Meals;
using ElderCare.MobileApi.Pages.Look;
using ElderCare.MobileApi.Requests;
using NodaTime;
using NodaTime.Text;

namespace ElderCare.MobileApi.Pages.Rules;

/// <summary>The form that tries a rule on a made-up person and meal.</summary>
internal sealed class RuleTrialDesk(RuleTrial trial, CityFacts facts, Visitor you)
{
    private const int UsualAge = 75;

    /// <summary>The form as it is opened: somebody whom the rule may cover, at noon tomorrow or on its first day.</summary>
    public TrialForm Blank(SubsidyRule rule)
    {
        var tomorrow = you.Today.PlusDays(1);
        var date = rule.ValidFrom is { } from && from > tomorrow ? from : tomorrow;
        var age = rule.AgeFrom is > 0 and var least ? least : Math.Min(UsualAge, (rule.AgeTo ?? UsualAge + 1) - 1);
        return new()
        {
            BornOn = Text(date.PlusYears(-age)),
            Category = rule.Categories is { Count: > 0 } categories ? categories[0] : "",
            Hukou = rule.DivisionCode ?? "",
            Residence = rule.DivisionCode ?? "",
            Canteen = rule.DivisionCode ?? "",
            Date = Text(date),
            Period = Words<MealPeriod>.Of(rule.Periods is { Count: > 0 } periods ? periods[0] : MealPeriod.Lunch),
            Delivery = rule.AppliesTo == AppliesTo.Delivery ? "5.00" : "0",
            Places = PlacesOf(rule),
        };
    }

    /// <summary>The form with what came out.</summary>
    public TrialForm Try(SubsidyRule rule, IFormCollection form)
    {
        var typed = Typed(rule, form);
        try
        {
            return typed with { Result = ResultOf(trial.Price(RequestOf(rule, typed), you.IsEnglish)) };
        }
        catch (RequestProblem problem) when (problem.Errors.Count > 0)
        {
            return typed with { Errors = problem.Errors.ToDictionary(error => error.Key, error => you.Say(error.Value)) };
        }
        catch (RuleViolation violation)
        {
            return typed with { Errors = new Dictionary<string, string> { ["meal.date"] = you.Say(violation.Reason) } };
        }
    }

    private TrialForm Typed(SubsidyRule rule, IFormCollection form) => new()
    {
        BornOn = form["bornOn"].ToString(),
        Category = form["category"].ToString(),
        Hukou = form["hukou"].ToString(),
        Residence = form["residence"].ToString(),
        Canteen = form["canteen"].ToString(),
        Date = form["date"].ToString(),
        Period = form["period"].ToString(),
        Price = form["price"].ToString(),
        Delivery = form["delivery"].ToString(),
        WithOthers = form["others"] == "yes",
        Places = PlacesOf(rule),
    };

    /// <exception cref="RequestProblem">400 that names every field.</exception>
    private TrialRequest RequestOf(SubsidyRule rule, TrialForm typed)
    {
        var (isBirth, isDay, isPeriod) = (CityDate.TryParse(typed.BornOn, null, out var bornOn), CityDate.TryParse(typed.Date, null, out var date), Words<MealPeriod>.TryRead(typed.Period, out var period));
        var (price, delivery) = (FenOf(typed.Price), FenOf(typed.Delivery));
        new FieldErrors().Require(isBirth, "person.bornOn", "日期要像 1950-01-01 这样写。", "Write the date as 1950-01-01.")
            .Require(isDay, "meal.date", "日期要像 2026-12-01 这样写。", "Write the date as 2026-12-01.").Require(isPeriod, "meal.period", "没有这一餐。", "There is no such meal.")
            .Require(price is not null, "meal.priceFen", "价格要像 15 或者 15.50 这样写，单位是元。", "Write the price in yuan, as 15 or 15.50.")
            .Require(delivery is not null, "meal.deliveryFen", "送餐费要像 5 或者 5.50 这样写，单位是元。", "Write the fee in yuan, as 5 or 5.50.").ThrowIfAny();
        // Whether a draft would pay is asked without its dates: they are set when it is published.
        var alone = rule with { ValidFrom = null, ValidTo = null };
        List<SubsidyRule> rules = [alone, .. typed.WithOthers ? facts.Rules.On(date).Where(other => other.Id != rule.Id) : []];
        return new(
            new(bornOn, NullIfEmpty(typed.Hukou), NullIfEmpty(typed.Residence), typed.Category.Length == 0 ? [] : [typed.Category]),
            new(date, period, price, NullIfEmpty(typed.Canteen), rule.DishTags, delivery, delivery > 0 ? rule.FromMetres ?? 0 : null), [], rules);
    }

    private TrialResult ResultOf(MealQuoteView quote) => new(
        quote.PriceFen, [.. quote.Splits.Select(split => (split.Payer, split.FundId, split.AmountFen))], quote.Explanation);

    /// <summary>The districts of the rule's city, and the rule's own division when it is another.</summary>
    private List<(string Code, string Name)> PlacesOf(SubsidyRule rule)
    {
        var codes = facts.Below(rule.City ?? "").Where(code => code.Length == 6).Order(StringComparer.Ordinal).ToList();
        if (rule.DivisionCode is { } own && !codes.Contains(own)) codes.Insert(0, own);
        return [.. codes.Select(code => (code, facts.Divisions.NameOf(code) ?? code))];
    }

    /// <summary>Yuan with at most two decimals as fen; null when it is not that, or is out of range.</summary>
    private static long? FenOf(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var yuan) && yuan is >= 0 and <= Money.MaximumFen / 100m && decimal.IsInteger(yuan * 100) ? (long)(yuan * 100) : null;

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;

    private static string Text(LocalDate date) => LocalDatePattern.Iso.Format(date);
}
