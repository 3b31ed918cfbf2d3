using ElderCare.Data.Feed;
using ElderCare.Data.Funding;
using ElderCare.Data.Ledger;
using ElderCare.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.Data.Writing;

/// <summary>One change of the city, all of it or nothing: rows, postings, events, audit, timers and messages.</summary>
public sealed class CityUnit
{
    private readonly CityDatabase _database;
    private readonly RowInserts _inserts;
    private readonly SqlSession? _sql;
    private readonly FeedNumbers _numbers;
    private CityContext? _db;
    private List<Action>? _afterCommit;

    internal CityUnit(CityDatabase database, RowInserts inserts, SqlSession? sql, FeedNumbers numbers, Instant now, ForeseenWrites? foreseen = null)
    {
        _database = database;
        _inserts = inserts;
        _sql = sql;
        _numbers = numbers;
        Foreseen = foreseen;
        Balances = new(foreseen?.Shard ?? BalanceChanges.DrawShard());
        Now = now;
    }

    /// <summary>The instant of the change.</summary>
    public Instant Now { get; }

    /// <summary>Statements on the unit's transaction.</summary>
    public SqlSession Sql => _sql ?? throw new UnforeseenException();

    /// <summary>Whether the unit runs on SQLite, alone; on PostgreSQL others run beside it.</summary>
    public bool IsAlone => _database.IsSqlite;

    /// <summary>Whether the unit is told that all is as it foresees, and asks nothing.</summary>
    public bool IsForeseen => Foreseen is not null;

    /// <summary>What a unit writes whose every question is answered as foreseen; null for a unit that asks the database.</summary>
    internal ForeseenWrites? Foreseen { get; }

    /// <summary>What the unit's postings add to balances, written when it ends.</summary>
    internal BalanceChanges Balances { get; }

    /// <summary>What the unit gives back to caps of funds, written in one order when it ends.</summary>
    internal SortedDictionary<Guid, long> CapReturns { get; } = [];

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

    /// <summary>A row found without the cost of a change tracker; null when there is none. What changes of it is written with <see cref="Sql"/>.</summary>
    /// <param name="by">What follows the table's name, such as <c>WHERE "Id" = @p0</c>; at most one row has it.</param>
    /// <param name="values">Of <c>@p0</c> and so on.</param>
    public T? Find<T>(string by, params ReadOnlySpan<object?> values)
        where T : class => FindAll<T>(by, values) is [var found] ? found : null;

    /// <summary>As <see cref="Find{T}"/>, all rows that are so.</summary>
    public IReadOnlyList<T> FindAll<T>(string by, params ReadOnlySpan<object?> values)
        where T : class
    {
        var form = _inserts.FormOf(typeof(T));
        return Sql.Query(form.Select + by, row => (T)form.RowOf(row), values);
    }

    /// <summary>Adds a row.</summary>
    public void Insert(object row) => Insert(_inserts.Prepare(row));

    /// <summary>Adds a row that was made ready before.</summary>
    public void Insert(PreparedRow row)
    {
        if (Foreseen is null) Sql.Queue(row.Form.Sql, row.Values);
        else Foreseen.Add(row, unlessThere: false);
    }

    /// <summary>A row as its statement takes it.</summary>
    internal PreparedRow Prepare(object row) => _inserts.Prepare(row);

    /// <summary>Adds many rows that were made ready before; on PostgreSQL by one statement for each table, in the order in which the tables come first.</summary>
    public void InsertMany(IReadOnlyList<PreparedRow> rows)
    {
        if (IsAlone)
        {
            foreach (var row in rows) Sql.Queue(row.Form.Sql, row.Values);
            return;
        }
        foreach (var table in rows.GroupBy(row => row.Form)) Sql.QueueMany(table.Key, [.. table.Select(row => row.Values)]);
    }

    /// <summary>Adds a row unless one with its key is there; answers whether it was added.</summary>
    public bool TryInsert(object row) => TryInsertAll([_inserts.Prepare(row)]);

    /// <summary>Adds rows unless one of them is there; answers whether all were added.</summary>
    public bool TryInsertAll(IEnumerable<object> rows) => TryInsertAll([.. rows.Select(_inserts.Prepare)]);

