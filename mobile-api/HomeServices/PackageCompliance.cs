using ElderCare.Data;
using ElderCare.Domain.HomeServices;
using ElderCare.Domain.Meals;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Requests;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.HomeServices;

/// <summary>
/// Whether what a package promises was done: meals that were handed over and visits that were served, whoever booked them, for people
/// whose plans carry it. A day counts when a plan ran on it and the person lived and was not away.
/// </summary>
internal sealed class PackageCompliance(CityDatabase database, CityFacts facts)
{
    private const int MostDays = 92;
    private const int PeopleAtOnce = 500;
    private static readonly ServiceOrderState[] Served = [ServiceOrderState.Completed, ServiceOrderState.Confirmed, ServiceOrderState.Settled];

    /// <summary>The report of the people of the caller's division, by their ids; with the first page the sum of all of them.</summary>
    public async Task<ComplianceView> Of(Guid packageId, LocalDate? from, LocalDate? to, Caller caller, bool english, int? limit, string? cursor, CancellationToken ct)
    {
        var (page, today) = (PageRequest.Of(limit, cursor), CityClock.DateOf(caller.Now));
        new FieldErrors().Present(from, "from").Present(to, "to").Require(to is null || to >= from, "to", "不能早于开始那天。", "It must not be before the first day.")
            .Require(from is null || to is null || Period.DaysBetween(from.Value, to.Value) < MostDays, "to", $"最多 {MostDays} 天。", $"{MostDays} days at most.").ThrowIfAny();
        var last = to!.Value < today ? to.Value : today.PlusDays(-1); // what is not over is not judged
        using var db = database.Read();
        var package = await db.CarePackages.AsNoTracking().SingleOrDefaultAsync(row => row.Id == packageId, ct) ?? throw RequestProblem.NotFound();
        var names = await db.ServiceItems.AsNoTracking().ToDictionaryAsync(item => item.Code, item => english ? item.NameEn : item.NameZh, ct);
        names[CareMinimum.Meal] = english ? "Meal" : "用餐";
        var people = await PeopleOf(db, package, caller, page.AfterId, ct);
        var shown = new List<PersonComplianceView>();
        var totals = page.AfterId is null ? package.Minimums.Select(_ => (Due: 0, Met: 0)).ToArray() : null;
        foreach (var some in (totals is null ? people.Take(page.Take) : people).Chunk(PeopleAtOnce))
        {
            foreach (var person in await Judge(db, package, some, from!.Value, last, names, ct))
            {
                for (var i = 0; i < totals?.Length; i++) totals[i] = (totals[i].Due + person.Minimums[i].Due, totals[i].Met + person.Minimums[i].Met);
                if (shown.Count < page.Take) shown.Add(person);
            }
        }
        var cut = Page<PersonComplianceView>.Of(shown, page, person => person.SeniorId.ToString());
        return new(
            package.Id, package.Code, english ? package.NameEn : package.NameZh, from!.Value, last, totals is null ? null : people.Count,
            totals is null ? null : [.. package.Minimums.Select((minimum, i) => new TotalComplianceView(minimum.What, names.GetValueOrDefault(minimum.What, minimum.What), minimum.Times, minimum.Per, totals[i].Due, totals[i].Met))],
            cut.Items, cut.NextCursor);
    }

    private async Task<List<Guid>> PeopleOf(CityContext db, CarePackage package, Caller caller, Guid? after, CancellationToken ct)
    {
        var below = caller.Account.DivisionCode is { } division ? facts.Below(division) : [];
        var people = db.ServicePlans.Where(plan => plan.PackageId == package.Id && db.Seniors.Any(senior => senior.Id == plan.SeniorId && (below.Contains(senior.ResidenceDivision) || below.Contains(senior.HukouDivision))));
        if (after is { } id) people = people.Where(plan => plan.SeniorId > id);
        return await people.Select(plan => plan.SeniorId).Distinct().OrderBy(senior => senior).ToListAsync(ct);
    }

