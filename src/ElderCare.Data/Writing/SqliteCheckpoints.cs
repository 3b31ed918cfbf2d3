using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ElderCare.Data.Writing;

/// <summary>
/// Moves what SQLite's log holds into the file, on a thread of its own: done by the writer it would keep everybody waiting for the
/// disk. Only to begin the log anew needs the writer, and by then nearly nothing is left to move.
/// </summary>
internal sealed class SqliteCheckpoints : IDisposable
{
    /// <summary>Pages written to the log between two moves.</summary>
    private const long Between = 16_000;

    /// <summary>Pages after which the log begins anew: a longer one makes every read slower.</summary>
    private const long Longest = 48_000;

    private readonly SqliteConnection _connection;
    private readonly Thread _thread;
    private readonly AutoResetEvent _wake = new(false);
    private volatile bool _moving;
    private volatile bool _closing;
    private long _unmoved;
    private long _inLog;

    public SqliteCheckpoints(CityDatabase database)
    {
        _connection = (SqliteConnection)database.OpenWriteConnection();
        _thread = new Thread(MoveAll) { IsBackground = true, Name = "city-checkpoints" };
        _thread.Start();
    }

    /// <summary>Called by the writer between its transactions.</summary>
    public void After(SqliteConnection writer)
    {
        Check(raw.sqlite3_db_status(writer.Handle, raw.SQLITE_DBSTATUS_CACHE_WRITE, out var written, out _, 1), writer);
        _unmoved += written;
        _inLog += written;
        if (_moving) return;
        if (_inLog >= Longest && _unmoved < Between)
        {
            // Refused while somebody reads from the old log; then it is tried again some pages later.
            var outcome = raw.sqlite3_wal_checkpoint_v2(writer.Handle, null, raw.SQLITE_CHECKPOINT_RESTART, out _, out _);
            _inLog = outcome == raw.SQLITE_OK ? 0 : _inLog - (Between / 4);
        }
        if (_unmoved < Between) return;
        _unmoved = 0;
        _moving = true;
        _wake.Set();
    }

    private void MoveAll()
    {
        while (_wake.WaitOne() && !_closing)
        {
            raw.sqlite3_wal_checkpoint_v2(_connection.Handle, null, raw.SQLITE_CHECKPOINT_PASSIVE, out _, out _); // what it cannot move now stays for the next time
            _moving = false;
        }
    }

    private static void Check(int outcome, SqliteConnection connection) => SqliteException.ThrowExceptionForRC(outcome, connection.Handle);

    public void Dispose()
    {
        _closing = true;
        _wake.Set();
        if (!_thread.Join(TimeSpan.FromSeconds(5))) return; // it still moves pages: the connection must not be closed under it
        _connection.Dispose();
        _wake.Dispose();
    }
}
