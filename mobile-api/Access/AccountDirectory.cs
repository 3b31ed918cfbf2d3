using System.Collections.Concurrent;
using ElderCare.Data;
using ElderCare.Data.Writing;
using ElderCare.Domain.Access;
using ElderCare.Domain.People;
using ElderCare.MobileApi.Realtime;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.Access;

/// <summary>Accounts and their links as they are now, kept in memory; a change in this process is seen at once, one on another node when its feed gets there.</summary>
internal sealed class AccountDirectory(CityDatabase database, IClock clock)
{
    /// <summary>An event between nodes: nobody else is addressed.</summary>
    public const string Changed = "account.changed";
    private static readonly Duration Freshness = Duration.FromSeconds(5);
    private readonly ConcurrentDictionary<Guid, Entry> _entries = new();
    private int _version;

    /// <summary>Counts up when anything here may have changed: who holds a view of an account looks again.</summary>
    public int Version => Volatile.Read(ref _version);

    /// <summary>The account with its family links, or null.</summary>
    public (Account Account, IReadOnlyList<FamilyLink> Links)? Find(Guid accountId)
    {
        var now = clock.GetCurrentInstant();
        if (_entries.TryGetValue(accountId, out var entry) && (database.IsSqlite || now < entry.ReadAt + Freshness)) return (entry.Account, entry.Links);
        var before = Version;
        using var db = database.Read();
        if (db.Accounts.SingleOrDefault(account => account.Id == accountId) is not { } found) return null;
        var links = db.FamilyLinks.Where(link => link.AccountId == accountId).ToList();
        _entries[accountId] = new(found, links, now);
        if (before != Version) _entries.TryRemove(accountId, out _); // a change came while it was read: what was read may be of before
        return (found, links);
    }

    /// <summary>Has every node forget an account once a change of it is committed.</summary>
    public void ForgetAfter(CityUnit unit, Guid accountId)
    {
        unit.AfterCommit(() => Forget(accountId));
        unit.Tell(Changed, accountId.ToString(), new { }, [Audiences.Nodes]);
    }

    /// <summary>Forgets an account after a change. Counted before and after: a reader in between is told to look again.</summary>
    public void Forget(Guid accountId)
    {
        Interlocked.Increment(ref _version);
        _entries.TryRemove(accountId, out _);
        Interlocked.Increment(ref _version);
    }

    private sealed record Entry(Account Account, IReadOnlyList<FamilyLink> Links, Instant ReadAt);
}
