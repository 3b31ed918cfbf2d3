using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using ElderCare.Benchmarks.Servers;

namespace ElderCare.Benchmarks.Loads;

/// <summary>Many TCP connections that each send the next frame when the last one is acknowledged.</summary>
/// <param name="server">On this machine.</param>
/// <param name="port">Where it listens to watches.</param>
/// <param name="connections">How many at once.</param>
/// <param name="next">The next frame; null when there are no more.</param>
/// <param name="prepare">Makes so many frames ready before they are sent.</param>
/// <param name="perSecond">How many frames are sent in a second by all connections; as many as are answered when null.</param>
/// <param name="afterwards">Runs after each slice, outside its time.</param>
/// <param name="word">How a frame is acknowledged: as an alarm, unless it is another word.</param>
internal sealed class DeviceLoad(IServer server, int port, int connections, Func<byte[]?> next, Action<int>? prepare = null, int? perSecond = null, Func<Task>? afterwards = null, string word = "AL") : ILoad, IDisposable
{
    private const int MostPerSecond = 20_000;
    private readonly List<Connection> _connections = [];
    private readonly byte[] _end = Encoding.ASCII.GetBytes($"*{word}]");

    /// <summary>Alarms of all slices.</summary>
    public int Acknowledged { get; private set; }

    public async Task<Slice> Run(TimeSpan length)
    {
        prepare?.Invoke((perSecond ?? MostPerSecond) * Math.Max(1, (int)length.TotalSeconds));
        while (_connections.Count < connections) _connections.Add(await Connection.Open(port, _end));
        var turns = perSecond is { } rate ? new Turns(rate) : null;
        var (began, cpuBefore) = (Stopwatch.GetTimestamp(), server.CpuTime);
        var all = await Task.WhenAll(_connections.Select(connection => Task.Run(() => connection.Run(next, began, length, turns))));
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var milliseconds = all.SelectMany(one => one.Milliseconds).ToList();
        var slice = new Slice(milliseconds.Count / seconds, milliseconds, (server.CpuTime - cpuBefore).TotalMicroseconds / Math.Max(1, milliseconds.Count), all.Sum(one => one.Refused), all.Select(one => one.First).FirstOrDefault(first => first is not null));
        Acknowledged += milliseconds.Count;
        if (afterwards is not null) await afterwards();
        return slice;
    }

    public void Dispose() => _connections.ForEach(connection => connection.Dispose());

    private sealed class Connection(Socket socket, byte[] end) : IDisposable
    {
        private readonly byte[] _answer = new byte[256];

        public static async Task<Connection> Open(int port, byte[] end)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(IPAddress.Loopback, port);
            return new(socket, end);
        }

        public async Task<(List<double> Milliseconds, int Refused, string? First)> Run(Func<byte[]?> next, long began, TimeSpan length, Turns? turns)
        {
            var milliseconds = new List<double>(256);
            while (Stopwatch.GetElapsedTime(began) < length && next() is { } frame)
            {
                if (turns is not null) await turns.Next();
                var sent = Stopwatch.GetTimestamp();
                await socket.SendAsync(frame);
                if (!await IsAcknowledged()) return (milliseconds, 1, "a frame was not acknowledged");
                milliseconds.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
            }
            return (milliseconds, 0, null);
        }

        public void Dispose() => socket.Dispose();

        private async Task<bool> IsAcknowledged()
        {
            var length = 0;
            while (length == 0 || _answer[length - 1] != ']')
            {
                var read = await socket.ReceiveAsync(_answer.AsMemory(length));
                if (read == 0) return false;
                length += read;
            }
            return _answer.AsSpan(0, length).EndsWith(end);
        }
    }
}
