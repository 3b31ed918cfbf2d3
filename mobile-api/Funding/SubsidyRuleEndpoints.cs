using ElderCare.Data;
using ElderCare.Domain.Access;
using ElderCare.Domain.Funding;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Meals;
using ElderCare.MobileApi.Requests;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.Funding;

internal static class SubsidyRuleEndpoints
{
    private static readonly Role[] Officers = [Role.CityOfficer, Role.DistrictOfficer, Role.StreetOfficer, Role.CommunityWorker, Role.Auditor];

    public static void MapSubsidyRules(this IEndpointRouteBuilder api)
    {
        var rules = api.MapGroup("/subsidy-rules").WithTags("Subsidy rules").For(Officers);
        rules.MapGet("/", List).WithName("ListSubsidyRules").WithSummary("Rules by id; illustrative ones say so in their evidence").Produces<Page<SubsidyRule>>();
        rules.MapPost("/trial", Trial).WithMetadata(new IdempotencyKeyIgnored())
            .WithName("TrySubsidyRules").WithSummary("What a made-up person would pay by given rules, or by the published ones; stores nothing").Produces<MealQuoteView>().ProducesProblem(400).ProducesProblem(409);
    }

    private static async Task<Page<SubsidyRule>> List(CityDatabase database, string? city, string? status, int? limit, string? cursor, CancellationToken ct)
    {
        var page = PageRequest.Of(limit, cursor);
        using var db = database.Read();
        var rules = db.SubsidyRules.AsQueryable();
        if (city is not null) rules = rules.Where(rule => rule.City == city);
        if (status is not null) rules = rules.Where(rule => rule.Status == status);
        if (page.After is { } after) rules = rules.Where(rule => string.Compare(rule.Id, after) > 0);
        var rows = await rules.OrderBy(rule => rule.Id).ThenBy(rule => rule.Version).Take(page.Take).ToListAsync(ct);
        return Page<SubsidyRule>.Of([.. rows.Select(CityFacts.Read)], page, rule => rule.Id);
    }

    private static MealQuoteView Trial(TrialRequest request, CityFacts facts, HttpRequest http)
    {
        var (person, meal) = request.Read();
        var rules = request.Rules is { Count: > 0 } given ? given : facts.PublishedRules;
        var errors = new FieldErrors();
        foreach (var problem in SubsidyRuleValidation.Problems(request.Rules ?? [], trial: true)) errors.Require(false, problem.Field, problem.Message.Zh, problem.Message.En);
        errors.ThrowIfAny();
        var held = HeldSubsidies.ForEveryGroup(request.AlreadySubsidised?.Where(other => other.Date == meal.Date).Select(other => other.Period!.Value) ?? []);
        return MealQuoteView.Of(FundAllocation.AskingNoFund(MealPricing.Price(meal, person, rules, held, facts.Calendar, facts.Divisions)), Language.IsEnglish(http));
    }
}

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

/// <summary>Who eats, made up.</summary>
internal sealed record TrialPerson(LocalDate? BornOn, string? HukouDivision, string? ResidenceDivision, IReadOnlyList<string>? Categories);

/// <summary>What is eaten, made up.</summary>
internal sealed record TrialMeal(
    LocalDate? Date, MealPeriod? Period, long? PriceFen, string? CanteenDivision, IReadOnlyList<string>? DishTags, long? DeliveryFen, int? DistanceMetres);

/// <summary>Another subsidised meal of the same person.</summary>
internal sealed record TrialHeld(LocalDate? Date, MealPeriod? Period);
