using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR.Client;

namespace ElderCare.MobileApi.Tests.HomeServices;

/// <summary>What a caregiver's screen is told, in order.</summary>
internal sealed class VisitEvents
{
    private readonly Channel<JsonElement> _told = Channel.CreateUnbounded<JsonElement>();

    public VisitEvents(HubConnection hub) => hub.On<JsonElement>("event", told => _told.Writer.TryWrite(told));

    /// <summary>The next event of a type; others are passed over.</summary>
    public async Task<JsonElement> Next(string type)
    {
        using var patience = new CancellationTokenSource(Patience.Most);
        while (true)
        {
            var told = await _told.Reader.ReadAsync(patience.Token);
            if (told.Text("type") == type) return told;
        }
    }
}
