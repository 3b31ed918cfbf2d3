using ElderCare.Data;
using ElderCare.Data.Reviews;
using ElderCare.Data.Writing;
using ElderCare.Domain.Reviews;
using ElderCare.Domain.Shared;
using ElderCare.Domain.Tasks;
using ElderCare.MobileApi.Tasks;
using ElderCare.MobileApi.Timers;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.Reviews;

/// <summary>Each night: scores the visits of the last weeks beside each other and has people look at those that are doubtful, each once.</summary>
internal sealed class ScoreVisits(CityDatabase database, CityWriter writer, CityFacts facts, ReviewPolicy policy, IClock clock) : ITimerHandler
{
    /// <inheritdoc cref="ITimerHandler.Kind"/>
    public const string TimerKind = "reviews.score";

    private const int TogetherAtMost = 100;
    private static readonly LocalTime Night = new(3, 0);

    public string Kind => TimerKind;

    public async Task<Instant?> Run(TimerRow timer, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        foreach (var some in (await Doubtful(now, ct)).Chunk(TogetherAtMost)) await writer.Commit(Lane.Bulk, unit => Queue(unit, some), ct);
        return NextAfter(now);
    }

    /// <summary>The next night.</summary>
    public static Instant NextAfter(Instant now) => CityClock.At(CityClock.DateOf(now).PlusDays(1), Night);

    private async Task<IReadOnlyList<(TruthScore Score, Guid Order, Guid Senior, string Division)>> Doubtful(Instant now, CancellationToken ct)
    {
        using var db = database.Read();
        var reviewed = await VisitRecords.Between(db, now - Duration.FromDays(policy.Limits.LookBackDays), now, ct);
        var flagged = TruthScoring.Score(reviewed, policy).Visits.Where(score => score.IsFlagged).ToDictionary(score => Guid.Parse(score.Id));
        var known = (await db.VisitReviews.Where(review => flagged.Keys.Contains(review.OrderId)).Select(review => review.OrderId).ToListAsync(ct)).ToHashSet();
        var orders = await db.ServiceOrders.Where(order => flagged.Keys.Contains(order.Id)).Select(order => new { order.Id, order.SeniorId, order.DivisionCode }).ToListAsync(ct);
        return [.. orders.Where(order => !known.Contains(order.Id)).OrderBy(order => order.Id).Select(order => (flagged[order.Id], order.Id, order.SeniorId, order.DivisionCode))];
    }

    private void Queue(CityUnit unit, IEnumerable<(TruthScore Score, Guid Order, Guid Senior, string Division)> doubtful)
    {
        foreach (var (score, order, senior, division) in doubtful)
        {
            if (!unit.TryInsert(new VisitReview { OrderId = order, Score = score.Score, Reasons = score.Reasons, ScoredAt = unit.Now })) continue;
            unit.Record("system", "visitReview.queued", $"{order}", senior);
            unit.Raise(TaskKind.Review, division, $"{order}", senior, "一次上门服务有疑点，请核实。", "A visit is doubtful; look into it.", facts);
        }
    }
}
