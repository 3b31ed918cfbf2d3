using System.Globalization;
using System.Text;
using System.Text.Json;
using ElderCare.Integrations.Signing;
using ElderCare.Simulator.Reporting;
using NodaTime;

namespace ElderCare.Simulator.People;

/// <summary>People who call 12349, as the exchange tells of them: it rings, somebody answers, somebody hangs up.</summary>
public sealed class SimulatedCallers(ServerAddress server, SimulationReport report, int seed) : IDisposable
{
    private const string Exchange = "demo-pbx", ExchangeKey = "demo-pbx-key";
    private static readonly string[] Course = ["ringing", "answered", "hungUp"];
    private readonly HttpClient _http = new() { BaseAddress = server.Api, Timeout = TimeSpan.FromSeconds(30) };
    private readonly Random _dice = new(seed);

    /// <summary>Has people call at a rate until it is told to stop.</summary>
    /// <param name="rate">Calls a second.</param>
    /// <param name="stop">Ends it; a call that has begun is told to its end.</param>
    public async Task Call(double rate, CancellationToken stop)
    {
        var calls = new List<Task>();
        using var tick = new PeriodicTimer(TimeSpan.FromSeconds(1 / rate));
        try
        {
            while (await tick.WaitForNextTickAsync(stop)) calls.Add(One(_dice.Next(100_000_000)));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await Task.WhenAll(calls);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task One(int number)
    {
        var callId = Guid.NewGuid().ToString();
        foreach (var type in Course)
        {
            var now = SystemClock.Instance.GetCurrentInstant();
            // A series of numbers that no operator has given out.
            var body = JsonSerializer.SerializeToUtf8Bytes(new { callId, type, from = string.Create(CultureInfo.InvariantCulture, $"100{number:D8}"), to = "12349", occurredAt = now.ToString() });
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/telephony/events") { Content = new ByteArrayContent(body) };
            request.Content.Headers.ContentType = new("application/json");
            request.Headers.Add("X-Vendor", Exchange);
            request.Headers.Add(RequestSignature.Header, RequestSignature.Sign(body, Encoding.ASCII.GetBytes(ExchangeKey), now));
            try
            {
                using var answer = await _http.SendAsync(request);
                report.Call(((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture));
            }
            catch (Exception broken) when (broken is HttpRequestException or OperationCanceledException)
            {
                report.Call("not at all");
            }
        }
    }
}
