using System.Net.WebSockets;
using System.Text;

namespace ElderCare.Benchmarks.Loads;

/// <summary>What a screen says on its WebSocket beside listening.</summary>
internal abstract class ScreenWire
{
    private const int LongestGreeting = 512;

    /// <summary>Of a server that expects nothing.</summary>
    public static readonly ScreenWire Bare = new SilentWire();

    /// <summary>Of socket.io in the fourth version of its wire.</summary>
    public static readonly ScreenWire SocketIo = new SocketIoWire();

    /// <summary>Of the program's hub.</summary>
    /// <param name="token">Of the user who looks at the screen.</param>
    public static ScreenWire Hub(string token) => new HubWire(token);

    /// <summary>Sent with the request that opens it; null for none.</summary>
    public virtual string? Token => null;

    /// <summary>Sent every ten seconds; empty for nothing.</summary>
    public virtual ReadOnlyMemory<byte> Ping => default;

    /// <summary>What is said until messages come.</summary>
    public virtual Task Greet(ClientWebSocket socket, CancellationToken ct) => Task.CompletedTask;

    /// <summary>What a message is answered with; empty for nothing.</summary>
    public virtual ReadOnlyMemory<byte> AnswerTo(ReadOnlySpan<byte> message) => default;

    private static async Task<string> Hear(ClientWebSocket socket, CancellationToken ct)
    {
        var buffer = new byte[LongestGreeting];
        var received = await socket.ReceiveAsync(buffer, ct);
        return Encoding.UTF8.GetString(buffer, 0, received.Count);
    }

    private sealed class SilentWire : ScreenWire;

    /// <summary>A hub closes what has said nothing for 30 seconds.</summary>
    private sealed class HubWire(string token) : ScreenWire
    {
        private static readonly byte[] Handshake = [.. "{\"protocol\":\"json\",\"version\":1}"u8, 0x1e];
        private static readonly byte[] Here = [.. "{\"type\":6}"u8, 0x1e];

        public override string? Token => token;

        public override ReadOnlyMemory<byte> Ping => Here;

        public override async Task Greet(ClientWebSocket socket, CancellationToken ct)
        {
            await socket.SendAsync(Handshake, WebSocketMessageType.Text, true, ct);
            await Hear(socket, ct);
        }
    }

    /// <summary>engine.io opens with 0, pings with 2 and wants 3; socket.io connects with 40.</summary>
    private sealed class SocketIoWire : ScreenWire
    {
        private static readonly byte[] Connect = "40"u8.ToArray(), Pong = "3"u8.ToArray();

        public override async Task Greet(ClientWebSocket socket, CancellationToken ct)
        {
            var opened = await Hear(socket, ct);
            await socket.SendAsync(Connect, WebSocketMessageType.Text, true, ct);
            var connected = await Hear(socket, ct);
            if (!opened.StartsWith('0') || !connected.StartsWith("40", StringComparison.Ordinal)) throw new InvalidOperationException($"socket.io says {opened} and {connected}");
        }

        public override ReadOnlyMemory<byte> AnswerTo(ReadOnlySpan<byte> message) => message.SequenceEqual("2"u8) ? Pong : default;
    }
}
