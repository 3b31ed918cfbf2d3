using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using ElderCare.Benchmarks.Loads;
using ElderCare.Benchmarks.Servers;

namespace ElderCare.Benchmarks.Goals;

/// <summary>
/// P7: one change that thousands of screens are told of, from the request that makes it until each screen has it, against a loop over
/// bare WebSockets that sends the same bytes.
/// </summary>
internal static class P7SendToAll
{
    private const int Connections = 5_000;
    private const double Done = 1.6;
    private const double Stretch = 1.25;
    private const int WarmUps = 5;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);
    private static readonly byte[] Told = Encoding.ASCII.GetBytes("\"device.changed\"");

    public static async Task<bool> Measure(BenchmarkCity city, Options options)
    {
        var button = (await Buttons.In(city))[0];
        await using var program = await city.StartProgram();
        await using var bare = await BareServer.Start(city);
        using var http = new HttpClient();
        var token = await city.SignIn(program, "city1");
        await using var agents = await Screens.Open(new($"ws://127.0.0.1:{program.Port}/hubs/dispatch"), await city.SignIn(program, "agent1"), Screens.Most(Connections));
        await using var screens = await Screens.Open(new($"ws://127.0.0.1:{bare.Process.Port}{BareServer.Screens}"), null, agents.Count);
        var bytes = Array.Empty<byte>();
        var suspends = true;
        Task<List<double>> Program() => Send(agents, () =>
        {
            var request = new HttpRequestMessage(HttpMethod.Post, new Uri(program.Address, $"/api/devices/{button.DeviceId}/{(suspends ? "suspend" : "resume")}"));
            suspends = !suspends;
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
            return request;
        });
        Task<List<double>> Bare() => Send(screens, () => new(HttpMethod.Post, new Uri(bare.Process.Address, BareServer.Send)) { Content = new ByteArrayContent(bytes) });
        for (var i = 0; i < WarmUps; i++) await Program();
        for (var i = 0; i < WarmUps; i++) await Bare();
        var (own, theirs) = (new List<List<double>>(), new List<List<double>>());
        var disk = new DiskPulse(city.Folder);
        for (var i = 0; i < options.Slices; i++)
        {
            disk.Take();
            own.Add(await Slice(Program));
            theirs.Add(await Slice(Bare));
        }
        return Print(city, agents.Count, own, theirs, disk, agents.Lost + screens.Lost);

        async Task<List<double>> Slice(Func<Task<List<double>>> send)
        {
            var milliseconds = new List<double>();
            for (var began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(options.Seconds);) milliseconds.AddRange(await send());
            return milliseconds;
        }

        async Task<List<double>> Send(Screens to, Func<HttpRequestMessage> request)
        {
            var arrivals = new long[to.Count];
            var arrived = 0;
            var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            to.Heard = (message, at) =>
            {
                if (message.Span.IndexOf(Told) < 0) return;
                var place = Interlocked.Increment(ref arrived) - 1;
                if (place == 0) bytes = message.ToArray();
                arrivals[place] = at;
                if (place == arrivals.Length - 1) all.TrySetResult();
            };
            var began = Stopwatch.GetTimestamp();
            using var asked = request();
            using var answer = await http.SendAsync(asked);
            if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
            await all.Task.WaitAsync(Longest);
            return [.. arrivals.Select(at => Stopwatch.GetElapsedTime(began, at).TotalMilliseconds)];
        }
    }

    private static bool Print(BenchmarkCity city, int connections, List<List<double>> own, List<List<double>> theirs, DiskPulse disk, int lost)
    {
        Console.WriteLine();
        Console.WriteLine($"P7 a change shown on all screens, {city.Provider}, {connections} connections   (disk {disk}; load {Machine.LoadAverage()})");
        Print("program", own);
        Print("loop over bare WebSockets", theirs);
        var ratios = own.Zip(theirs, (mine, its) => Figures.Percentile(mine, 0.99) / Figures.Percentile(its, 0.99)).ToList();
        var median = Figures.Median(ratios);
        var verdict = median <= Stretch ? "stretch reached" : median <= Done ? "done" : "NOT REACHED";
        Console.WriteLine($"    ratio of p99   {median:0.00} x  ({string.Join(' ', ratios.Select(ratio => $"{ratio:0.00}"))})   goal {Done:0.0#} x, stretch {Stretch:0.0#} x: {verdict}   connections lost {lost}");
        return median <= Done && lost == 0;
    }

    private static void Print(string who, List<List<double>> slices) => Console.WriteLine(
        $"  {who,-30} {slices.Sum(slice => slice.Count)} arrivals   p50 {Figures.Median(slices.Select(slice => Figures.Percentile(slice, 0.5))):0.0} ms   p99 by slice {string.Join(' ', slices.Select(slice => $"{Figures.Percentile(slice, 0.99):0.0}"))} ms");
}
