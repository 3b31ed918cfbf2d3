using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace ElderCare.MobileApi.Tests.Crash;

/// <summary>The program as it is shipped, in a process of its own, on a database of its own.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _said = new();
    private bool _disposed;

    private ServerProcess(Process process, string address)
    {
        _process = process;
        Http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 64 }) { BaseAddress = new Uri(address), Timeout = TimeSpan.FromMinutes(3) };
    }

    /// <summary>Talks to it; signed in after <see cref="SignIn"/>.</summary>
    public HttpClient Http { get; }

    /// <summary>Starts it, if wanted under another program that watches it, and waits until it is ready.</summary>
    public static async Task<ServerProcess> Start(TestDatabase database, params string[] under)
    {
        var address = $"http://127.0.0.1:{FreePort()}";
        string[] command = [.. under, "dotnet"];
        var start = new ProcessStartInfo(command[0], [.. command[1..], Path.Combine(AppContext.BaseDirectory, "ElderCare.MobileApi.dll"), "--urls", address])
        {
            WorkingDirectory = database.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["Demo__Enabled"] = "true";
        start.Environment["Demo__PastDays"] = "0";
        foreach (var protocol in new[] { "Mqtt", "Dc09", "Watch", "Gt06", "Jt808" }) start.Environment[$"Devices__{protocol}__Port"] = "0"; // several programs run at once
        start.Environment["ELDERCARE_DATA"] = database.Folder;
        start.Environment["Database__Provider"] = database.Provider;
        start.Environment["ConnectionStrings__Database"] = database.ConnectionString;
        start.Environment["RateLimits__Caller__PerSecond"] = "0";
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        var server = new ServerProcess(Process.Start(start)!, address);
        server._process.OutputDataReceived += (_, line) => server.Hear(line.Data);
        server._process.ErrorDataReceived += (_, line) => server.Hear(line.Data);
        server._process.BeginOutputReadLine();
        server._process.BeginErrorReadLine();
        await server.Ready();
        return server;
    }

    public async Task SignIn(string userName)
    {
        using var answer = await Http.PostAsJsonAsync("/api/auth/token", new { userName, password = TestCity.Password });
        var signedIn = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", signedIn.Text("accessToken"));
    }

    /// <summary>SIGKILL: it has no time for anything.</summary>
    public async Task Kill()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (_disposed) return;
        _disposed = true;
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.Dispose();
        Http.Dispose();
    }

    private void Hear(string? line)
    {
        lock (_said) _said.AppendLine(line);
    }

    private async Task Ready()
    {
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < TimeSpan.FromSeconds(60); await Task.Delay(50))
        {
            if (_process.HasExited) break;
            try
            {
                using var answer = await Http.GetAsync("/health/ready");
                if (answer.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                // it does not listen yet
            }
        }
        lock (_said) Assert.Fail($"The server did not become ready: {_said}");
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
