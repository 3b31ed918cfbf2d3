using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using System.Threading.Channels;
using ElderCare.Simulator.Reporting;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

namespace ElderCare.Simulator.People;

/// <summary>An agent at a console: is ready, takes what rings, shows that the claim is alive, and closes it.</summary>
public sealed class SimulatedAgent : IAsyncDisposable
{
    private readonly CityClient _client;
    private readonly HubConnection _hub;
    private readonly SimulationReport _report;
    private readonly Channel<Guid> _rings = Channel.CreateUnbounded<Guid>();
    private readonly ConcurrentQueue<Offer> _offers = new();
    private readonly CancellationTokenSource _end = new();
    private Task _works = Task.CompletedTask;

    private SimulatedAgent(CityClient client, SimulationReport report)
    {
        _client = client;
        _report = report;
        _hub = new HubConnectionBuilder().WithUrl(client.Server.Hub, options => options.AccessTokenProvider = () => Task.FromResult<string?>(client.Token)).WithAutomaticReconnect().Build();
        _hub.On<JsonElement>("event", Hear);
    }

    /// <summary>What its console was shown, the oldest first.</summary>
    public IReadOnlyCollection<Offer> Offers => _offers;

    /// <summary>Sits down at a console.</summary>
    /// <param name="server">Where.</param>
    /// <param name="userName">A demo user who works at the desk: agent1, agent2, supervisor1.</param>
    /// <param name="report">Takes down what it sees.</param>
    /// <param name="works">Whether it takes what rings; one that does not only looks on.</param>
    /// <param name="ct">Gives up.</param>
    public static async Task<SimulatedAgent> Start(ServerAddress server, string userName, SimulationReport report, bool works = true, CancellationToken ct = default)
    {
        var agent = new SimulatedAgent(await CityClient.SignIn(server, userName, ct), report);
        await agent._hub.StartAsync(ct);
        if (works)
        {
            await agent._hub.InvokeAsync("SetAgentState", "ready", null, ct);
            agent._works = agent.Work();
        }
        return agent;
    }

    /// <summary>Gets up; what is in hand is finished.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _works;
        await _hub.DisposeAsync();
        _client.Dispose();
        _end.Dispose();
    }

    private void Hear(JsonElement told)
    {
        if (told.GetProperty("type").GetString() != "incident.offered") return;
        var data = told.GetProperty("data");
        Guid? senior = data.TryGetProperty("seniorId", out var id) && id.ValueKind == JsonValueKind.String ? id.GetGuid() : null;
        var incident = told.GetProperty("subjectId").GetGuid();
        _offers.Enqueue(new(incident, senior, Stopwatch.GetTimestamp()));
        _report.Show(senior);
        _rings.Writer.TryWrite(incident);
    }

    private async Task Work()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                await Take(await _rings.Reader.ReadAsync(_end.Token));
            }
            catch (HubException)
            {
                _report.ComeLate(); // a colleague has it, or it is closed
            }
            catch (Exception broken) when (broken is HttpRequestException or IOException or InvalidOperationException or OperationCanceledException)
            {
                // the server is away or has refused, and it rings again; or the agent gets up
            }
        }
    }

    private async Task Take(Guid incident)
    {
        var taken = await _hub.InvokeAsync<JsonElement>("ClaimIncident", incident);
        _report.Claim();
        var claim = taken.GetProperty("claim").GetInt32();
        await _hub.InvokeAsync<JsonElement>("KeepClaim", incident, claim);
        await _client.Post($"/api/incidents/{incident}/close", new { claim, outcome = "test", spokenBy = "仿真" });
        _report.Close();
        await _hub.InvokeAsync("SetAgentState", "ready", null);
    }
}

/// <summary>An incident that rang at a console.</summary>
/// <param name="IncidentId">Which.</param>
/// <param name="SeniorId">Whose; null when nobody is known.</param>
/// <param name="At">By <see cref="Stopwatch.GetTimestamp"/>.</param>
public sealed record Offer(Guid IncidentId, Guid? SeniorId, long At);
