using System.Net;
using System.Text.Json;
using ElderCare.Simulator.Reporting;
using Microsoft.AspNetCore.SignalR.Client;
using NodaTime;

namespace ElderCare.Simulator.People;

/// <summary>The family of senior1: books visits at a rate and confirms each when it has been served.</summary>
public sealed class SimulatedFamily : IAsyncDisposable
{
    private const int Days = 14;
    private readonly CityClient _client;
    private readonly HubConnection _hub;
    private readonly VisitReport _report;
    private readonly Random _dice;
    private readonly List<Task> _confirming = [];

    private SimulatedFamily(CityClient client, VisitReport report, int seed)
    {
        (_client, _report, _dice) = (client, report, new Random(seed));
        _hub = new HubConnectionBuilder().WithUrl(client.Server.Hub, options => options.AccessTokenProvider = () => Task.FromResult<string?>(client.Token)).WithAutomaticReconnect().Build();
        _hub.On<JsonElement>("event", Hear);
    }

    /// <summary>Signs family1 in.</summary>
    public static async Task<SimulatedFamily> Start(ServerAddress server, VisitReport report, int seed, CancellationToken ct = default)
    {
        var family = new SimulatedFamily(await CityClient.SignIn(server, "family1", ct), report, seed);
        await family._hub.StartAsync(ct);
        return family;
    }

    /// <summary>Books at a rate until it is told to stop.</summary>
    /// <param name="rate">Visits a second.</param>
    /// <param name="stop">Ends it.</param>
    public async Task Book(double rate, CancellationToken stop)
    {
        var me = await _client.Read("/api/me", CancellationToken.None);
        var senior = me.GetProperty("seniorIds")[0].GetGuid();
        var services = (await _client.Read("/api/service-items", CancellationToken.None)).GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetGuid()).ToList();
        using var tick = new PeriodicTimer(TimeSpan.FromSeconds(1 / rate));
        try
        {
            while (await tick.WaitForNextTickAsync(stop)) await BookOne(senior, services[_dice.Next(services.Count)]);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // it was to stop
        }
    }

    /// <summary>What has been served is confirmed to the end.</summary>
    public async ValueTask DisposeAsync()
    {
        await _hub.DisposeAsync();
        List<Task> confirming;
        lock (_confirming) confirming = [.. _confirming];
        await Task.WhenAll(confirming);
        _client.Dispose();
    }

    private async Task BookOne(Guid senior, Guid service)
    {
        var startsAt = SystemClock.Instance.GetCurrentInstant() + Duration.FromMinutes(30 * _dice.Next(1, Days * 48));
        try
        {
            await _client.Post("/api/service-orders", new { seniorId = senior, serviceItemId = service, startsAt = startsAt.ToString(), minutes = 30 * _dice.Next(1, 4), acceptSelfPay = true });
            _report.Count("booked");
        }
        catch (HttpRequestException refused) when (refused.StatusCode == HttpStatusCode.Conflict)
        {
            _report.Count("refused"); // another visit is at that time
        }
        catch (HttpRequestException)
        {
            _report.Count("not answered");
        }
    }

    private void Hear(JsonElement told)
    {
        if (told.GetProperty("type").GetString() != "serviceOrder.changed" || told.GetProperty("data").GetProperty("state").GetString() != "completed") return;
        lock (_confirming) _confirming.Add(Confirm(told.GetProperty("subjectId").GetGuid()));
    }

    private async Task Confirm(Guid order)
    {
        try
        {
            await _client.Post($"/api/service-orders/{order}/confirm", new { rating = 5 });
            _report.Count("confirmed");
        }
        catch (HttpRequestException)
        {
            _report.Count("not confirmed");
        }
    }
}
