using System.Collections.Concurrent;
using ElderCare.Data;
using NodaTime;

namespace ElderCare.MobileApi.Access;

/// <summary>Which sign-ins have not been ended, kept in memory: an end in this process is seen at once, one on another node within seconds.</summary>
internal sealed class LiveSignIns(CityDatabase database, IClock clock)
{
    /// <summary>More than a city has signed in at once; beyond it everything is read anew.</summary>
    private const int Most = 200_000;
    private const string HasLiveToken = """SELECT COUNT(*) FROM "SignInSessions" WHERE "FamilyId" = @p0 AND "EndedAt" IS NULL""";
    private static readonly Duration Freshness = Duration.FromSeconds(5);
    private readonly ConcurrentDictionary<Guid, (bool IsLive, Instant ReadAt)> _known = new();
    private int _changes;

    /// <summary>Whether the sign-in still has a refresh token that was not ended.</summary>
    public bool Has(Guid signIn)
    {
        var now = clock.GetCurrentInstant();
        if (_known.TryGetValue(signIn, out var known) && (database.IsSqlite || now < known.ReadAt + Freshness)) return known.IsLive;
        var before = Volatile.Read(ref _changes);
        var live = database.Read(sql => sql.Query(HasLiveToken, row => row.GetInt64(0), signIn))[0] > 0;
        if (_known.Count >= Most) _known.Clear();
        _known[signIn] = (live, now);
        if (before != Volatile.Read(ref _changes)) _known.TryRemove(signIn, out _); // an end came while it was read
        return live;
    }

    /// <summary>Forgets a sign-in after a change.</summary>
    public void Forget(Guid signIn)
    {
        Interlocked.Increment(ref _changes);
        _known.TryRemove(signIn, out _);
    }
}
