using System.Collections.Concurrent;
using ElderCare.Data.Writing;
using ElderCare.Domain.HomeServices;
using NodaTime;

namespace ElderCare.Data.HomeServices;

/// <summary>The visits of a week that somebody has taken, by who comes.</summary>
public sealed class VisitWeek
{
    private readonly ConcurrentDictionary<Guid, PlannedVisit[]> _byWorker = new();
    private readonly Dictionary<Guid, TakenVisit> _known = [];

    internal VisitWeek(Instant from, Instant until) => (From, Until) = (from, until);

    internal Instant From { get; }

    internal Instant Until { get; }

    /// <summary>What a caregiver has taken.</summary>
    public IReadOnlyList<PlannedVisit> Of(Guid worker) => _byWorker.TryGetValue(worker, out var visits) ? visits : [];

    internal void PutAll(IReadOnlyList<TakenVisit> visits)
    {
        foreach (var visit in visits) _known[visit.OrderId] = visit;
        foreach (var worker in visits.SelectMany(visit => visit.Workers, (visit, id) => (id, visit.Visit)).GroupBy(one => one.id, one => one.Visit)) _byWorker[worker.Key] = [.. worker];
    }

    /// <summary>Takes the place of what was known of a visit; one change at a time.</summary>
    internal void Put(TakenVisit visit)
    {
        if (visit.Visit.StartsAt < From || visit.Visit.StartsAt >= Until) return;
        if (_known.Remove(visit.OrderId, out var before))
        {
            foreach (var worker in before.Workers) _byWorker[worker] = [.. _byWorker[worker].Where(one => !ReferenceEquals(one, before.Visit))];
        }
        if (visit.Workers.Count == 0) return;
        _known[visit.OrderId] = visit;
        foreach (var worker in visit.Workers) _byWorker.AddOrUpdate(worker, _ => [visit.Visit], (_, others) => [.. others, visit.Visit]);
    }
}

/// <summary>A visit and who comes.</summary>
/// <param name="OrderId">The visit.</param>
/// <param name="Workers">Nobody when nobody has taken it, or it does not take place.</param>
/// <param name="Visit">Where and when.</param>
internal sealed record TakenVisit(Guid OrderId, IReadOnlyList<Guid> Workers, PlannedVisit Visit)
{
    public static TakenVisit Of(SqlRow row)
    {
        var begins = row.At(6);
        Guid[] workers = row.IsDBNull(1) || row.GetString(8) == nameof(ServiceOrderState.Cancelled) ? [] : row.IsDBNull(2) ? [row.GetGuid(1)] : [row.GetGuid(1), row.GetGuid(2)];
        return new(row.GetGuid(0), workers, new(row.GetGuid(3), new(row.GetDouble(4), row.GetDouble(5)), begins, begins + Duration.FromMinutes(row.GetInt64(7))));
    }
}