    private static async Task<IReadOnlyList<PersonComplianceView>> Judge(CityContext db, CarePackage package, Guid[] people, LocalDate first, LocalDate last, IReadOnlyDictionary<string, string> names, CancellationToken ct)
    {
        var seniors = await db.Seniors.AsNoTracking().Where(senior => people.Contains(senior.Id)).ToDictionaryAsync(senior => senior.Id, ct);
        var plans = (await db.ServicePlans.AsNoTracking().Where(plan => plan.PackageId == package.Id && people.Contains(plan.SeniorId)).ToListAsync(ct)).ToLookup(plan => plan.SeniorId);
        var absences = (await db.Absences.AsNoTracking().Where(absence => people.Contains(absence.SeniorId) && absence.SupersededAt == null && absence.ValidFrom <= last && (absence.ValidTo == null || absence.ValidTo > first)).ToListAsync(ct)).ToLookup(absence => absence.SeniorId);
        var done = await Done(db, package, people, first, last, ct);
        return [.. people.Where(seniors.ContainsKey).Select(id => new PersonComplianceView(id, Masking.Name(seniors[id].Name), [.. package.Minimums.Select(minimum =>
        {
            var kept = minimum.Judge(first, last, Counts, day => done.GetValueOrDefault((id, minimum.What, day)));
            return new MinimumComplianceView(minimum.What, names.GetValueOrDefault(minimum.What, minimum.What), minimum.Times, minimum.Per, kept.Due, kept.Met, kept.Unmet);
            bool Counts(LocalDate day) => !seniors[id].IsDeadOn(day) && plans[id].Any(plan => plan.RanOn(day)) && !absences[id].Any(absence => absence.HoldsOn(day));
        })]))];
    }

    /// <summary>How often something was done for somebody on a day.</summary>
    private static async Task<IReadOnlyDictionary<(Guid Senior, string What, LocalDate Day), int>> Done(CityContext db, CarePackage package, Guid[] people, LocalDate first, LocalDate last, CancellationToken ct)
    {
        var done = new Dictionary<(Guid, string, LocalDate), int>();
        if (package.Minimums.Any(minimum => minimum.What == CareMinimum.Meal))
        {
            var meals = await db.MealOrders.AsNoTracking().Where(order => people.Contains(order.SeniorId) && order.ServedOn >= first && order.ServedOn <= last && order.State == MealOrderState.Fulfilled)
                .Select(order => new { order.SeniorId, order.ServedOn }).ToListAsync(ct);
            foreach (var meal in meals) Count(meal.SeniorId, CareMinimum.Meal, meal.ServedOn);
        }
        var (from, until) = (CityClock.At(first, LocalTime.Midnight), CityClock.EndOf(last));
        var visits = await db.ServiceOrders.AsNoTracking().Where(order => people.Contains(order.SeniorId) && order.StartsAt >= from && order.StartsAt < until && Served.Contains(order.State) && order.PaidMinutes > 0)
            .Join(db.ServiceItems, order => order.ServiceItemId, item => item.Id, (order, item) => new { order.SeniorId, order.StartsAt, item.Code }).ToListAsync(ct);
        foreach (var visit in visits) Count(visit.SeniorId, visit.Code, CityClock.DateOf(visit.StartsAt));
        return done;

        void Count(Guid senior, string what, LocalDate day) => done[(senior, what, day)] = done.GetValueOrDefault((senior, what, day)) + 1;
    }
}

/// <summary>Whether what a package promises was done.</summary>
/// <param name="To">The last day that is judged: yesterday at most.</param>
/// <param name="People">How many there are; with the first page only.</param>
/// <param name="Totals">Of all of them; with the first page only.</param>
/// <param name="Items">By person.</param>
/// <param name="NextCursor">What to send as <c>cursor</c> for the next page; null at the end.</param>
internal sealed record ComplianceView(
    Guid PackageId, string Code, string Name, LocalDate From, LocalDate To, int? People, IReadOnlyList<TotalComplianceView>? Totals, IReadOnlyList<PersonComplianceView> Items, string? NextCursor);

/// <summary>How often a promise was kept to everybody.</summary>
/// <param name="Due">Days or weeks in which something was owed, of all people together.</param>
/// <param name="Met">Those in which it was done.</param>
internal sealed record TotalComplianceView(string What, string Name, int Times, MinimumPeriod Per, int Due, int Met);

/// <summary>Whether the promises to one person were kept.</summary>
/// <param name="SeniorName">Masked.</param>
internal sealed record PersonComplianceView(Guid SeniorId, string SeniorName, IReadOnlyList<MinimumComplianceView> Minimums);

/// <summary>How often a promise to one person was kept.</summary>
/// <param name="Due">Days or weeks in which something was owed.</param>
/// <param name="Met">Those in which it was done.</param>
/// <param name="Unmet">The days on which it was not, or the Mondays of the weeks.</param>
internal sealed record MinimumComplianceView(string What, string Name, int Times, MinimumPeriod Per, int Due, int Met, IReadOnlyList<LocalDate> Unmet);
