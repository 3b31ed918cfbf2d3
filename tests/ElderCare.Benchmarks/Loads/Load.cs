using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using ElderCare.Benchmarks.Servers;

namespace ElderCare.Benchmarks.Loads;

/// <summary>Many connections that each send the next request when the last one is answered.</summary>
/// <param name="server">On this machine.</param>
/// <param name="connections">How many at once.</param>
/// <param name="next">The next request as bytes; null when there are no more.</param>
/// <param name="prepare">Makes so many requests ready before they are sent: their making must not be measured.</param>
/// <param name="perSecond">How many requests are sent in a second by all connections; as many as are answered when null.</param>
internal sealed class Load(IServer server, int connections, Func<byte[]?> next, Action<int>? prepare = null, int? perSecond = null) : ILoad, IDisposable
{
    private const int MostPerSecond = 5_000;
    private readonly List<Connection> _connections = [];

    /// <summary>Sends for a time; a connection ends with its last answer.</summary>
    public async Task<Slice> Run(TimeSpan length)
    {
        prepare?.Invoke(MostPerSecond * Math.Max(1, (int)length.TotalSeconds));
        while (_connections.Count < connections) _connections.Add(await Connection.Open(server.Port));
        var turns = perSecond is { } rate ? new Turns(rate) : null;
        var (began, cpuBefore) = (Stopwatch.GetTimestamp(), server.CpuTime);
        var all = await Task.WhenAll(_connections.Select(connection => Task.Run(() => connection.Run(next, began, length, turns))));
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var milliseconds = all.SelectMany(one => one.Milliseconds).ToList();
        return new(milliseconds.Count / seconds, milliseconds, (server.CpuTime - cpuBefore).TotalMicroseconds / Math.Max(1, milliseconds.Count), all.Sum(one => one.Refused), all.Select(one => one.First).FirstOrDefault(first => first is not null));
    }

    public void Dispose() => _connections.ForEach(connection => connection.Dispose());

    private sealed class Connection(Socket socket) : IDisposable
    {
        private readonly Answer _answer = new();

        public static async Task<Connection> Open(int port)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(IPAddress.Loopback, port);
            return new(socket);
        }

        public async Task<(List<double> Milliseconds, int Refused, string? First)> Run(Func<byte[]?> next, long began, TimeSpan length, Turns? turns)
        {
            var milliseconds = new List<double>(4096);
            var refused = 0;
            string? first = null;
            while (Stopwatch.GetElapsedTime(began) < length && next() is { } request)
            {
                if (turns is not null) await turns.Next();
                var sent = Stopwatch.GetTimestamp();
                await socket.SendAsync(request);
                _answer.Clear();
                while (!_answer.IsComplete)
                {
                    var read = await socket.ReceiveAsync(_answer.Free);
                    if (read == 0) return (milliseconds, refused + 1, first ?? "the connection was closed");
                    _answer.Take(read);
                }
                if (_answer.Status is >= 200 and < 300) milliseconds.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
                else (refused, first) = (refused + 1, first ?? _answer.ToString());
            }
            return (milliseconds, refused, first);
        }

        public void Dispose() => socket.Dispose();
    }
}
