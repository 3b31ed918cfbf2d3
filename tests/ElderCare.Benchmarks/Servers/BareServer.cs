using System.Buffers;
using System.Collections.Concurrent;
using System.IO.Pipelines;
using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Connections;

namespace ElderCare.Benchmarks.Servers;

/// <summary>
/// The yardstick of P1, P7 and P8: Kestrel as it is shipped with a ConnectionHandler that stores nothing and answers an alarm with
/// the same bytes as the program, and with WebSockets to which a loop sends what is posted.
/// </summary>
internal sealed class BareServer : IAsyncDisposable
{
    public const string Verb = "bare-server";
    public const string Screens = "/screens";
    public const string Send = "/send";

    private BareServer(ServerProcess process, int devicePort) => (Process, DevicePort) = (process, devicePort);

    public ServerProcess Process { get; }

    /// <summary>Where it listens to watches.</summary>
    public int DevicePort { get; }

    public static async Task<BareServer> Start(BenchmarkCity city)
    {
        var devicePort = ServerProcess.FreePort();
        return new(await ServerProcess.Start(
            Environment.ProcessPath!, port => [Verb, $"{port}", $"{devicePort}"], new Dictionary<string, string> { ["Logging__LogLevel__Default"] = "Warning" }, Path.Combine(city.Folder, "bare-server.log")), devicePort);
    }

    public static async Task<int> Serve(int port, int devicePort)
    {
        await using var app = Build(port, devicePort);
        await app.RunAsync();
        return 0;
    }

    /// <summary>The server, not started.</summary>
    /// <param name="port">Of requests and WebSockets.</param>
    /// <param name="devicePort">Of watches; null for none.</param>
    public static WebApplication Build(int port, int? devicePort)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, port);
            if (devicePort is { } devices) kestrel.Listen(IPAddress.Loopback, devices, listen => listen.UseConnectionHandler<Acknowledger>());
        });
        var app = builder.Build();
        var sockets = new ConcurrentDictionary<WebSocket, byte>();
        app.UseWebSockets();
        app.MapGet("/health/ready", () => "ready");
        app.MapGet(Screens, async http =>
        {
            using var socket = await http.WebSockets.AcceptWebSocketAsync();
            sockets[socket] = 0;
            var buffer = new byte[256];
            try
            {
                while ((await socket.ReceiveAsync(buffer, http.RequestAborted)).MessageType != WebSocketMessageType.Close) { }
            }
            catch (Exception gone) when (gone is WebSocketException or OperationCanceledException)
            {
                // without a word
            }
            sockets.TryRemove(socket, out _);
        });
        app.MapPost(Send, async http =>
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body);
            foreach (var socket in sockets.Keys) await socket.SendAsync(body.ToArray(), WebSocketMessageType.Text, true, http.RequestAborted);
        });
        return app;
    }

    public ValueTask DisposeAsync() => Process.DisposeAsync();

    /// <summary>Answers <c>[MM*ID*IIII*LLLL*…]</c> with <c>[MM*ID*IIII*0002*AL]</c>.</summary>
    private sealed class Acknowledger : ConnectionHandler
    {
        public override async Task OnConnectedAsync(ConnectionContext connection)
        {
            var (input, output) = (connection.Transport.Input, connection.Transport.Output);
            while (true)
            {
                var received = await input.ReadAsync();
                var rest = received.Buffer;
                while (rest.PositionOf((byte)']') is { } end)
                {
                    Answer(rest.Slice(0, end), output);
                    rest = rest.Slice(rest.GetPosition(1, end));
                }
                await output.FlushAsync();
                input.AdvanceTo(rest.Start, rest.End);
                if (received.IsCompleted) return;
            }
        }

        private static void Answer(in ReadOnlySequence<byte> frame, PipeWriter output)
        {
            var bytes = frame.IsSingleSegment ? frame.FirstSpan : frame.ToArray();
            var head = 0;
            for (var stars = 0; stars < 3; head++)
            {
                if (bytes[head] == '*') stars++;
            }
            output.Write(bytes[..head]);
            output.Write("0002*AL]"u8);
        }
    }
}
