using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ElderCare.Browser.Tests;

/// <summary>The built program as a process of its own: a free loopback port, a data folder of its own, the demo city.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan MostToStart = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(200);
    private readonly string _data = Directory.CreateTempSubdirectory("eldercare-browser-").FullName;
    private readonly StringBuilder _said = new();
    private readonly Process _process;

    private ServerProcess(int port)
    {
        Address = $"http://127.0.0.1:{port}";
        var project = Path.Combine(Root(), "mobile-api");
        var start = new ProcessStartInfo("dotnet", [Program(project), "--urls", Address, "--contentRoot", project])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = project,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["Demo__PastDays"] = "0";
        foreach (var protocol in new[] { "Mqtt", "Dc09", "Watch", "Gt06", "Jt808" }) start.Environment[$"Devices__{protocol}__Port"] = "0"; // several programs run at once
        start.Environment["ELDERCARE_DATA"] = _data;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Address { get; }

    public static async Task<ServerProcess> Start()
    {
        var server = new ServerProcess(FreePort());
        await server.Ready();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    private async Task Ready()
    {
        using var client = new HttpClient();
        var waited = Stopwatch.StartNew();
        while (waited.Elapsed < MostToStart && !_process.HasExited)
        {
            try
            {
                using var answer = await client.GetAsync($"{Address}/health/ready");
                if (answer.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                // it does not listen yet
            }
            await Task.Delay(BetweenLooks);
        }
        lock (_said) throw new InvalidOperationException($"The server did not start:\n{_said}");
    }

    private void Hear(string? line)
    {
        lock (_said) _said.AppendLine(line);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ElderCare.sln"))) return folder.FullName;
        }
        throw new InvalidOperationException("The tests must run inside the repository.");
    }

    /// <summary>The program as it was built with these tests: the same configuration and framework.</summary>
    private static string Program(string project)
    {
        var framework = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(project, "bin", framework.Parent!.Name, framework.Name, "ElderCare.MobileApi.dll");
    }
}
