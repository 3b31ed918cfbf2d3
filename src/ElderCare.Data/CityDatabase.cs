using System.Data.Common;
using ElderCare.Data.Writing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql;
using SQLitePCL;

namespace ElderCare.Data;

/// <summary>Where the city is kept: which database, and how to open it for reading and writing.</summary>
public sealed class CityDatabase : IDisposable
{
    /// <summary>Idle reading sessions kept with their prepared commands.</summary>
    private const int MostKept = 16;
    private readonly Func<CityContext> _read;
    private readonly NpgsqlDataSource? _reads;
    private readonly NpgsqlDataSource? _writes;
    private readonly string _connectionString;
    private readonly Stack<SqlSession> _sessions = new();
    private readonly Lock _gate = new();
    private readonly bool _waitsForDisk;

    /// <summary>Names the database; nothing is opened yet.</summary>
    /// <param name="provider"><c>Sqlite</c> or <c>PostgreSql</c>.</param>
    /// <param name="connectionString">In the provider's own form.</param>
    /// <param name="waitsForDisk">
    /// Whether a commit on SQLite ends when it is on disk. Without it a power cut takes what was promised: for a test that must see the difference.
    /// </param>
    public CityDatabase(string provider, string connectionString, bool waitsForDisk = true)
    {
        _waitsForDisk = waitsForDisk;
        IsSqlite = provider switch
        {
            "Sqlite" => true,
            "PostgreSql" => false,
            _ => throw new ArgumentException($"Database:Provider is '{provider}'; it must be Sqlite or PostgreSql.", nameof(provider)),
        };
        if (IsSqlite)
        {
            // A connection belongs to one thread at a time and needs no lock of its own; without statistics of its memory SQLite
            // takes none for each allocation either. Both are refused when it has begun already.
            Batteries_V2.Init();
            raw.sqlite3_config(raw.SQLITE_CONFIG_MULTITHREAD);
            raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0);
            _connectionString = new SqliteConnectionStringBuilder(connectionString) { ForeignKeys = true, DefaultTimeout = 10 }.ToString();
            var options = new DbContextOptionsBuilder<SqliteCityContext>().UseSqlite(_connectionString).UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking).Options;
            var pool = new PooledDbContextFactory<SqliteCityContext>(options, 64);
            _read = pool.CreateDbContext;
        }
        else
        {
            _connectionString = connectionString;
            var text = new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = 200, AutoPrepareMinUsages = 2, NoResetOnClose = true };
            // The default takes a disk that seeks for granted: a row by its key would be looked for in the whole of a small table.
            text.Options = "-c random_page_cost=1.1";
            _reads = NpgsqlDataSource.Create(text);
            // Writing finds rows by their keys: a plan that was made while a table was empty must not read all of it once it has grown.
            // A unit that waits for a lock gives way before its statement has to end, and runs again: PostgreSQL finds two that wait for each other after a second.
            text.Options = "-c idle_in_transaction_session_timeout=2s -c statement_timeout=4s -c lock_timeout=1500ms -c enable_seqscan=off";
            _writes = NpgsqlDataSource.Create(text);
            var options = new DbContextOptionsBuilder<PostgreSqlCityContext>().UseNpgsql(_reads).UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking).Options;
            var pool = new PooledDbContextFactory<PostgreSqlCityContext>(options, 64);
            _read = pool.CreateDbContext;
        }
    }

    /// <summary>True for SQLite, false for PostgreSQL.</summary>
    public bool IsSqlite { get; }

    /// <summary>A pooled context for reading; it tracks nothing. Dispose it to give it back.</summary>
    public CityContext Read() => _read();

    /// <summary>Runs prepared reads on a pooled connection.</summary>
    public T Read<T>(Func<SqlSession, T> read)
    {
        var session = TakeKept() ?? new SqlSession(Open(_reads));
        try
        {
            return read(session);
        }
        catch (DbException)
        {
            Drop(ref session);
            throw;
        }
        finally
        {
            Keep(session);
        }
    }

    /// <summary>Keeps a session for the next read; what a rush has opened beyond a few goes back to the pool that everybody shares.</summary>
    private void Keep(SqlSession? session)
    {
        if (session is null) return;
        lock (_gate)
        {
            if (_sessions.Count < MostKept && session.Connection.State == System.Data.ConnectionState.Open)
            {
                _sessions.Push(session);
                return;
            }
        }
        session.Dispose();
    }

    private void DropKept()
    {
        lock (_gate)
        {
            while (_sessions.TryPop(out var session)) session.Dispose();
        }
    }

    /// <summary>
    /// Runs reads that belong together: on SQLite they share one lock and one moment; on PostgreSQL they make one trip, for which no
    /// thread waits, and each sees its own moment.
    /// </summary>
    public async ValueTask Find(params IReadOnlyList<SqlRead> reads)
    {
        if (IsSqlite)
        {
            Read(session => ReadTogether(session, reads));
            return;
        }
        var session = TakeKept() ?? new SqlSession(await _reads!.OpenConnectionAsync());
        try
        {
            await session.QueryAllAsync(reads);
        }
        catch (DbException)
        {
            Drop(ref session);
            throw;
        }
        finally
        {
            Keep(session);
        }
    }

    private static bool ReadTogether(SqlSession session, IReadOnlyList<SqlRead> reads)
    {
        session.Execute("BEGIN");
        try
        {
            session.QueryAll([.. reads]);
            return true;
        }
        finally
        {
            session.Execute("COMMIT");
        }
    }

    private SqlSession? TakeKept()
    {
        lock (_gate) return _sessions.TryPop(out var session) ? session : null;
    }

    /// <summary>A read that failed may have left the connection unusable, and the server may have gone with all the others.</summary>
    private void Drop(ref SqlSession? session)
    {
        session?.Dispose();
        session = null;
        DropKept();
    }

    /// <summary>Runs prepared reads that all see the city as it was at one moment.</summary>
    public T ReadSnapshot<T>(Func<SqlSession, T> read) => Read(session =>
    {
        using var transaction = IsSqlite
            ? ((SqliteConnection)session.Connection).BeginTransaction(deferred: true)
            : session.Connection.BeginTransaction(System.Data.IsolationLevel.RepeatableRead);
        session.Transaction = transaction;
        try
        {
            return read(session);
        }
        finally
        {
            session.Transaction = null;
        }
    });

    /// <summary>Brings the tables up to date.</summary>
    public void Migrate()
    {
        using var context = IsSqlite
            ? (CityContext)new SqliteCityContext(new DbContextOptionsBuilder<SqliteCityContext>().UseSqlite(_connectionString).Options)
            : new PostgreSqlCityContext(new DbContextOptionsBuilder<PostgreSqlCityContext>().UseNpgsql(_connectionString).Options);
        if (IsSqlite && new SqliteConnectionStringBuilder(_connectionString).DataSource is var file && Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder)
        {
            Directory.CreateDirectory(folder);
        }
        // Migrating compares the model with its snapshot first, which costs more than all else at an ordinary start.
        if (!context.Database.GetPendingMigrations().Any()) return;
        if (!IsSqlite)
        {
            context.Database.Migrate();
            return;
        }
        // A table that a migration drops must not be taken for one that is emptied; inside its transaction this cannot be switched.
        context.Database.OpenConnection();
        context.Database.ExecuteSqlRaw("PRAGMA foreign_keys=OFF");
        context.Database.Migrate();
        context.Database.ExecuteSqlRaw("PRAGMA foreign_keys=ON");
        context.Database.ExecuteSqlRaw("PRAGMA journal_mode=WAL");
    }

    /// <summary>Whether the database answers.</summary>
    public bool Answers()
    {
        try
        {
            return Read(session => session.Query("SELECT 1", reader => reader.GetInt32(0)).Count == 1);
        }
        catch (DbException)
        {
            return false;
        }
    }

    internal DbConnection OpenWriteConnection()
    {
        var connection = Open(_writes);
        if (!IsSqlite) return connection;
        using var pragmas = connection.CreateCommand();
        pragmas.CommandText = $"PRAGMA synchronous={(_waitsForDisk ? "FULL" : "NORMAL")}; PRAGMA foreign_keys=ON; PRAGMA wal_autocheckpoint=0; PRAGMA recursive_triggers=ON; PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY;";
        pragmas.ExecuteNonQuery();
        return connection;
    }

    internal CityContext On(DbConnection connection)
    {
        CityContext context = IsSqlite
            ? new SqliteCityContext(new DbContextOptionsBuilder<SqliteCityContext>().UseSqlite(connection).Options)
            : new PostgreSqlCityContext(new DbContextOptionsBuilder<PostgreSqlCityContext>().UseNpgsql(connection).Options);
        context.Database.AutoTransactionBehavior = AutoTransactionBehavior.Never;
        context.Database.AutoSavepointsEnabled = false;
        return context;
    }

    private DbConnection Open(NpgsqlDataSource? source)
    {
        if (source is not null) return source.OpenConnection();
        var connection = new SqliteConnection(_connectionString);
        connection.Open();
        return connection;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        DropKept();
        _reads?.Dispose();
        _writes?.Dispose();
        if (IsSqlite)
        {
            using var connection = new SqliteConnection(_connectionString);
            SqliteConnection.ClearPool(connection);
        }
    }
}
