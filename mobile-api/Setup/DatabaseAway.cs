using System.Net.Sockets;
using ElderCare.Data.Writing;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace ElderCare.MobileApi.Setup;

internal static class DatabaseAway
{
    // Connections, resources, operator's intervention, the system itself, an object that is not in the state for it.
    private static readonly string[] PassingClasses = ["08", "53", "55", "57", "58"];
    private const string ReadOnlyStandby = "25006";

    // SQLITE_BUSY, LOCKED, READONLY, IOERR, FULL, CANTOPEN: what a disk that comes, or another program that ends, mends.
    private static readonly int[] PassingSqlite = [5, 6, 8, 10, 13, 14];

    /// <summary>Whether a failure says that the database is not there for now; a refused password or a statement that is wrong does not.</summary>
    public static bool IsMeantBy(Exception fault) => fault switch
    {
        PostgresException refusal => refusal.IsTransient || refusal.SqlState is PostgresErrorCodes.InvalidCatalogName or ReadOnlyStandby || PassingClasses.Contains(refusal.SqlState[..2]),
        NpgsqlException or SocketException or TimeoutException or WriterBusyException => true,
        SqliteException refusal => PassingSqlite.Contains(refusal.SqliteErrorCode),
        FileNotFoundException or DirectoryNotFoundException => false, // a file of the program's own
        IOException or UnauthorizedAccessException => true,
        _ => fault.InnerException is { } inner && IsMeantBy(inner),
    };
}
