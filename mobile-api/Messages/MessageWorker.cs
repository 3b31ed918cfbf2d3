using ElderCare.Data;
using ElderCare.Data.Privacy;
using ElderCare.Data.Writing;
using ElderCare.Integrations.Messaging;
using ElderCare.MobileApi.Setup;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.Messages;

/// <summary>
/// Hands due messages to their providers, each by one node at a time: taking one moves it on in time, so that another node takes
/// it over if this one dies. A channel without a provider keeps its messages.
/// </summary>
internal sealed class MessageWorker(
    CityDatabase database, CityWriter writer, FieldCipher cipher, IClock clock, IEnumerable<IMessageProvider> providers, Readiness readiness, ILogger<MessageWorker> log) : BackgroundService
{
    private const int MostAtOnce = 50;
    private const int MostTries = 8;
    private const int Parallel = 8;
    private static readonly Duration Lease = Duration.FromMinutes(1);
    private static readonly Duration FirstRetry = Duration.FromSeconds(5);
    private static readonly Duration LongestRetry = Duration.FromMinutes(30);
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);
    private readonly Dictionary<string, IMessageProvider> _providers = providers.ToDictionary(provider => provider.Channel);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var tick = new PeriodicTimer(LookAgain);
        try
        {
            await readiness.Prepared.WaitAsync(stoppingToken);
            do
            {
                while (await LookForWork(stoppingToken) == MostAtOnce) { }
            }
            while (await tick.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // the program stops; what was taken and not sent becomes due again
        }
    }

    /// <summary>Sends what is due now; answers how many messages that were.</summary>
    public async Task<int> SendDue(CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var channels = _providers.Keys.ToList();
        List<MessageRow> due;
        using (var db = database.Read())
        {
            due = await db.Messages.Where(message => message.SentAt == null && message.FailedAt == null && message.DueAt <= now && channels.Contains(message.Channel))
                .OrderBy(message => message.DueAt).Take(MostAtOnce).ToListAsync(ct);
        }
        await System.Threading.Tasks.Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = ct }, async (message, stop) =>
        {
            if (await Claim(message, stop)) await Send(message, stop);
        });
        return due.Count;
    }

    // A worker that ended with an exception would take the program with it: a database that is away for a while must not.
    private async Task<int> LookForWork(CancellationToken ct)
    {
        try
        {
            return await SendDue(ct);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            log.LogError(fault, "Messages could not be looked for");
            return 0;
        }
    }

    private Task<bool> Claim(MessageRow message, CancellationToken ct) => writer.Commit(Lane.Interactive, unit => unit.Sql.Execute(
        """
        UPDATE "Messages" SET "DueAt" = @p0, "Attempts" = "Attempts" + 1
        WHERE "Id" = @p1 AND "Attempts" = @p2 AND "DueAt" <= @p3 AND "SentAt" IS NULL AND "FailedAt" IS NULL
        """, (unit.Now + Lease).ToUnixTimeTicks(), message.Id, message.Attempts, unit.Now.ToUnixTimeTicks()) == 1, ct);

    private async Task Send(MessageRow message, CancellationToken ct)
    {
        var tries = message.Attempts + 1;
        try
        {
            var reference = await _providers[message.Channel].Send(cipher.Decrypt(message.ToCipher), cipher.Decrypt(message.TextCipher), message.Id, ct);
            await Set(message, """UPDATE "Messages" SET "SentAt" = @p2, "ProviderReference" = @p3 WHERE "Id" = @p0 AND "Attempts" = @p1""", tries, clock.GetCurrentInstant(), reference);
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            // The fault itself may quote the message; its kind is enough to find out why.
            log.LogWarning("Message {Id} by {Channel} was not taken at try {Try}: {Fault}", message.Id, message.Channel, tries, fault.GetType().Name);
            await GiveUpOrRetry(message, tries);
        }
    }

    private Task GiveUpOrRetry(MessageRow message, int tries)
    {
        var now = clock.GetCurrentInstant();
        if (tries >= MostTries) return Set(message, """UPDATE "Messages" SET "FailedAt" = @p2 WHERE "Id" = @p0 AND "Attempts" = @p1 AND "SentAt" IS NULL""", tries, now);
        var wait = FirstRetry * Math.Pow(3, tries - 1);
        return Set(message, """UPDATE "Messages" SET "DueAt" = @p2 WHERE "Id" = @p0 AND "Attempts" = @p1 AND "SentAt" IS NULL""", tries, now + (wait < LongestRetry ? wait : LongestRetry));
    }

    // The number of the try is the lease: who took the message over since then has the say. The outcome is kept also while stopping.
    private Task Set(MessageRow message, string sql, int tries, Instant at, params object?[] more) =>
        writer.Commit(Lane.Interactive, unit => unit.Sql.Execute(sql, [message.Id, tries, at.ToUnixTimeTicks(), .. more]));
}
