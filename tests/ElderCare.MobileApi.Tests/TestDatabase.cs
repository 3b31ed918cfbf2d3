using System.Diagnostics;
using System.Globalization;
using ElderCare.MobileApi.Tests.Realtime;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace ElderCare.MobileApi.Tests;

/// <summary>A database for one test: a copy of one that was filled with the demo city once for the whole run. Disposing drops it.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    public const string PostgresVariable = "ELDERCARE_TEST_POSTGRES";
    private const string Prefix = "eldercare_test_";
    private static readonly string RunFolder = Path.Combine(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Environment.ProcessId}"));
    private static readonly SemaphoreSlim Gate = new(1);
    private static readonly Dictionary<string, TestDatabase> Filled = [];
    private static int _copies;

    private int _days;

    private TestDatabase(string provider, string what)
    {
        Provider = provider;
        Name = string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Environment.ProcessId}_{provider.ToLowerInvariant()}_{what}");
        Folder = Path.Combine(RunFolder, Name);
        Directory.CreateDirectory(Folder);
        ConnectionString = provider == "Sqlite"
            ? $"Data Source={Path.Combine(Folder, "eldercare.db")}"
            : new NpgsqlConnectionStringBuilder(Postgres) { Database = Name, MaxPoolSize = 40 }.ToString();
    }

    public string Provider { get; }

    /// <summary>Counts days that tests take for themselves, from 1.</summary>
    public int NextDay() => Interlocked.Increment(ref _days);

    public string Name { get; }

    public string Folder { get; }

    public string ConnectionString { get; }

    /// <summary>The server to test on, from the environment; null when there is none.</summary>
    public static string? Postgres => Environment.GetEnvironmentVariable(PostgresVariable) is { Length: > 0 } text ? text : null;

    /// <summary>A new copy of the demo city.</summary>
    public static async Task<TestDatabase> Copy(string provider)
    {
        var source = await DemoCity(provider);
        var copy = new TestDatabase(provider, Interlocked.Increment(ref _copies).ToString(CultureInfo.InvariantCulture));
        File.Copy(Path.Combine(source.Folder, "keys.json"), Path.Combine(copy.Folder, "keys.json"));
        if (provider == "Sqlite") File.Copy(Path.Combine(source.Folder, "eldercare.db"), Path.Combine(copy.Folder, "eldercare.db"));
        else await Run($"CREATE DATABASE \"{copy.Name}\" TEMPLATE \"{source.Name}\"");
        return copy;
    }

    /// <summary>A new database without tables.</summary>
    public static async Task<TestDatabase> Empty(string provider)
    {
        var database = new TestDatabase(provider, Interlocked.Increment(ref _copies).ToString(CultureInfo.InvariantCulture));
        if (provider != "Sqlite") await Run($"CREATE DATABASE \"{database.Name}\"");
        return database;
    }

    /// <summary>Drops the database and its folder; the program on it must have ended.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Provider == "Sqlite") SqliteConnection.ClearAllPools();
        else await Run($"DROP DATABASE IF EXISTS \"{Name}\" WITH (FORCE)");
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Drops what this run and dead ones have left behind.</summary>
    public static async Task DropLeftovers(bool ownToo)
    {
        foreach (var folder in Directory.EnumerateDirectories(Path.GetTempPath(), Prefix + "*").Where(folder => IsLeftover(Path.GetFileName(folder), ownToo))) Directory.Delete(folder, recursive: true);
        if (Postgres is null) return;
        foreach (var name in (await Names()).Where(name => IsLeftover(name, ownToo))) await Run($"DROP DATABASE IF EXISTS \"{name}\" WITH (FORCE)");
    }

    private static bool IsLeftover(string name, bool ownToo)
    {
        var owner = int.Parse(name[Prefix.Length..].Split('_')[0], CultureInfo.InvariantCulture);
        return owner == Environment.ProcessId ? ownToo : Process.GetProcesses().All(process => process.Id != owner);
    }

    private static async Task<TestDatabase> DemoCity(string provider)
    {
        await Gate.WaitAsync();
        try
        {
            if (Filled.TryGetValue(provider, out var filled)) return filled;
            var database = new TestDatabase(provider, "demo");
            if (provider != "Sqlite") await Run($"CREATE DATABASE \"{database.Name}\"");
            await using (var city = TestCity.Start(database))
            {
                using var client = city.CreateClient();
                Assert.True((await client.GetAsync("/health/ready")).IsSuccessStatusCode);
                await city.RunTimers(); // what is due at the first start is done once, not in every copy
            }
            if (provider == "Sqlite") await FoldLog(database);
            else NpgsqlConnection.ClearAllPools(); // a template must have no guests
            return Filled[provider] = database;
        }
        finally
        {
            Gate.Release();
        }
    }

    // What is still in the write-ahead log would be missing from a copy of the file.
    private static async Task FoldLog(TestDatabase database)
    {
        await using (var connection = new SqliteConnection(database.ConnectionString))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            await command.ExecuteNonQueryAsync();
        }
        SqliteConnection.ClearAllPools();
    }

    private static async Task<List<string>> Names()
    {
        await using var source = Server();
        await using var command = source.CreateCommand($"SELECT datname FROM pg_database WHERE datname LIKE '{Prefix}%'");
        await using var reader = await command.ExecuteReaderAsync();
        var names = new List<string>();
        while (await reader.ReadAsync()) names.Add(reader.GetString(0));
        return names;
    }

    private static async Task Run(string sql)
    {
        await using var source = Server();
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static NpgsqlDataSource Server() => NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(Postgres) { Database = "postgres", Pooling = false });
}