    /// <inheritdoc cref="TryInsertAll(IEnumerable{object})"/>
    public bool TryInsertAll(IReadOnlyList<PreparedRow> rows)
    {
        if (Foreseen is null) return Sql.ExecuteAll([.. rows.Select(row => (row.Form.UnlessThere, row.Values))]).All(touched => touched == 1);
        foreach (var row in rows) Foreseen.Add(row, unlessThere: true);
        return true;
    }

    /// <summary>
    /// Adds many rows of one table but those whose key is there, and answers how many were added: on PostgreSQL one statement, whatever
    /// their number. Never of a foreseen unit.
    /// </summary>
    public int InsertMissing(IReadOnlyList<PreparedRow> rows) => rows.Count == 0 ? 0 : Sql.InsertMissing(rows);

    /// <summary>Whether a record still has the version on which the unit was decided; it keeps it until the unit ends.</summary>
    public bool Holds(VersionGuard guard)
    {
        if (Foreseen is null) return Sql.Query(IsAlone ? guard.Table.At : guard.Table.Hold, _ => true, guard.Id, guard.Version).Count == 1;
        Foreseen.Add(guard);
        return true;
    }

    /// <summary>Takes amounts from what is left in rows; answers whether every row had that much. Where one had not, some are taken: refuse then.</summary>
    public bool TryDeduct(IReadOnlyList<Deduction> deductions)
    {
        if (Foreseen is null) return Sql.ExecuteAll([.. deductions.Select(one => (one.Stock.Take, new object?[] { one.Amount, one.Id }))]).All(touched => touched == 1);
        foreach (var deduction in deductions) Foreseen.Add(deduction);
        return true;
    }

    /// <summary>Writes an event for those whom it is addressed to; it is sent once the unit is committed.</summary>
    /// <inheritdoc cref="PreparedEvent.Of"/>
    public void Tell(string type, string subjectId, object data, IReadOnlyCollection<string> audiences) =>
        Tell(PreparedEvent.Of(type, subjectId, data, [.. audiences]));

    /// <summary>Writes an event that was made ready before.</summary>
    public void Tell(PreparedEvent told)
    {
        if (Foreseen is not null)
        {
            Foreseen.Add(told, Now);
            return;
        }
        var number = _numbers.Next();
        Sql.Queue(FeedSql.InsertEvent(IsAlone), number, told.Type, Now.ToUnixTimeTicks(), told.SubjectId, told.Data, told.Together);
        if (told.Audiences.Count > 0) Sql.Queue(FeedSql.InsertAddresses(IsAlone, told.Audiences.Count), [number, .. told.Audiences]);
    }

    /// <summary>Writes down who did what.</summary>
    public void Record(string actor, string action, string subject, Guid? seniorId = null, string? detail = null) =>
        Insert(new AuditRow { Id = Guid.CreateVersion7(), At = Now, Actor = actor, Action = action, Subject = subject, SeniorId = seniorId, Detail = detail });

    /// <summary>Has something happen at a time.</summary>
    public void Schedule(string kind, string subject, Instant dueAt) =>
        Insert(new TimerRow { Id = RisingIds.Next(), Kind = kind, Subject = subject, DueAt = dueAt });

    /// <summary>Has something happen at a time instead of when it was to happen before; it stays the only timer of its kind and subject.</summary>
    public void Reschedule(string kind, string subject, Instant dueAt)
    {
        if (Sql.Execute("""UPDATE "Timers" SET "DueAt" = @p0 WHERE "Kind" = @p1 AND "Subject" = @p2""", dueAt.ToUnixTimeTicks(), kind, subject) == 0) Schedule(kind, subject, dueAt);
    }

    /// <summary>Runs something in this process once the unit is committed, such as dropping a cache.</summary>
    public void AfterCommit(Action action) => (_afterCommit ??= []).Add(action);

    internal void Finish()
    {
        if (_db is not null)
        {
            Sql.Flush();
            _db.SaveChanges();
        }
        if (Foreseen is not null) return; // a group settles all its units' balances together
        this.SettleCaps();
        LedgerPosting.Settle(this);
        Sql.Flush();
    }

    internal void Release()
    {
        _sql?.Forget();
        _db?.Dispose();
        _db = null;
    }

    internal void Committed() => _afterCommit?.ForEach(action => action());
}
