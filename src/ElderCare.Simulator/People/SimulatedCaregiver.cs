using System.Text.Json;
using System.Threading.Channels;
using ElderCare.Simulator.Reporting;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using NodaTime;

namespace ElderCare.Simulator.People;

/// <summary>A caregiver with a phone: takes what is offered, now and then declines, comes, serves and goes. What takes an hour is told at once, by the device's clock.</summary>
public sealed class SimulatedCaregiver : IAsyncDisposable
{
    private const double Declines = 0.2;
    private static readonly Duration Served = Duration.FromMinutes(45);
    private readonly CityClient _client;
    private readonly HubConnection _hub;
    private readonly VisitReport _report;
    private readonly Random _dice;
    private readonly Channel<(Guid Offer, Guid Order)> _asked = Channel.CreateUnbounded<(Guid Offer, Guid Order)>();
    private readonly CancellationTokenSource _end = new();
    private Task _works = Task.CompletedTask;

    private SimulatedCaregiver(CityClient client, VisitReport report, int seed)
    {
        (_client, _report, _dice) = (client, report, new Random(seed));
        _hub = new HubConnectionBuilder().WithUrl(client.Server.Hub, options => options.AccessTokenProvider = () => Task.FromResult<string?>(client.Token)).WithAutomaticReconnect().Build();
        _hub.On<JsonElement>("event", Hear);
    }

    /// <summary>Begins the duty of a demo user.</summary>
    /// <param name="server">Where.</param>
    /// <param name="userName">caregiver1 or caregiver2.</param>
    /// <param name="report">Takes down what happens.</param>
    /// <param name="seed">Of the dice.</param>
    /// <param name="ct">Gives up.</param>
    public static async Task<SimulatedCaregiver> Start(ServerAddress server, string userName, VisitReport report, int seed, CancellationToken ct = default)
    {
        var caregiver = new SimulatedCaregiver(await CityClient.SignIn(server, userName, ct), report, seed);
        await caregiver._hub.StartAsync(ct);
        caregiver._works = caregiver.Work();
        return caregiver;
    }

    /// <summary>Ends the duty; a visit that has begun is finished.</summary>
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
        switch (told.GetProperty("type").GetString())
        {
            case "serviceOrder.offered":
                _report.Count("offers shown");
                var data = told.GetProperty("data");
                _asked.Writer.TryWrite((data.GetProperty("id").GetGuid(), data.GetProperty("orderId").GetGuid()));
                break;
            case "serviceOrder.offerWithdrawn":
                _report.Count("offers withdrawn");
                break;
        }
    }

    private async Task Work()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                var (offer, order) = await _asked.Reader.ReadAsync(_end.Token);
                if (_dice.NextDouble() < Declines) await Decline(offer);
                else await Take(offer, order);
            }
            catch (HubException refusal)
            {
                _report.Count(refusal.Message.Contains("services.offerTaken", StringComparison.Ordinal) ? "too late for" : "not taken");
            }
            catch (Exception broken) when (broken is HttpRequestException or IOException or InvalidOperationException or OperationCanceledException)
            {
                // the server is away or has refused; or the duty is over
            }
        }
    }

    private async Task Decline(Guid offer)
    {
        await _hub.InvokeAsync("DeclineOffer", offer);
        _report.Count("declined");
    }

    private async Task Take(Guid offer, Guid order)
    {
        await _hub.InvokeAsync<JsonElement>("AcceptOffer", offer);
        _report.Count("taken");
        var now = SystemClock.Instance.GetCurrentInstant();
        await _client.Post($"/api/service-orders/{order}/en-route", new { });
        await _client.Post($"/api/service-orders/{order}/check-in", new { occurredAt = (now - Served).ToString(), latitude = 37.5, longitude = 122.1, accuracyMetres = 15, reason = "仿真" });
        await _client.Post($"/api/service-orders/{order}/check-out", new { occurredAt = now.ToString(), latitude = 37.5, longitude = 122.1, accuracyMetres = 15, reason = "仿真" });
        _report.Count("served");
    }
}
