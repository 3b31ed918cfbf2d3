using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using ElderCare.Benchmarks.Loads;
using ElderCare.Benchmarks.Servers;

namespace ElderCare.Benchmarks.Goals;

/// <summary>
/// P7: one change that thousands of screens are told of, from the request that makes it until each screen has it, against a loop over
/// bare WebSockets that sends the same bytes, and against socket.io that tells a room the same. All screens are in this process, each
/// server in its own.
/// </summary>
internal static class P7SendToAll
{
    private const int Connections = 5_000;
    private const int WarmUps = 5;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);
    private static readonly byte[] Told = Encoding.ASCII.GetBytes("\"device.changed\"");

    public static async Task<bool> Measure(BenchmarkCity city, Options options)
    {
        var button = (await Buttons.In(city))[0];
        await using var program = await city.StartProgram();
        await using var bare = await BareServer.Start(city);
        await using var socketIo = await SocketIo.Start(city);
        using var http = new HttpClient();
        var token = await city.SignIn(program, "city1");
        var connections = Screens.Most(Connections, socketIo is null ? 2 : 3);
        await using var agents = await Screens.Open(new($"ws://127.0.0.1:{program.Port}/hubs/dispatch"), ScreenWire.Hub(await city.SignIn(program, "agent1")), connections);
        await using var screens = await Screens.Open(new($"ws://127.0.0.1:{bare.Process.Port}{BareServer.Screens}"), ScreenWire.Bare, connections);
        await using var sockets = socketIo is null ? null : await Screens.Open(new($"ws://127.0.0.1:{socketIo.Port}{SocketIo.Screens}"), ScreenWire.SocketIo, connections);
        var bytes = Array.Empty<byte>();
        var suspends = true;
        var own = new Sending("program", async () =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(program.Address, $"/api/devices/{button.DeviceId}/{(suspends ? "suspend" : "resume")}"));
            suspends = !suspends;
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
            var (milliseconds, message) = await Send(agents, request);
            bytes = message;
            return milliseconds;
        });
        var yardsticks = new List<Yardstick> { new(Posting("loop over bare WebSockets", screens, bare.Process), Done: 1.6, Stretch: 1.25) };
        if (sockets is not null) yardsticks.Add(new(Posting("socket.io, one room", sockets, socketIo!), Done: 0.95, Stretch: 0.75));
        Sending[] all = [own, .. yardsticks.Select(yardstick => yardstick.Sending)];
        foreach (var sending in all)
        {
            for (var i = 0; i < WarmUps; i++) await sending.Once();
        }
        var disk = new DiskPulse(city.Folder);
        for (var i = 0; i < options.Slices; i++)
        {
            disk.Take();
            foreach (var sending in all) sending.Slices.Add(await Slice(sending));
        }
        var lost = agents.Lost + screens.Lost + (sockets?.Lost ?? 0);
        Console.WriteLine();
        Console.WriteLine($"P7 a change shown on all screens, {city.Provider}, {connections} connections   (disk {disk}; load {Machine.LoadAverage()})   connections lost {lost}");
        Print(own);
        return yardsticks.ConvertAll(yardstick => Print(own, yardstick)).TrueForAll(reached => reached) && lost == 0;

        Sending Posting(string name, Screens to, ServerProcess server) => new(name, async () =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Address, BareServer.Send)) { Content = new ByteArrayContent(bytes) };
            return (await Send(to, request)).Milliseconds;
        });

        async Task<List<double>> Slice(Sending sending)
        {
            var milliseconds = new List<double>();
            for (var began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(options.Seconds);) milliseconds.AddRange(await sending.Once());
            return milliseconds;
        }

        async Task<(List<double> Milliseconds, byte[] Message)> Send(Screens to, HttpRequestMessage request)
        {
            var arrivals = new long[to.Count];
            var (begun, arrived) = (0, 0);
            var first = Array.Empty<byte>();
            var everywhere = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            to.Heard = (message, at) =>
            {
                if (message.Span.IndexOf(Told) < 0) return;
                var place = Interlocked.Increment(ref begun) - 1;
                if (place == 0) first = message.ToArray();
                arrivals[place] = at;
                if (Interlocked.Increment(ref arrived) == arrivals.Length) everywhere.TrySetResult();
            };
            var began = Stopwatch.GetTimestamp();
            using var answer = await http.SendAsync(request);
            if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
            await everywhere.Task.WaitAsync(Longest);
            return ([.. arrivals.Select(at => Stopwatch.GetElapsedTime(began, at).TotalMilliseconds)], first);
        }
    }

    private static bool Print(Sending own, Yardstick against)
    {
        Print(against.Sending);
        var ratios = own.Slices.Zip(against.Sending.Slices, (mine, its) => Figures.Percentile(mine, 0.99) / Figures.Percentile(its, 0.99)).ToList();
        var median = Figures.Median(ratios);
        var verdict = median <= against.Stretch ? "stretch reached" : median <= against.Done ? "done" : "NOT REACHED";
        Console.WriteLine($"    ratio of p99   {median:0.00} x  ({string.Join(' ', ratios.Select(ratio => $"{ratio:0.00}"))})   goal {against.Done:0.0#} x, stretch {against.Stretch:0.0#} x: {verdict}");
        return median <= against.Done;
    }

    private static void Print(Sending sending) => Console.WriteLine(
        $"  {sending.Name,-30} {sending.Slices.Sum(slice => slice.Count)} arrivals   p50 {Figures.Median(sending.Slices.Select(slice => Figures.Percentile(slice, 0.5))):0.0} ms   p99 by slice {string.Join(' ', sending.Slices.Select(slice => $"{Figures.Percentile(slice, 0.99):0.0}"))} ms");

    /// <summary>What tells all its screens something when it is asked to.</summary>
    /// <param name="Name">As printed.</param>
    /// <param name="Once">Has it done so once; answers the milliseconds to each screen.</param>
    private sealed record Sending(string Name, Func<Task<List<double>>> Once)
    {
        /// <summary>The milliseconds of each slice.</summary>
        public List<List<double>> Slices { get; } = [];
    }

    /// <summary>What the program is measured against.</summary>
    /// <param name="Sending">It.</param>
    /// <param name="Done">The ratio that must be reached.</param>
    /// <param name="Stretch">The ratio wished for.</param>
    private sealed record Yardstick(Sending Sending, double Done, double Stretch);
}
