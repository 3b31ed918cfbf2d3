using ElderCare.Data;
using ElderCare.Data.Writing;
using ElderCare.MobileApi.Timers;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.People;

/// <summary>
/// Moves the long past of a merged record, 250 orders with their keys at a time; what still matters was moved when the records were merged. Each
/// order is with one of the two records at every moment.
/// </summary>
internal sealed class MergedHistory(CityDatabase database, CityWriter writer, CityFacts facts) : ITimerHandler
{
    /// <inheritdoc cref="ITimerHandler.Kind"/>
    public const string TimerKind = "senior.merged";

    public string Kind => TimerKind;

    public async Task<Instant?> Run(TimerRow timer, CancellationToken ct)
    {
        await Complete(Guid.Parse(timer.Subject), ct);
        return null;
    }

    /// <summary>The record that stands for a person, once it has all that records merged into it had.</summary>
    public async Task<Guid> Settle(Guid seniorId, CancellationToken ct)
    {
        using var db = database.Read();
        var stands = await db.Seniors.Where(senior => senior.Id == seniorId).Select(senior => senior.MergedInto).SingleAsync(ct) ?? seniorId;
        foreach (var goes in await db.Seniors.Where(senior => senior.MergedInto == stands).Select(senior => senior.Id).ToListAsync(ct)) await Complete(goes, ct);
        return stands;
    }

    private async Task Complete(Guid goes, CancellationToken ct)
    {
        while (await writer.Commit(Lane.Bulk, unit => MoveSome(unit, goes), ct) == OrderTakeover.Chunk) { }
    }

    private int MoveSome(CityUnit unit, Guid goes)
    {
        unit.Sql.Execute(SeniorRecords.OneByOne, goes); // its own record may be merged once more just now
        if (unit.Db.Seniors.Where(senior => senior.Id == goes).Select(senior => senior.MergedInto).Single() is not { } into) return 0;
        var (moved, conflicts) = unit.MoveOldest(goes, into);
        var review = new MergeReview();
        review.Keys(conflicts);
        review.Raise(unit, unit.Db.Seniors.AsNoTracking().Single(senior => senior.Id == into), facts);
        return moved;
    }
}
