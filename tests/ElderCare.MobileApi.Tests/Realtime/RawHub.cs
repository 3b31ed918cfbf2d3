using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace ElderCare.MobileApi.Tests.Realtime;

/// <summary>The hub's JSON protocol, message by message, in the order in which the server wrote them.</summary>
internal sealed class RawHub : IAsyncDisposable
{
    private const byte End = 0x1e;
    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[64 * 1024];
    private readonly Queue<JsonElement> _messages = new();
    private readonly List<byte> _partial = [];

    public static async Task<RawHub> Connect(TestCity city, string userName)
    {
        var hub = new RawHub();
        await hub._socket.ConnectAsync(new Uri($"{city.Address.Replace("http:", "ws:", StringComparison.Ordinal)}/hubs/dispatch?resume=true&access_token={await city.TokenOf(userName)}"), CancellationToken.None);
        await hub.Send(new { protocol = "json", version = 1 });
        Assert.False((await hub.Next()).TryGetProperty("error", out _));
        return hub;
    }

    public Task Resume(long after, int call) => Send(new { type = 1, invocationId = $"{call}", target = "Resume", arguments = new[] { after } });

    /// <summary>The next event or completion; pings are passed over.</summary>
    public async Task<JsonElement> Next()
    {
        while (true)
        {
            if (_messages.TryDequeue(out var message) && !(message.TryGetProperty("type", out var type) && type.GetInt32() == 6)) return message;
            if (_messages.Count > 0) continue;
            using var patience = new CancellationTokenSource(Patience.Most);
            var received = await _socket.ReceiveAsync(_buffer.AsMemory(), patience.Token);
            foreach (var one in _buffer.AsSpan(0, received.Count).ToArray())
            {
                if (one != End)
                {
                    _partial.Add(one);
                    continue;
                }
                _messages.Enqueue(JsonDocument.Parse(Encoding.UTF8.GetString([.. _partial])).RootElement);
                _partial.Clear();
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private Task Send(object message) => _socket.SendAsync((byte[])[.. JsonSerializer.SerializeToUtf8Bytes(message), End], WebSocketMessageType.Text, true, CancellationToken.None);
}
