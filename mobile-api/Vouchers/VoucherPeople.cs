using ElderCare.Data;
using ElderCare.Domain.People;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.Vouchers;

/// <summary>Reads what is known of many people at once, in the order of their ids.</summary>
internal static class VoucherPeople
{
    /// <summary>The next people after one, with what decides about their vouchers; records that were merged are left out.</summary>
    public static async Task<IReadOnlyList<(Guid Id, PersonFacts Facts)>> Next(CityDatabase database, IReadOnlyList<string>? below, Guid? after, int most, CancellationToken ct)
    {
        using var db = database.Read();
        var seniors = db.Seniors.Where(senior => senior.MergedInto == null);
        if (below is not null) seniors = seniors.Where(senior => below.Contains(senior.ResidenceDivision) || below.Contains(senior.HukouDivision));
        if (after is { } last) seniors = seniors.Where(senior => senior.Id > last);
        var page = await seniors.OrderBy(senior => senior.Id).Take(most).Select(senior => new { senior.Id, senior.BornOn, senior.DiedOn, senior.HukouDivision, senior.ResidenceDivision }).ToListAsync(ct);
        if (page.Count == 0) return [];
        var (from, to) = (page[0].Id, page[^1].Id);
        var categories = await Of(db.CategoryPeriods, from, to).Select(period => new { period.SeniorId, Held = new Dated<string>(period.Category, period.ValidFrom, period.ValidTo) }).ToListAsync(ct);
        var divisions = await Of(db.DivisionPeriods, from, to).Select(period => new { period.SeniorId, period.Basis, Held = new Dated<string>(period.DivisionCode, period.ValidFrom, period.ValidTo) }).ToListAsync(ct);
        var absences = await Of(db.Absences, from, to).Select(absence => new { absence.SeniorId, Held = new Dated<AbsenceKind>(absence.Kind, absence.ValidFrom, absence.ValidTo) }).ToListAsync(ct);
        var (held, hukou, residence, away) = (
            categories.ToLookup(row => row.SeniorId, row => row.Held), divisions.Where(row => row.Basis == DivisionBasis.Hukou).ToLookup(row => row.SeniorId, row => row.Held),
            divisions.Where(row => row.Basis == DivisionBasis.Residence).ToLookup(row => row.SeniorId, row => row.Held), absences.ToLookup(row => row.SeniorId, row => row.Held));
        return [.. page.Select(senior => (senior.Id, new PersonFacts
        {
            BornOn = senior.BornOn,
            DiedOn = senior.DiedOn,
            HukouDivision = senior.HukouDivision,
            ResidenceDivision = senior.ResidenceDivision,
            Categories = [.. held[senior.Id]],
            Hukou = [.. hukou[senior.Id]],
            Residence = [.. residence[senior.Id]],
            Absences = [.. away[senior.Id]],
        }))];
    }

    private static IQueryable<T> Of<T>(IQueryable<T> facts, Guid from, Guid to) where T : RecordedPeriod =>
        facts.Where(fact => fact.SupersededAt == null && fact.SeniorId >= from && fact.SeniorId <= to).OrderBy(fact => fact.ValidFrom);
}
