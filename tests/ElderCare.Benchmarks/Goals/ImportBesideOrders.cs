using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;
using ElderCare.Benchmarks.Loads;
using ElderCare.Benchmarks.Servers;
using ElderCare.Data.Writing;

namespace ElderCare.Benchmarks.Goals;

/// <summary>An import of as many people as a city serves, while orders and emergencies go on.</summary>
internal static class ImportBesideOrders
{
    private const int People = 226_000;
    private const int OrdersPerSecond = 100;
    private const int Connections = 16;
    private const double LongestWaitMilliseconds = 100;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan BetweenEmergencies = TimeSpan.FromSeconds(1);

    /// <summary>Measures and prints; false when the import took longer than a minute, an order failed or an emergency waited too long.</summary>
    public static async Task<bool> Measure(BenchmarkCity city)
    {
        var file = ImportFile.Of(People);
        await using var program = city.HostProgram();
        var orders = await OrderRequests.Of(city, await city.SignIn(program, "agent1"));
        var officer = await city.SignIn(program, "city1");
        var writer = program.Services.GetRequiredService<CityWriter>();
        var disk = new DiskPulse(city.Folder);
        using var ended = new CancellationTokenSource();
        using var load = new Load(program, Connections, () => ended.IsCancellationRequested ? null : orders.Next(), perSecond: OrdersPerSecond);
        await WarmUp(writer);
        disk.Take();
        var ordering = load.Run(TimeSpan.FromHours(1));
        var emergencies = Emergencies(writer, ended.Token);
        var took = await Import(program, officer, file);
        await ended.CancelAsync();
        var (slice, waits) = (await ordering, await emergencies);
        return Print(city.Provider, took, slice, waits, disk);
    }

    private static async Task<TimeSpan> Import(HostedCity program, string token, byte[] file)
    {
        using var client = program.CreateClient();
        client.Timeout = TimeSpan.FromMinutes(10);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var content = new ByteArrayContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        var began = Stopwatch.GetTimestamp();
        using var answer = await client.PostAsync("/api/seniors/import", content);
        var took = Stopwatch.GetElapsedTime(began);
        var text = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode || JsonDocument.Parse(text).RootElement.GetProperty("added").GetInt32() != People) throw new InvalidOperationException($"{(int)answer.StatusCode}: {text[..Math.Min(400, text.Length)]}");
        return took;
    }

    private static async Task WarmUp(CityWriter writer)
    {
        for (var i = 0; i < 50; i++) await Emergency(writer);
    }

    private static async Task<List<double>> Emergencies(CityWriter writer, CancellationToken ended)
    {
        var milliseconds = new List<double>();
        using var tick = new PeriodicTimer(BetweenEmergencies);
        try
        {
            while (await tick.WaitForNextTickAsync(ended)) milliseconds.Add(await Emergency(writer));
        }
        catch (OperationCanceledException)
        {
            // the import has been answered
        }
        return milliseconds;
    }

    private static async Task<double> Emergency(CityWriter writer)
    {
        var began = Stopwatch.GetTimestamp();
        await writer.Commit(Lane.Emergency, unit => unit.Record("benchmark", "benchmark.emergency", "benchmark"));
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    private static bool Print(string provider, TimeSpan took, Slice orders, List<double> waits, DiskPulse disk)
    {
        var beyond = waits.Max() - disk.Median;
        Console.WriteLine();
        Console.WriteLine($"Import of {People} people beside {OrdersPerSecond} orders and one emergency a second, {provider}   (disk {disk}; load {Machine.LoadAverage()})");
        Console.WriteLine($"  import      {took.TotalSeconds:0.0} s   goal {Longest.TotalSeconds:0} s");
        Console.WriteLine($"  orders      {orders.Milliseconds.Count} answered, {orders.PerSecond:0}/s   p50 {Figures.Percentile(orders.Milliseconds, 0.5):0.0} ms   p99 {Figures.Percentile(orders.Milliseconds, 0.99):0.0} ms   failed {orders.Refused}{(orders.FirstRefusal is { } first ? $", the first: {first}" : "")}");
        Console.WriteLine($"  emergency   {waits.Count} units   p50 {Figures.Percentile(waits, 0.5):0.0} ms   worst {waits.Max():0.0} ms, {beyond:0.0} ms beyond an fsync   goal {LongestWaitMilliseconds:0} ms");
        var reached = took <= Longest && orders.Refused == 0 && beyond <= LongestWaitMilliseconds;
        Console.WriteLine($"    {(reached ? "done" : "NOT REACHED")}");
        return reached;
    }
}
