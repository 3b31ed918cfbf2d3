using ElderCare.Data.Writing;
using ElderCare.Domain.Ledger;
using ElderCare.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.Data.People;

/// <summary>
/// Imports of people: begun, renewed, published by one last row, or broken off and removed. One is open at a time in the whole city,
/// which a unique index guards; whoever works at it holds a lease, and a timer removes what is left when the lease runs out.
/// </summary>
public sealed class SeniorImports(CityDatabase database, CityWriter writer, IClock clock)
{
    /// <summary>The kind of the timer whose subject is an import.</summary>
    public const string TimerKind = "seniorImport.lapse";

    /// <summary>How long an import lives without a sign of life.</summary>
    public static readonly Duration Lease = Duration.FromSeconds(10);

    /// <summary>People whom one unit removes, with some five rows each.</summary>
    private const int RemovedAtOnce = 80;

    /// <summary>How often a unit that had no turn waits for another.</summary>
    private const int MostTurns = 30;

    private static readonly Duration RenewAfter = Duration.FromSeconds(2);

    private const string Renew = """UPDATE "SeniorImports" SET "LeasedUntil" = @p0 WHERE "Id" = @p1 AND "Version" = 0""";

    private const string Publish = """UPDATE "SeniorImports" SET "PublishedAt" = @p0, "OpenSlot" = NULL WHERE "Id" = @p1 AND "Version" = 0 AND "PublishedAt" IS NULL""";

    private const string TakeOver = """UPDATE "SeniorImports" SET "Version" = "Version" + 1, "LeasedUntil" = 0 WHERE "Id" = @p0 AND "PublishedAt" IS NULL AND "LeasedUntil" <= @p1""";

    private const string BreakOff = """UPDATE "SeniorImports" SET "Version" = "Version" + 1, "LeasedUntil" = 0 WHERE "Id" = @p0 AND "PublishedAt" IS NULL""";

    private const string Left = """SELECT "Id" FROM "Seniors" WHERE "ImportId" = @p0 LIMIT @p1""";

    private const string Forget = """DELETE FROM "SeniorImports" WHERE "Id" = @p0 AND "PublishedAt" IS NULL""";

    /// <summary>Opens an import.</summary>
    /// <exception cref="RuleViolation"><c>people.importRunning</c>: another one is open, or what it left is not yet removed.</exception>
    public async Task<OpenImport> Begin(Guid startedBy, CancellationToken ct)
    {
        var id = Guid.CreateVersion7();
        await writer.Commit(Lane.Interactive, unit =>
        {
            var row = new SeniorImportRow { Id = id, StartedBy = startedBy, StartedAt = unit.Now, LeasedUntil = unit.Now + Lease, OpenSlot = SeniorImportRow.Open };
            RuleViolation.ThrowIf(!unit.TryInsert(row), "people.importRunning", "另一份名单正在导入，请过一会儿再试。", "Another file is being imported; try again in a while.");
            unit.Schedule(TimerKind, id.ToString(), unit.Now + Lease);
        }, ct);
        return new(id, clock.GetCurrentInstant());
    }

    /// <summary>Keeps some rows of an open import, in the lane of bulk work, and waits for a turn however busy the city is.</summary>
    /// <exception cref="StaleReadException">The import was taken for dead meanwhile.</exception>
    public async Task<T> Keep<T>(OpenImport import, Func<CityUnit, T> work, CancellationToken ct)
    {
        for (var turn = 1; ; turn++)
        {
            try
            {
                if (clock.GetCurrentInstant() - import.RenewedAt > RenewAfter) await RenewLease(import, ct);
                return await KeepAlive(import, writer.Commit(Lane.Bulk, unit => Keep(unit, import, work), ct), ct);
            }
            catch (WriterBusyException) when (turn < MostTurns)
            {
                // it had no turn and has done nothing
            }
        }
    }

    private static T Keep<T>(CityUnit unit, OpenImport import, Func<CityUnit, T> work)
    {
        if (!unit.Holds(new(VersionedTable.SeniorImports, import.Id, 0))) throw new StaleReadException();
        return work(unit);
    }

    /// <summary>Renews the lease in the meantime, before bulk work: an import that waits is not dead.</summary>
    private async Task<T> KeepAlive<T>(OpenImport import, Task<T> keeping, CancellationToken ct)
    {
        while (await Task.WhenAny(keeping, Task.Delay(RenewAfter.ToTimeSpan(), ct)) != keeping && !ct.IsCancellationRequested)
        {
            await Task.WhenAny(keeping, RenewLease(import, ct));
        }
        return await keeping;
    }

    private Task RenewLease(OpenImport import, CancellationToken ct) => writer.Commit(Lane.Interactive, unit =>
    {
        unit.Sql.Execute(Renew, (unit.Now + Lease).ToUnixTimeTicks(), import.Id);
        unit.AfterCommit(() => import.RenewedAt = unit.Now);
    }, ct);

    /// <summary>Shows everybody whom the import has brought, in the caller's unit.</summary>
    /// <exception cref="StaleReadException">The import was taken for dead meanwhile.</exception>
    public static void Show(CityUnit unit, Guid import)
    {
        if (unit.Sql.Execute(Publish, unit.Now.ToUnixTimeTicks(), import) != 1) throw new StaleReadException();
    }

    /// <summary>Ends an import that has failed; the timer removes what it has brought.</summary>
    public Task End(Guid import, CancellationToken ct) => writer.Commit(Lane.Interactive, unit => unit.Sql.Execute(BreakOff, import), ct);

    /// <summary>Looks after an import whose timer is due; answers when to look again, or null when it is published or gone.</summary>
    /// <param name="import">Which.</param>
    /// <param name="most">Units that may be spent on removing now: other timers wait.</param>
    /// <param name="ct">Stops between units.</param>
    public async Task<Instant?> LookAfter(Guid import, int most, CancellationToken ct)
    {
        using var db = database.Read();
        var row = await db.SeniorImports.SingleOrDefaultAsync(row => row.Id == import, ct);
        if (row is null || row.PublishedAt is not null) return null;
        var now = clock.GetCurrentInstant();
        if (row.LeasedUntil > now) return row.LeasedUntil;
        if (await writer.Commit(Lane.Interactive, unit => unit.Sql.Execute(TakeOver, import, now.ToUnixTimeTicks()), ct) == 0) return now + Lease;
        for (var spent = 0; spent < most; spent++)
        {
            if (await writer.Commit(Lane.Bulk, unit => Remove(unit, import), ct) == 0) return null;
        }
        return now;
    }

    /// <summary>Removes some of whom the import has brought, and in the end the import; answers how many people that were.</summary>
    private static int Remove(CityUnit unit, Guid import)
    {
        var people = unit.Sql.Query(Left, row => row.GetGuid(0), import, RemovedAtOnce);
        foreach (var person in people)
        {
            foreach (var kind in SeniorRows.AccountKinds)
            {
                unit.Sql.Queue("""DELETE FROM "Balances" WHERE "AccountId" = @p0""", LedgerAccount.IdOf(kind, person));
                unit.Sql.Queue("""DELETE FROM "LedgerAccounts" WHERE "Id" = @p0""", LedgerAccount.IdOf(kind, person));
            }
            unit.Sql.Queue("""DELETE FROM "CategoryPeriods" WHERE "SeniorId" = @p0""", person);
            unit.Sql.Queue("""DELETE FROM "Seniors" WHERE "Id" = @p0""", person);
        }
        if (people.Count == 0) unit.Sql.Execute(Forget, import);
        return people.Count;
    }
}
