using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using ElderCare.Benchmarks.Loads;
using ElderCare.Benchmarks.Servers;
using ElderCare.Domain.HomeServices;
using ElderCare.Domain.People;
using ElderCare.MobileApi.HomeServices;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.Benchmarks.Goals;

/// <summary>
/// dispatch: whom to ask about a visit among 3,000 caregivers on duty, in the program itself; then, with 1,000 caregivers connected to
/// the hub, from an offer accepted over REST to its withdrawal on the last of the other screens.
/// </summary>
internal static class DispatchVisits
{
    private const double LongestDecision = 5;
    private const double LongestWithdrawal = 100;
    private const int WarmUps = 300;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    public static async Task<bool> Measure(BenchmarkCity city, Options options)
    {
        var (workers, seniors) = await Workforce.In(city);
        var decided = await Decide(city, options, seniors);
        await Workforce.SendHomeWhoHasNoAccount(city, workers);
        return await Accept(city, options, [.. workers.Where(worker => worker.Token is not null)], seniors) && decided;
    }

    private static async Task<bool> Decide(BenchmarkCity city, Options options, IReadOnlyList<Senior> seniors)
    {
        await using var program = city.HostProgram();
        var offers = program.Services.GetRequiredService<OfferVisits>();
        var dice = new Random(1);
        var (slices, fit) = (new List<IReadOnlyList<double>>(), 0L);
        for (var i = 0; i < WarmUps; i++) offers.Rank(Wish());
        for (var i = 0; i < options.Slices; i++)
        {
            var milliseconds = new List<double>();
            for (var began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(options.Seconds);)
            {
                var wish = Wish();
                var one = Stopwatch.GetTimestamp();
                fit += offers.Rank(wish).Count;
                milliseconds.Add(Stopwatch.GetElapsedTime(one).TotalMilliseconds);
            }
            slices.Add(milliseconds);
        }
        var count = slices.Sum(slice => slice.Count);
        Console.WriteLine();
        Console.WriteLine($"Dispatch of a visit among {Workforce.Caregivers} caregivers on duty, {seniors.Count} clients, {Workforce.Caregivers * 14} visits in the week, {city.Provider}   (load {Machine.LoadAverage()})");
        return Print($"decision", slices, LongestDecision, $"{fit / (double)count:0} of them may come");

        VisitWish Wish()
        {
            var senior = seniors[dice.Next(seniors.Count)];
            var begins = Soon(dice, days: 2);
            return new(Guid.CreateVersion7(), senior.Id, senior.ResidenceDivision, new(senior.Latitude, senior.Longitude), begins, begins + Duration.FromHours(1), dice.Next(3) == 0 ? "nursing" : null, null, null);
        }
    }

    private static async Task<bool> Accept(BenchmarkCity city, Options options, IReadOnlyList<Worker> workers, IReadOnlyList<Senior> seniors)
    {
        await using var program = await city.StartProgram();
        using var http = new HttpClient { BaseAddress = program.Address };
        var agent = await city.SignIn(program, "agent1");
        var tokens = workers.ToDictionary(worker => worker.Id, worker => worker.Token!);
        Guid item;
        using (var db = city.Database.Read()) item = (await db.ServiceItems.SingleAsync(one => one.Code == "cleaning")).Id;
        await using var screens = await Screens.Open(new($"ws://127.0.0.1:{program.Port}/hubs/dispatch"), [.. workers.Take(Screens.Most(workers.Count)).Select(worker => ScreenWire.Hub(worker.Token!))]);
        var dice = new Random(2);
        var slices = new List<IReadOnlyList<double>>();
        for (var i = 0; i <= options.Slices; i++)
        {
            var milliseconds = new List<double>();
            for (var began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(options.Seconds);)
            {
                if (await Once() is { } one) milliseconds.Add(one);
            }
            if (i > 0) slices.Add(milliseconds); // the first is the warm-up
        }
        Console.WriteLine();
        Console.WriteLine($"Offer accepted to withdrawn on the others' screens, {screens.Count} caregivers connected, {city.Provider}   (load {Machine.LoadAverage()})");
        return Print("withdrawn", slices, LongestWithdrawal, $"connections lost {screens.Lost}") && screens.Lost == 0;

        async Task<double?> Once()
        {
            var senior = seniors[dice.Next(seniors.Count)];
            using var booked = await Post("/api/service-orders", agent, new { seniorId = senior.Id, serviceItemId = item, startsAt = $"{Soon(dice, days: 50)}", minutes = 60, acceptSelfPay = true });
            if (!booked.IsSuccessStatusCode) return null; // who is away or has another visit then
            var order = (await booked.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
            List<ServiceOffer> asked;
            using (var db = city.Database.Read()) asked = await db.ServiceOffers.AsNoTracking().Where(offer => offer.OrderId == order && offer.State == OfferState.Open).ToListAsync();
            asked = [.. asked.Where(offer => tokens.ContainsKey(offer.CaregiverId))];
            if (asked.Count < 2) return null;
            var (type, which, left) = (Encoding.ASCII.GetBytes("\"serviceOrder.offerWithdrawn\""), Encoding.ASCII.GetBytes($"\"{order}\""), asked.Count - 1);
            var last = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
            screens.Heard = (message, at) =>
            {
                if (message.Span.IndexOf(type) < 0 || message.Span.IndexOf(which) < 0 || message.Span.IndexOf("\"withdrawn\""u8) < 0) return;
                if (Interlocked.Decrement(ref left) == 0) last.TrySetResult(at);
            };
            var sent = Stopwatch.GetTimestamp();
            using var accepted = await Post($"/api/service-offers/{asked[0].Id}/accept", tokens[asked[0].CaregiverId], new { });
            if (!accepted.IsSuccessStatusCode) throw new InvalidOperationException($"{(int)accepted.StatusCode}: {await accepted.Content.ReadAsStringAsync()}");
            return Stopwatch.GetElapsedTime(sent, await last.Task.WaitAsync(Longest)).TotalMilliseconds;
        }

        async Task<HttpResponseMessage> Post(string path, string token, object body)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
            return await http.SendAsync(request);
        }
    }

    /// <summary>At a quarter of an hour of the next days, between 8 and 17 o'clock.</summary>
    private static Instant Soon(Random dice, int days)
    {
        var today = Domain.Shared.CityClock.DateOf(SystemClock.Instance.GetCurrentInstant());
        return Domain.Shared.CityClock.At(today.PlusDays(1 + dice.Next(days)), LocalTime.Midnight) + Duration.FromMinutes(480 + 15 * dice.Next(36));
    }

    private static bool Print(string what, IReadOnlyList<IReadOnlyList<double>> slices, double goal, string more)
    {
        var p99s = slices.Select(slice => Figures.Percentile(slice, 0.99)).ToList();
        var p99 = Figures.Median(p99s);
        Console.WriteLine($"  {what,-12} {slices.Sum(slice => slice.Count)} times   p50 {Figures.Median(slices.Select(slice => Figures.Percentile(slice, 0.5))):0.00} ms   p99 {p99:0.00} ms   by slice {string.Join(' ', p99s.Select(one => $"{one:0.00}"))}   {more}");
        Console.WriteLine($"    goal p99 {goal:0} ms: {(p99 <= goal ? "done" : "NOT REACHED")}");
        return p99 <= goal;
    }
}
