using System.Diagnostics;
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

    /// <summary>Pages from which on bulk work waits while they are moved, or it would write faster than they are.</summary>
    private const long LongForBulk = 32_000;

    /// <summary>Pages that the writer moves itself without keeping anybody waiting.</summary>
    private const long Few = 1_000;

    /// <summary>Bulk work waits no longer than this, however slow the disk is.</summary>
    private static readonly TimeSpan LongestHold = TimeSpan.FromSeconds(3);

    private readonly SqliteConnection _connection;
    private readonly Thread _thread;
    private readonly AutoResetEvent _wake = new(false);
    private volatile bool _moving;
    private volatile bool _closing;
    private readonly Action _moved;
    private long _movingSince;
    private long _unmoved;
    private long _inLog;

    /// <summary>Begins to move what <see cref="After"/> finds.</summary>
    /// <param name="database">Of the writer.</param>
    /// <param name="moved">Called when a move has ended, on its thread.</param>
    public SqliteCheckpoints(CityDatabase database, Action moved)
    {
        _moved = moved;
        _connection = (SqliteConnection)database.OpenWriteConnection();
        _thread = new Thread(MoveAll) { IsBackground = true, Name = "city-checkpoints" };
        _thread.Start();
    }

    /// <summary>Whether a long log is being moved: what can wait should not make it longer.</summary>
    public bool IsBehind => _moving && Volatile.Read(ref _inLog) >= LongForBulk && Stopwatch.GetElapsedTime(Volatile.Read(ref _movingSince)) < LongestHold;

    /// <summary>Called by the writer between its transactions.</summary>
    public void After(SqliteConnection writer)
    {
        Check(raw.sqlite3_db_status(writer.Handle, raw.SQLITE_DBSTATUS_CACHE_WRITE, out var written, out _, 1), writer);
        _unmoved += written;
        Volatile.Write(ref _inLog, _inLog + written);
        if (_moving) return;
        if ((_inLog >= Longest && _unmoved < Between) || (_inLog >= LongForBulk && _unmoved < Few))
        {
            // Refused while somebody reads from the old log; then it is tried again some pages later.
            var outcome = raw.sqlite3_wal_checkpoint_v2(writer.Handle, null, raw.SQLITE_CHECKPOINT_RESTART, out _, out _);
            _inLog = outcome == raw.SQLITE_OK ? 0 : _inLog - (Between / 4);
        }
        if (_unmoved < Between) return;
        _unmoved = 0;
        Volatile.Write(ref _movingSince, Stopwatch.GetTimestamp());
        _moving = true;
        _wake.Set();
    }

    private void MoveAll()
    {
        while (_wake.WaitOne() && !_closing)
        {
            raw.sqlite3_wal_checkpoint_v2(_connection.Handle, null, raw.SQLITE_CHECKPOINT_PASSIVE, out _, out _); // what it cannot move now stays for the next time
            _moving = false;
            _moved();
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
