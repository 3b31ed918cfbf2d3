using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

namespace ElderCare.MobileApi.Tests.Realtime;

internal static class Listening
{
    /// <summary>Connects, and returns when the server has registered the listener.</summary>
    /// <remarks>The client counts as connected after the handshake, before the server has run what registers it; the server answers calls only after that.</remarks>
    public static async Task Listen(this HubConnection hub)
    {
        await hub.StartAsync();
        await Assert.ThrowsAsync<HubException>(() => hub.InvokeAsync("NoSuchMethod"));
    }
}
