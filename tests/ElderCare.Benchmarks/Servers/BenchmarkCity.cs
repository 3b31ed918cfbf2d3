using System.Data.Common;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using ElderCare.Data;
using ElderCare.Domain.Emergency;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ElderCare.Benchmarks.Servers;

/// <summary>The demo city in a database of its own, with many more people; removed when disposed.</summary>
internal sealed class BenchmarkCity : IAsyncDisposable
{
    private const string PostgresSetting = "ELDERCARE_BENCH_POSTGRES";
    private static readonly TimeSpan AtRest = TimeSpan.FromSeconds(0.5); // what the program has begun ends
    private readonly Dictionary<string, string> _settings;

    private BenchmarkCity(string provider, string folder, string connectionString)
    {
        Provider = provider;
        Folder = folder;
        ConnectionString = connectionString;
        SigningKey = NewKey();
        Database = new CityDatabase(provider, connectionString);
        _settings = new()
        {
            ["ELDERCARE_DATA"] = folder,
            ["Database__Provider"] = provider,
            ["ConnectionStrings__Database"] = connectionString,
            ["Demo__Enabled"] = "true",
            ["Demo__PastDays"] = "0",
            ["RateLimits__Caller__PerSecond"] = "0",
            ["Alarms__ProbeSeconds"] = "0",
            ["Auth__SigningKey"] = SigningKey,
            ["Encryption__Keys__k1"] = NewKey(),
            ["Encryption__ActiveKey"] = "k1",
            ["Encryption__IndexKeys__i1"] = NewKey(),
            ["Encryption__ActiveIndexKey"] = "i1",
        };
        foreach (var protocol in Enum.GetNames<DeviceProtocol>()) _settings[$"Devices__{protocol}__Port"] = "0"; // several programs run at once
    }

    public string Provider { get; }

    public string Folder { get; }

    public string ConnectionString { get; }

    /// <summary>Signs access tokens, base64.</summary>
    public string SigningKey { get; }

    public CityDatabase Database { get; }

    /// <summary>Who can press a button; see <see cref="Servers.Buttons.In"/>.</summary>
    public IReadOnlyList<Button> Buttons { get; set; } = [];

    /// <summary>Makes the city, or says why it cannot and answers null.</summary>
    public static async Task<BenchmarkCity?> Prepare(string provider)
    {
        var folder = Directory.CreateTempSubdirectory("eldercare-bench-").FullName;
        var connectionString = $"Data Source={Path.Combine(folder, "eldercare.db")}";
        if (provider != "Sqlite")
        {
            if (Environment.GetEnvironmentVariable(PostgresSetting) is not { Length: > 0 } cluster)
            {
                Console.WriteLine($"Not measured on PostgreSQL: set {PostgresSetting} to a connection string that may create databases.");
                return null;
            }
            var name = $"eldercare_bench_{Environment.ProcessId}";
            await Execute(cluster, $"CREATE DATABASE {name}");
            connectionString = new NpgsqlConnectionStringBuilder(cluster) { Database = name }.ToString();
        }
        var city = new BenchmarkCity(provider, folder, connectionString);
        await using (await city.StartProgram())
        {
            // its first start makes the tables and the demo
        }
        await Crowd.Add(city.Database);
        return city;
    }

    /// <summary>The real program, in Production but with the demo city, without a limit for the caller; it listens to no devices and presses no button of its own.</summary>
    /// <param name="more">Settings beside those, such as the port of a protocol.</param>
    public Task<ServerProcess> StartProgram(params IEnumerable<(string Name, string Value)> more)
    {
        var settings = new Dictionary<string, string>(_settings);
        foreach (var (name, value) in more) settings[name] = value;
        return ServerProcess.Start("dotnet", port => [Repository.MobileApi, "--urls", $"http://127.0.0.1:{port}"], settings, Path.Combine(Folder, "program.log"));
    }

    /// <summary>The same program inside this process.</summary>
    public HostedCity HostProgram() => HostedCity.Start(_settings);

    /// <summary>The real program, listening to watches on a port.</summary>
    public Task<ServerProcess> StartProgramForWatches(int port) => StartProgram(("Devices__Watch__Port", $"{port}"), ("Devices__BindAddress", "127.0.0.1"));

    /// <summary>
    /// Closes all emergencies behind the program's back, while no alarm is on its way: nobody here takes thousands, and what is done
    /// about those that nobody takes would be measured with the next ones.
    /// </summary>
    public async Task CloseEmergencies()
    {
        await ForgetLadders();
        await Execute("""UPDATE "Incidents" SET "State" = 'Closed', "Outcome" = 'Test', "OpenFor" = NULL, "Version" = "Version" + 1 WHERE "OpenFor" IS NOT NULL""");
        await Task.Delay(AtRest);
    }

    /// <summary>How many emergencies there have been.</summary>
    public async Task<int> Emergencies()
    {
        using var db = Database.Read();
        return await db.Incidents.CountAsync();
    }

    /// <summary>Has nothing more be done about the emergencies that nobody takes.</summary>
    public Task ForgetLadders() => Execute("""DELETE FROM "Timers" WHERE "Kind" = 'incident.ladder'""");

    /// <summary>Changes the city behind the program's back, while it is at rest.</summary>
    /// <param name="sql">For both databases.</param>
    private async Task Execute(string sql)
    {
        await using DbConnection connection = Provider == "Sqlite" ? new SqliteConnection(ConnectionString) : new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The access token of a demo user.</summary>
    public async Task<string> SignIn(IServer program, string userName)
    {
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{program.Port}") };
        using var answer = await http.PostAsJsonAsync("/api/auth/token", new { userName, password = "Demo-12349!" });
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString()!;
    }

    /// <summary>The canteen for which a demo user works.</summary>
    public async Task<Guid> CanteenOf(string userName)
    {
        using var db = Database.Read();
        return (await db.Accounts.SingleAsync(account => account.UserName == userName)).CanteenId!.Value;
    }

    /// <summary>Orders at a canteen, the oldest first.</summary>
    public async Task<List<Guid>> OrdersOf(Guid canteen, int most)
    {
        using var db = Database.Read();
        return await db.MealOrders.Where(order => order.CanteenId == canteen).OrderBy(order => order.Id).Take(most).Select(order => order.Id).ToListAsync();
    }

    /// <summary>Rows that an order has written, on average.</summary>
    public async Task PrintRowsOfAnOrder()
    {
        using var db = Database.Read();
        double orders = await db.MealOrders.CountAsync();
        var transfers = await db.Transfers.CountAsync(transfer => transfer.Kind == "subsidyReserved" || transfer.Kind == "sharePledged");
        var keys = await db.SubsidyClaims.CountAsync();
        var addresses = await db.EventAddresses.CountAsync();
        Console.WriteLine($"  {orders:0} orders stand; each wrote 1 order, 1 idempotency row, 1 audit row, 1 event with {addresses / orders:0.0} addresses, {transfers / orders:0.0} transfers, {keys / orders:0.0} subsidy keys, and changed portions and balances");
    }

    public async ValueTask DisposeAsync()
    {
        Database.Dispose();
        if (Provider != "Sqlite")
        {
            NpgsqlConnection.ClearAllPools();
            var cluster = Environment.GetEnvironmentVariable(PostgresSetting)!;
            await Execute(cluster, $"DROP DATABASE {new NpgsqlConnectionStringBuilder(ConnectionString).Database} WITH (FORCE)");
        }
        Directory.Delete(Folder, recursive: true);
    }

    private static async Task Execute(string cluster, string sql)
    {
        await using var connection = new NpgsqlConnection(cluster);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
}
