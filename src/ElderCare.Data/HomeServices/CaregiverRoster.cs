using System.Collections.Concurrent;
using ElderCare.Data.Writing;
using ElderCare.Domain.HomeServices;
using NodaTime;

namespace ElderCare.Data.HomeServices;

/// <summary>
/// All caregivers with their leaves, and who may serve where: thousands of rows that every visit asks for. One of whom a change is
/// told is read again at once; everything, places and ratings with it, twice a minute while it is asked for. What is decided on it
/// is only whom to ask: the unit that asks looks whether they are on duty, and the one in which they accept whether they may come.
/// </summary>
public sealed class CaregiverRoster(CityDatabase database, CityWriter writer, IClock clock)
{
    /// <summary>An event between nodes: what dispatch asks about a caregiver has changed; nobody else is addressed.</summary>
    public const string Changed = "caregiver.changed";

    private static readonly Duration ReadAgainAfter = Duration.FromSeconds(30);
    private static readonly Duration StaleAfter = Duration.FromMinutes(1);
    private readonly ConcurrentDictionary<Guid, byte> _doubted = new();
    private readonly Lock _reading = new();
    private volatile Roster? _now;
    private Instant _readAt;
    private int _isReadingAgain;

    /// <summary>Has a caregiver be read again before anything else is decided.</summary>
    public void Doubt(Guid caregiver)
    {
        if (_now is not null) _doubted[caregiver] = 0;
    }

    /// <summary>Caregivers and contracts as they are.</summary>
    public Roster Now()
    {
        var now = clock.GetCurrentInstant();
        lock (_reading)
        {
            try
            {
                if (_now is null || now - _readAt >= StaleAfter) ReadAll(now);
                else ReadDoubted(_now);
            }
            catch
            {
                _now = null; // what could not be read must not pass for unchanged
                throw;
            }
            if (now - _readAt >= ReadAgainAfter && Interlocked.Exchange(ref _isReadingAgain, 1) == 0) _ = Task.Run(ReadAgain);
            return _now!;
        }
    }

    private void ReadAgain()
    {
        try
        {
            lock (_reading) ReadAll(clock.GetCurrentInstant());
        }
        catch (System.Data.Common.DbException)
        {
            // whoever decides next reads it, and is told of the fault
        }
        finally
        {
            Volatile.Write(ref _isReadingAgain, 0);
        }
    }

    private void ReadAll(Instant now)
    {
        _doubted.Clear();
        _now ??= Roster.Empty; // from here on doubts are kept
        var (caregivers, leaves, contracts) = (writer.Inserts.FormOf(typeof(Caregiver)), writer.Inserts.FormOf(typeof(CaregiverLeave)), writer.Inserts.FormOf(typeof(ProviderContract)));
        _now = database.Read(sql =>
        {
            var away = sql.Query(leaves.Select, row => (CaregiverLeave)leaves.RowOf(row)).ToLookup(leave => leave.CaregiverId);
            var serving = sql.Query($"""{contracts.Select}WHERE "ProviderId" IN (SELECT "Id" FROM "ServiceProviders" WHERE "IsActive")""", row => (ProviderContract)contracts.RowOf(row));
            return new Roster(sql.Query(caregivers.Select, row => (Caregiver)caregivers.RowOf(row)).Select(one => new RosterEntry(one, [.. away[one.Id]])), serving);
        });
        _readAt = now;
    }

    private void ReadDoubted(Roster roster)
    {
        foreach (var id in _doubted.Keys)
        {
            _doubted.TryRemove(id, out _); // first: who changes while they are read is doubted again
            var (caregivers, leaves) = (writer.Inserts.FormOf(typeof(Caregiver)), writer.Inserts.FormOf(typeof(CaregiverLeave)));
            database.Read(sql =>
            {
                var away = sql.Query($"""{leaves.Select}WHERE "CaregiverId" = @p0""", row => (CaregiverLeave)leaves.RowOf(row), id);
                foreach (var one in sql.Query($"""{caregivers.Select}WHERE "Id" = @p0""", row => (Caregiver)caregivers.RowOf(row), id)) roster.Put(new(one, away));
                return true;
            });
        }
    }
}
