using Npgsql;

namespace ElderCare.MobileApi.Tests;

/// <summary>A database for one test: a copy of one that was filled with the demo city once for the whole run.</summary>
internal sealed class TestDatabase
{
    public const string PostgresVariable = "ELDERCARE_TEST_POSTGRES";
    private static readonly string RunFolder = Directory.CreateTempSubdirectory("eldercare-tests-").FullName;
    private static readonly SemaphoreSlim Gate = new(1);
    private static readonly Dictionary<string, TestDatabase> Filled = [];
    private static int _copies;

    private TestDatabase(string provider, string name)
    {
        Provider = provider;
        Name = name;
        Folder = Path.Combine(RunFolder, name);
        Directory.CreateDirectory(Folder);
        ConnectionString = provider == "Sqlite" ? $"Data Source={Path.Combine(Folder, "eldercare.db")}" : new NpgsqlConnectionStringBuilder(Postgres) { Database = name, MaxPoolSize = 40 }.ToString();
    }

    static TestDatabase() => AppDomain.CurrentDomain.ProcessExit += (_, _) => CleanUp();

    public string Provider { get; }

    public string Name { get; }

    public string Folder { get; }

    public string ConnectionString { get; }

    /// <summary>The server to test on, from the environment; null when there is none.</summary>
    public static string? Postgres => Environment.GetEnvironmentVariable(PostgresVariable) is { Length: > 0 } text ? text : null;

    /// <summary>A new copy of the demo city.</summary>
    public static async Task<TestDatabase> Copy(string provider)
    {
        var source = await DemoCity(provider);
        var copy = new TestDatabase(provider, $"eldercare_{Environment.ProcessId}_{provider.ToLowerInvariant()}_{Interlocked.Increment(ref _copies)}");
        File.Copy(Path.Combine(source.Folder, "keys.json"), Path.Combine(copy.Folder, "keys.json"));
        if (provider == "Sqlite") File.Copy(Path.Combine(source.Folder, "eldercare.db"), Path.Combine(copy.Folder, "eldercare.db"));
        else await Run($"CREATE DATABASE \"{copy.Name}\" TEMPLATE \"{source.Name}\"");
        return copy;
    }

    private static async Task<TestDatabase> DemoCity(string provider)
    {
        await Gate.WaitAsync();
        try
        {
            if (Filled.TryGetValue(provider, out var filled)) return filled;
            var database = new TestDatabase(provider, $"eldercare_{Environment.ProcessId}_{provider.ToLowerInvariant()}_demo");
            if (provider != "Sqlite") await Run($"CREATE DATABASE \"{database.Name}\"");
            await using (var city = TestCity.Start(database))
            {
                using var client = city.CreateClient();
                Assert.True((await client.GetAsync("/health/ready")).IsSuccessStatusCode);
            }
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            NpgsqlConnection.ClearAllPools();
            return Filled[provider] = database;
        }
        finally
        {
            Gate.Release();
        }
    }

    private static async Task Run(string sql)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(Postgres) { Database = "postgres", Pooling = false });
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static void CleanUp()
    {
        try
        {
            Directory.Delete(RunFolder, recursive: true);
        }
        catch (IOException)
        {
            // a server that has not let go of its file; the folder is a temporary one
        }
    }
}
