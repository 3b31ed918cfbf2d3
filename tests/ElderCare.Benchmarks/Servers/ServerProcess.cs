using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ElderCare.Benchmarks.Servers;

/// <summary>A server in a process of its own; ended when disposed.</summary>
internal sealed class ServerProcess : IServer, IAsyncDisposable
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(90);
    private static readonly HttpClient Http = new();
    private readonly Process _process;

    private ServerProcess(Process process, int port) => (_process, Port) = (process, port);

    public int Port { get; }

    /// <summary>Processor time that it has used so far, all cores together.</summary>
    public TimeSpan CpuTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public Uri Address => new($"http://127.0.0.1:{Port}");

    /// <summary>Starts a program and waits until it is ready; throws with its last words when it is not.</summary>
    /// <param name="program">The executable.</param>
    /// <param name="arguments">Its arguments, made from the port that it is to serve on.</param>
    /// <param name="settings">Environment variables.</param>
    /// <param name="log">Where its output goes.</param>
    /// <param name="overHttp">Whether it says at <c>/health/ready</c> that it is; otherwise it is when it can be connected to.</param>
    public static async Task<ServerProcess> Start(string program, Func<int, string[]> arguments, IReadOnlyDictionary<string, string> settings, string log, bool overHttp = true)
    {
        var port = FreePort();
        var start = new ProcessStartInfo(program, arguments(port)) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (Path.GetDirectoryName(start.ArgumentList[0]) is { Length: > 0 } folder) start.WorkingDirectory = folder; // where its own settings lie
        foreach (var (name, value) in settings) start.Environment[name] = value;
        start.Environment["PORT"] = port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var process = Process.Start(start)!;
        var words = new StreamWriter(log, append: true) { AutoFlush = true };
        process.OutputDataReceived += (_, line) => Write(words, line.Data);
        process.ErrorDataReceived += (_, line) => Write(words, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var server = new ServerProcess(process, port);
        if (await server.IsReady(overHttp)) return server;
        await server.DisposeAsync();
        throw new InvalidOperationException($"{program} did not get ready: {string.Join('\n', File.ReadLines(log).TakeLast(20))}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            using var term = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            await term.WaitForExitAsync();
            if (!_process.WaitForExit(TimeSpan.FromSeconds(12))) _process.Kill();
        }
        _process.Dispose();
    }

    /// <summary>A port of 127.0.0.1 on which nobody listens.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task<bool> IsReady(bool overHttp)
    {
        for (var began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began) < LongestStart && !_process.HasExited; await Task.Delay(100))
        {
            try
            {
                if (overHttp ? await SaysThatItIsReady() : await IsConnectedTo()) return true;
            }
            catch (Exception fault) when (fault is HttpRequestException or SocketException)
            {
                // it does not listen yet
            }
        }
        return false;
    }

    private async Task<bool> SaysThatItIsReady()
    {
        using var answer = await Http.GetAsync(new Uri(Address, "/health/ready"));
        return answer.IsSuccessStatusCode;
    }

    private async Task<bool> IsConnectedTo()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, Port);
        return true;
    }

    private static void Write(StreamWriter words, string? line)
    {
        if (line is null) return;
        lock (words) words.WriteLine(line);
    }
}
