using ElderCare.Data;
using ElderCare.Data.Writing;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.Timers;

/// <summary>Runs timers that are due, each by one node at a time: a lease says whose it is, and runs out if that node dies.</summary>
internal sealed class TimerWorker(CityDatabase database, CityWriter writer, IClock clock, IEnumerable<ITimerHandler> handlers, ILogger<TimerWorker> log) : BackgroundService
{
    private const int MostAtOnce = 50;
    private static readonly Duration Lease = Duration.FromSeconds(30);
    private static readonly Duration LongestRetry = Duration.FromMinutes(10);
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);
    private readonly Dictionary<string, ITimerHandler> _handlers = handlers.ToDictionary(handler => handler.Kind);
    private readonly string _node = $"{Environment.MachineName}-{Environment.ProcessId}-{Guid.NewGuid():N}";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var tick = new PeriodicTimer(LookAgain);
        try
        {
            do
            {
                while (await RunDue(stoppingToken) == MostAtOnce) { }
            }
            while (await tick.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // the program stops; leases run out and another node takes over
        }
    }

    /// <summary>Runs what is due now; answers how many timers that were.</summary>
    public async Task<int> RunDue(CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        List<TimerRow> due;
        using (var db = database.Read())
        {
            due = await db.Timers.Where(timer => timer.DueAt <= now && (timer.LeasedUntil == null || timer.LeasedUntil < now))
                .OrderBy(timer => timer.DueAt).Take(MostAtOnce).ToListAsync(ct);
        }
        foreach (var timer in due)
        {
            if (_handlers.TryGetValue(timer.Kind, out var handler) && await Claim(timer, ct)) await Run(handler, timer, ct);
        }
        return due.Count;
    }

    private Task<bool> Claim(TimerRow timer, CancellationToken ct) => writer.Commit(Lane.Interactive, unit => unit.Sql.Execute(
        """
        UPDATE "Timers" SET "Owner" = @p0, "LeasedUntil" = @p1, "Attempts" = "Attempts" + 1
        WHERE "Id" = @p2 AND "DueAt" <= @p3 AND ("LeasedUntil" IS NULL OR "LeasedUntil" < @p3)
        """, _node, (unit.Now + Lease).ToUnixTimeTicks(), timer.Id, unit.Now.ToUnixTimeTicks()) == 1, ct);

    private async Task Run(ITimerHandler handler, TimerRow timer, CancellationToken ct)
    {
        Instant? again;
        try
        {
            again = await handler.Run(timer, ct);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            log.LogError(fault, "Timer {Kind} failed at attempt {Attempt}", timer.Kind, timer.Attempts + 1);
            var wait = Duration.FromSeconds(Math.Pow(2, Math.Min(timer.Attempts, 10)));
            again = clock.GetCurrentInstant() + (wait < LongestRetry ? wait : LongestRetry);
        }
        await writer.Commit(Lane.Interactive, unit => again is { } next
            ? unit.Sql.Execute("""UPDATE "Timers" SET "DueAt" = @p0, "Owner" = NULL, "LeasedUntil" = NULL WHERE "Id" = @p1 AND "Owner" = @p2""", next.ToUnixTimeTicks(), timer.Id, _node)
            : unit.Sql.Execute("""DELETE FROM "Timers" WHERE "Id" = @p0 AND "Owner" = @p1""", timer.Id, _node), ct);
    }
}
