using ElderCare.Data;
using ElderCare.Data.Writing;
using ElderCare.Domain.People;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Requests;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.People;

/// <summary>All that was ever recorded of a person.</summary>
internal static class SeniorHistory
{
    /// <summary>Every record, also those no longer believed.</summary>
    public static async Task<Page<FactView>> List(Guid id, CityDatabase database, CityWriter writer, Caller caller, int? limit, string? cursor, CancellationToken ct)
    {
        var page = PageRequest.Of(limit, cursor);
        using var db = database.Read();
        await Demand(db, id, caller, ct);
        await writer.Commit(Lane.Interactive, unit => unit.Record(caller.Actor, "senior.factsRead", id.ToString(), id), ct);
        var after = page.AfterId;
        List<RecordedPeriod> rows = [.. await Page<CategoryPeriod>(), .. await Page<DivisionPeriod>(), .. await Page<Absence>(), .. await Page<Death>()];
        return Requests.Page<FactView>.Of([.. rows.OrderByDescending(row => row.Id).Take(page.Take).Select(FactView.Of)], page, fact => fact.Id.ToString());

        Task<List<T>> Page<T>() where T : RecordedPeriod => db.Set<T>()
            .Where(fact => fact.SeniorId == id && (after == null || fact.Id < after)).OrderByDescending(fact => fact.Id).Take(page.Take).ToListAsync(ct);
    }

    /// <summary>The history of a person, for what is to be decided on it.</summary>
    public static async Task<FactHistory?> Read(CityContext db, Guid seniorId, CancellationToken ct)
    {
        if (await db.Seniors.SingleOrDefaultAsync(senior => senior.Id == seniorId, ct) is not { } senior) return null;
        return new(
            senior,
            await db.CategoryPeriods.Where(period => period.SeniorId == seniorId).OrderBy(period => period.ValidFrom).ToListAsync(ct),
            await db.DivisionPeriods.Where(period => period.SeniorId == seniorId).OrderBy(period => period.ValidFrom).ToListAsync(ct),
            await db.Absences.Where(absence => absence.SeniorId == seniorId).OrderBy(absence => absence.ValidFrom).ToListAsync(ct),
            await db.Deaths.Where(death => death.SeniorId == seniorId).ToListAsync(ct));
    }

    /// <exception cref="RequestProblem">404 for an outsider.</exception>
    private static async Task Demand(CityContext db, Guid seniorId, Caller caller, CancellationToken ct)
    {
        var senior = await db.Seniors.SingleOrDefaultAsync(senior => senior.Id == seniorId, ct);
        if (senior is null || !SeniorAccess.Of(caller, senior).MaySee) throw RequestProblem.NotFound();
    }
}
