using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using System.Text.Json;
using ElderCare.Data.Feed;
using ElderCare.Data.Ledger;
using NodaTime;

namespace ElderCare.Data.Writing;

/// <summary>One change of the city, all of it or nothing: rows, postings, events, audit, timers and messages.</summary>
public sealed class CityUnit
{
    /// <summary>Numbers that a transaction has on PostgreSQL: twelve bits, and 0 is not used.</summary>
    private const int MostEvents = 4_095;
    private readonly CityDatabase _database;
    private readonly RowInserts _inserts;
    private readonly Func<long> _nextSequence;
    private readonly long _feedOffset;
    private CityContext? _db;
    private List<Action>? _afterCommit;
    private int _events;

    internal CityUnit(CityDatabase database, RowInserts inserts, SqlSession sql, Instant now, Func<long> nextSequence, long feedOffset)
    {
        _database = database;
        _inserts = inserts;
        _nextSequence = nextSequence;
        _feedOffset = feedOffset;
        Sql = sql;
        Now = now;
    }

    /// <summary>The instant of the change.</summary>
    public Instant Now { get; }

    /// <summary>Prepared statements on the unit's transaction.</summary>
    public SqlSession Sql { get; }

    /// <summary>Whether the unit runs on SQLite, alone; on PostgreSQL others run beside it.</summary>
    public bool IsAlone => _database.IsSqlite;

    /// <summary>What the unit's postings add to balances, written when it ends.</summary>
    internal BalanceChanges Balances { get; } = new();

    /// <summary>The tables, tracked, on the unit's transaction; saved when the unit ends.</summary>
    public CityContext Db
    {
        get
        {
            if (_db is null)
            {
                Sql.Flush();
                _db = _database.On(Sql.Connection);
                _db.Database.UseTransaction(Sql.Transaction);
            }
            return _db;
        }
    }

    /// <summary>Adds a row by a prepared statement.</summary>
    public void Insert(object row)
    {
        var (sql, values) = _inserts.For(row);
        Sql.Queue(sql, values);
    }

    /// <summary>Adds a row unless one with its key is there; answers whether it was added.</summary>
    public bool TryInsert(object row)
    {
        var (sql, values) = _inserts.For(row, unlessThere: true);
        return Sql.Execute(sql, values) == 1;
    }

    /// <summary>Adds rows unless one of them is there; answers whether all were added.</summary>
    public bool TryInsertAll(IReadOnlyList<object> rows)
    {
        var statements = rows.Select(row => _inserts.For(row, unlessThere: true)).ToList();
        return Sql.ExecuteAll(statements).All(touched => touched == 1);
    }

    /// <summary>Writes an event for those whom it is addressed to; it is sent once the unit is committed.</summary>
    /// <param name="type">Type on the wire.</param>
    /// <param name="subjectId">The record that changed.</param>
    /// <param name="data">What a row of a list shows; no ID number, no health note.</param>
    /// <param name="audiences">Addresses such as <c>canteen:ID</c>.</param>
    public void Tell(string type, string subjectId, object data, IReadOnlyCollection<string> audiences)
    {
        var json = JsonSerializer.Serialize(data, StoredJson.Options);
        var together = string.Join(' ', audiences);
        if (IsAlone)
        {
            var sequence = _nextSequence();
            Insert(new EventRow { Sequence = sequence, Type = type, OccurredAt = Now, SubjectId = subjectId, Data = json, Audiences = together });
            Address(sequence, audiences);
            return;
        }
        // A number made from the transaction's id is safe to read below the oldest transaction still running; a sequence is not.
        if (_events == MostEvents) throw new InvalidOperationException($"A unit tells of {MostEvents} events at most: more would run into the next transaction's numbers.");
        var inTransaction = _feedOffset + ++_events;
        Sql.Queue(FeedSql.InsertEvent, inTransaction, type, Now.ToUnixTimeTicks(), subjectId, json, together);
        Address(inTransaction, audiences);
    }

    private void Address(long number, IReadOnlyCollection<string> audiences)
    {
        if (audiences.Count > 0) Sql.Queue(FeedSql.InsertAddresses(IsAlone, audiences.Count), [number, .. audiences]);
    }

    /// <summary>Writes down who did what.</summary>
    public void Record(string actor, string action, string subject, Guid? seniorId = null, string? detail = null) =>
        Insert(new AuditRow { Id = Guid.CreateVersion7(), At = Now, Actor = actor, Action = action, Subject = subject, SeniorId = seniorId, Detail = detail });

    /// <summary>Has something happen at a time.</summary>
    public void Schedule(string kind, string subject, Instant dueAt) =>
        Insert(new TimerRow { Id = Guid.CreateVersion7(), Kind = kind, Subject = subject, DueAt = dueAt });

    /// <summary>Runs something in this process once the unit is committed, such as dropping a cache.</summary>
    public void AfterCommit(Action action) => (_afterCommit ??= []).Add(action);

    internal void Finish()
    {
        if (_db is not null)
        {
            Sql.Flush();
            _db.SaveChanges();
        }
        LedgerPosting.Settle(this);
        Sql.Flush();
    }

    internal void Release()
    {
        Sql.Forget();
        _db?.Dispose();
        _db = null;
    }

    internal void Committed() => _afterCommit?.ForEach(action => action());
}
