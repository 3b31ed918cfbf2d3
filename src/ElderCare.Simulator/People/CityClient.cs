using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using ElderCare.Simulator.Devices;

namespace ElderCare.Simulator.People;

/// <summary>Somebody of the demo city who is signed in.</summary>
public sealed class CityClient : IDisposable
{
    /// <summary>The password of every demo user.</summary>
    public const string DemoPassword = "Demo-12349!";
    private const int PageSize = 200;
    private readonly HttpClient _http;

    private CityClient(ServerAddress server, HttpClient http)
    {
        Server = server;
        _http = http;
    }

    /// <summary>Where.</summary>
    public ServerAddress Server { get; }

    /// <summary>What the hub takes too.</summary>
    public string Token { get; private set; } = "";

    /// <summary>Signs a demo user in.</summary>
    /// <exception cref="HttpRequestException">It is not there, or has no such user.</exception>
    public static async Task<CityClient> SignIn(ServerAddress server, string userName, CancellationToken ct = default)
    {
        var client = new CityClient(server, new HttpClient { BaseAddress = server.Api, Timeout = TimeSpan.FromSeconds(60) });
        client.Token = (await client.Post("/api/auth/token", new { userName, password = DemoPassword }, ct)).GetProperty("accessToken").GetString()!;
        client._http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", client.Token);
        return client;
    }

    /// <summary>People of a division, so many at most.</summary>
    public async Task<IReadOnlyList<Guid>> SeniorsOf(string division, int most, CancellationToken ct = default)
    {
        var found = new List<Guid>();
        for (string? cursor = ""; cursor is not null && found.Count < most;)
        {
            var page = await Read($"/api/seniors?divisionCode={division}&limit={PageSize}{(cursor.Length > 0 ? $"&cursor={Uri.EscapeDataString(cursor)}" : "")}", ct);
            found.AddRange(page.GetProperty("items").EnumerateArray().Select(one => one.GetProperty("id").GetGuid()));
            cursor = page.TryGetProperty("nextCursor", out var next) ? next.GetString() : null;
        }
        return [.. found.Take(most)];
    }

    /// <summary>Registers a device and gives it to its person.</summary>
    public async Task AddDevice(PlayedDevice device, CancellationToken ct = default)
    {
        var added = await Post("/api/devices", new { number = device.Number, protocol = device.Kind.Protocol().ToString().ToLowerInvariant(), model = "仿真一键呼 1 型", key = device.Key }, ct);
        await Post($"/api/devices/{added.GetProperty("id").GetString()}/bind", new { seniorId = device.SeniorId }, ct);
    }

    /// <summary>Gets what is at a path.</summary>
    public Task<JsonElement> Read(string path, CancellationToken ct = default) => Send(() => new HttpRequestMessage(HttpMethod.Get, path), ct);

    /// <summary>Posts to a path.</summary>
    /// <exception cref="HttpRequestException">It was refused; the message holds the answer.</exception>
    public Task<JsonElement> Post(string path, object body, CancellationToken ct = default)
    {
        var key = Guid.NewGuid().ToString();
        return Send(() =>
        {
            var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
            request.Headers.Add("Idempotency-Key", key);
            return request;
        }, ct);
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<JsonElement> Send(Func<HttpRequestMessage> make, CancellationToken ct)
    {
        while (true)
        {
            using var request = make();
            using var answer = await _http.SendAsync(request, ct);
            if (answer.StatusCode == HttpStatusCode.TooManyRequests)
            {
                await Task.Delay(answer.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1), ct);
                continue;
            }
            var text = await answer.Content.ReadAsStringAsync(ct);
            if (!answer.IsSuccessStatusCode) throw new HttpRequestException($"{request.Method} {request.RequestUri}: {(int)answer.StatusCode} {text}", null, answer.StatusCode);
            return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
        }
    }
}
