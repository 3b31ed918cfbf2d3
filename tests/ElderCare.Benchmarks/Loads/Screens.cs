using System.Diagnostics;
using System.Net.WebSockets;

namespace ElderCare.Benchmarks.Loads;

/// <summary>Many WebSockets that listen, to the program's hub or to a yardstick.</summary>
internal sealed class Screens : IAsyncDisposable
{
    private const int OpenTogether = 32;
    private static readonly TimeSpan BetweenPings = TimeSpan.FromSeconds(10);
    private readonly ScreenWire _wire;
    private readonly List<ClientWebSocket> _sockets = [];
    private readonly CancellationTokenSource _closing = new();
    private readonly List<Task> _running = [];
    private int _lost;

    private Screens(ScreenWire wire) => _wire = wire;

    /// <summary>Told of each message, and when it came, as <see cref="Stopwatch.GetTimestamp"/> tells.</summary>
    public Action<ReadOnlyMemory<byte>, long> Heard { get; set; } = (_, _) => { };

    public int Count => _sockets.Count;

    /// <summary>Connections that have ended before they were to.</summary>
    public int Lost => _lost;

    /// <summary>As many as there may be, of the number wished: each takes a file here and another one where it is served.</summary>
    /// <param name="wished">How many.</param>
    /// <param name="sets">So many times, all at once.</param>
    public static int Most(int wished, int sets = 1) => Math.Min(wished, (FileLimit() - 1_000) / sets);

    /// <summary>Opens them.</summary>
    /// <param name="at">The hub's address, or a yardstick's.</param>
    /// <param name="wire">What is spoken there.</param>
    /// <param name="count">How many.</param>
    public static Task<Screens> Open(Uri at, ScreenWire wire, int count) => Open(at, [.. Enumerable.Repeat(wire, count)]);

    /// <summary>Opens one for each of them, who speak alike.</summary>
    /// <param name="at">The hub's address, or a yardstick's.</param>
    /// <param name="wires">What each says.</param>
    public static async Task<Screens> Open(Uri at, IReadOnlyList<ScreenWire> wires)
    {
        var screens = new Screens(wires[0]);
        await Parallel.ForEachAsync(wires, new ParallelOptions { MaxDegreeOfParallelism = OpenTogether }, async (wire, ct) =>
        {
            var socket = new ClientWebSocket();
            socket.Options.KeepAliveInterval = TimeSpan.Zero;
            if (wire.Token is { } token) socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");
            await socket.ConnectAsync(at, ct);
            await wire.Greet(socket, ct);
            lock (screens._sockets)
            {
                screens._sockets.Add(socket);
                screens._running.Add(screens.Listen(socket));
            }
        });
        if (!wires[0].Ping.IsEmpty) screens._running.Add(screens.KeepAlive());
        return screens;
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        foreach (var socket in _sockets) socket.Abort();
        await Task.WhenAll(_running);
        foreach (var socket in _sockets) socket.Dispose();
        _closing.Dispose();
    }

    private async Task Listen(ClientWebSocket socket)
    {
        var buffer = new byte[4096];
        var length = 0;
        try
        {
            while (true)
            {
                var received = await socket.ReceiveAsync(buffer.AsMemory(length), _closing.Token);
                var at = Stopwatch.GetTimestamp();
                if (received.MessageType == WebSocketMessageType.Close) break;
                length += received.Count;
                if (received.EndOfMessage)
                {
                    var answer = _wire.AnswerTo(buffer.AsSpan(0, length));
                    if (answer.IsEmpty) Heard(buffer.AsMemory(0, length), at);
                    else await socket.SendAsync(answer, WebSocketMessageType.Text, true, _closing.Token);
                    length = 0;
                }
                else if (length == buffer.Length)
                {
                    Array.Resize(ref buffer, buffer.Length * 2);
                }
            }
        }
        catch (Exception) when (_closing.IsCancellationRequested)
        {
            return;
        }
        catch (WebSocketException)
        {
            // counted below
        }
        Interlocked.Increment(ref _lost);
    }

    private async Task KeepAlive()
    {
        using var tick = new PeriodicTimer(BetweenPings);
        try
        {
            while (await tick.WaitForNextTickAsync(_closing.Token))
            {
                foreach (var socket in _sockets.Where(socket => socket.State == WebSocketState.Open)) await socket.SendAsync(_wire.Ping, WebSocketMessageType.Text, true, _closing.Token);
            }
        }
        catch (Exception) when (_closing.IsCancellationRequested)
        {
            // they are closed
        }
    }

    private static int FileLimit() => File.ReadLines("/proc/self/limits").First(line => line.StartsWith("Max open files", StringComparison.Ordinal))
        .Split(' ', StringSplitOptions.RemoveEmptyEntries)[3] is var soft && int.TryParse(soft, out var limit) ? limit : int.MaxValue;
}
