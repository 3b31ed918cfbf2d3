using ElderCare.Data;
using ElderCare.Data.Seeding;
using ElderCare.Data.Writing;
using ElderCare.Domain.Meals;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;

namespace ElderCare.MobileApi.People;

/// <summary>Answers what a person is entitled to today, until when and why.</summary>
internal static class Entitlements
{
    public static async Task<EntitlementsView> Get(Guid id, CityDatabase database, CityWriter writer, CityFacts facts, PeoplePolicy policy, Caller caller, HttpRequest http, CancellationToken ct)
    {
        using var db = database.Read();
        var history = await SeniorHistory.Read(db, id, ct) ?? throw RequestProblem.NotFound();
        var access = SeniorAccess.Of(caller, history.Senior);
        if (!access.MaySee) throw RequestProblem.NotFound();
        if (access.IsTheirSide) access.Demand(FamilyRights.ViewHealth); // why somebody is entitled says what they live on or suffer from
        await writer.RecordRead(caller, access, "senior.entitlementsRead", id, ct);
        var (person, today, english) = (history.Now(), CityClock.DateOf(caller.Now), Language.IsEnglish(http));
        return new(
            id, today, person.HukouOn(today), person.ResidenceOn(today), SuspensionView.Of(person, today, english),
            [.. person.Held(policy.Categories, facts.Divisions).Where(category => category.GivesOn(today))
                .Select(category => new HeldCategoryView(category.Category, category.From, category.To, category.BenefitTo, category.IsPhasingOutOn(today)))],
            [.. MealEntitlement.Of(person, today, facts.Rules.All, policy.Categories, facts.Calendar, facts.Divisions).Select(item => EntitlementView.Of(item, english))]);
    }
}
