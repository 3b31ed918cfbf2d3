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
        var goes = Guid.Parse(timer.Subject);
        using (var db = database.Read())
        {
            if (!await db.Seniors.AnyAsync(senior => senior.Id == goes && senior.MergedInto != null, ct)) return null;
        }
        while (await writer.Commit(Lane.Bulk, unit => MoveSome(unit, goes), ct) == OrderTakeover.Chunk) { }
        return null;
    }

    private int MoveSome(CityUnit unit, Guid goes)
    {
        var into = unit.Db.Seniors.Where(senior => senior.Id == goes).Select(senior => senior.MergedInto).Single()!.Value; // asked each time: the person may have been merged once more
        var (moved, conflicts) = unit.MoveOldest(goes, into);
        var review = new MergeReview();
        review.Keys(conflicts);
        review.Raise(unit, unit.Db.Seniors.AsNoTracking().Single(senior => senior.Id == into), facts);
        return moved;
    }
}
