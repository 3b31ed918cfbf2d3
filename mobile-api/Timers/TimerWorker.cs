using ElderCare.Data;
using ElderCare.Data.Writing;
using ElderCare.MobileApi.Setup;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.Timers;

/// <summary>Runs timers that are due, each by one node at a time: a lease says whose it is, and runs out if that node dies.</summary>
internal sealed class TimerWorker(CityDatabase database, CityWriter writer, IClock clock, IEnumerable<ITimerHandler> handlers, Readiness readiness, ILogger<TimerWorker> log) : BackgroundService
{
    private const int MostAtOnce = 200;
    private const int MostTogether = 16;
    private static readonly Duration Lease = Duration.FromSeconds(30);
    private static readonly Duration LongestRetry = Duration.FromMinutes(10);
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);
    private readonly Dictionary<string, ITimerHandler> _handlers = handlers.ToDictionary(handler => handler.Kind);
    private readonly string _node = NodeName.OfThisProcess();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var tick = new PeriodicTimer(LookAgain);
        try
        {
            await readiness.Prepared.WaitAsync(stoppingToken);
            await TryReleaseDead(stoppingToken);
            do
            {
                while (await TryRunDue(stoppingToken) == MostAtOnce) { }
            }
            while (await tick.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // the program stops; leases run out and another node takes over
        }
    }

    /// <summary>Takes back at once what a program on this machine held that is gone: an escalation need not wait for a dead one's lease to run out.</summary>
    private async Task TryReleaseDead(CancellationToken ct)
    {
        try
        {
            List<string?> owners;
            using (var db = database.Read()) owners = await db.Timers.Where(timer => timer.LeasedUntil != null && timer.Owner != null).Select(timer => timer.Owner).Distinct().ToListAsync(ct);
            foreach (var dead in owners.Where(owner => NodeName.IsGone(owner!)))
            {
                await writer.Commit(Lane.Interactive, unit => unit.Sql.Execute("""UPDATE "Timers" SET "Owner" = NULL, "LeasedUntil" = NULL WHERE "Owner" = @p0""", dead), ct);
            }
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            log.LogWarning(fault, "What a dead program held could not be looked for; its leases run out");
        }
    }

    private async Task<int> TryRunDue(CancellationToken ct)
    {
        try
        {
            return await RunDue(ct);
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            log.LogWarning(fault, "Timers could not be run; they are tried again");
            return 0;
        }
    }

    /// <summary>Runs what is due now; answers how many timers that were.</summary>
    public async Task<int> RunDue(CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var kinds = _handlers.Keys.ToList();
        List<TimerRow> due;
        using (var db = database.Read())
        {
            due = await db.Timers.Where(timer => kinds.Contains(timer.Kind) && timer.DueAt <= now && (timer.LeasedUntil == null || timer.LeasedUntil < now))
                .OrderBy(timer => timer.DueAt).Take(MostAtOnce).ToListAsync(ct);
        }
        // Together: each waits for commits, and those of all are one.
        await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = MostTogether, CancellationToken = ct }, async (timer, stop) =>
        {
            if (await Claim(timer, stop)) await Run(_handlers[timer.Kind], timer, stop);
        });
        return due.Count;
    }

    private Task<bool> Claim(TimerRow timer, CancellationToken ct) => writer.Commit(Lane.Interactive, unit => unit.Sql.Execute(
        """
        UPDATE "Timers" SET "Owner" = @p0, "LeasedUntil" = @p1, "Attempts" = "Attempts" + 1
        WHERE "Id" = @p2 AND "DueAt" <= @p3 AND ("LeasedUntil" IS NULL OR "LeasedUntil" < @p3)
        """, _node, (unit.Now + Lease).ToUnixTimeTicks(), timer.Id, unit.Now.ToUnixTimeTicks()) == 1, ct);

    private async Task Run(ITimerHandler handler, TimerRow timer, CancellationToken ct)
    {
        try
        {
            await End(timer, await handler.Run(timer, ct), attempts: 0, ct);
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            log.LogError(fault, "Timer {Kind} failed at attempt {Attempt}", timer.Kind, timer.Attempts + 1);
            var wait = Duration.FromSeconds(Math.Pow(2, Math.Min(timer.Attempts, 10)));
            await End(timer, clock.GetCurrentInstant() + (wait < LongestRetry ? wait : LongestRetry), timer.Attempts + 1, ct);
        }
    }

    private Task End(TimerRow timer, Instant? again, int attempts, CancellationToken ct) => writer.Commit(Lane.Interactive, unit => again is { } next
        ? unit.Sql.Execute(Again, next.ToUnixTimeTicks(), attempts, timer.Id, _node, timer.DueAt.ToUnixTimeTicks())
        : unit.Sql.Execute("""DELETE FROM "Timers" WHERE "Id" = @p0 AND "Owner" = @p1 AND "DueAt" = @p2""", timer.Id, _node, timer.DueAt.ToUnixTimeTicks()) == 1 ? 1
        : unit.Sql.Execute(Again, 0L, attempts, timer.Id, _node, timer.DueAt.ToUnixTimeTicks()), ct);

    // Somebody may have set it anew while it ran: then what they set holds.
    private const string Again =
        """
        UPDATE "Timers" SET "DueAt" = CASE WHEN "DueAt" = @p4 THEN @p0 ELSE "DueAt" END, "Attempts" = @p1, "Owner" = NULL, "LeasedUntil" = NULL
        WHERE "Id" = @p2 AND "Owner" = @p3
        """;
}
