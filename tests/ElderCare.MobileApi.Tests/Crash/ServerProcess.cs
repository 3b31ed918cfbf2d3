using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using ElderCare.MobileApi.Tests.Emergency;

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

    /// <summary>Its number in the system.</summary>
    public int Id => _process.Id;

    /// <summary>Whether it has ended.</summary>
    public bool HasEnded => _process.HasExited;

    /// <summary>What it has said so far, warnings and worse.</summary>
    public string Said
    {
        get
        {
            lock (_said) return _said.ToString();
        }
    }

    /// <summary>Starts it without device listeners, if wanted under another program that watches it, and waits until it is ready.</summary>
    public static Task<ServerProcess> Start(TestDatabase database, params string[] under) => Start(database, null, [], under);

    /// <summary>Starts it and waits until it is ready.</summary>
    /// <param name="database">On which.</param>
    /// <param name="ports">Where it listens; null for any free port without device listeners.</param>
    /// <param name="settings">In the form of environment variables.</param>
    /// <param name="under">Another program that watches it.</param>
    public static async Task<ServerProcess> Start(TestDatabase database, ServerPorts? ports, IReadOnlyCollection<(string Name, string Value)> settings, params string[] under)
    {
        var address = ports?.Address.Api.ToString() ?? $"http://127.0.0.1:{FreePorts.Next()}";
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
        foreach (var protocol in ServerPorts.Listeners) start.Environment[$"Devices__{protocol}__Port"] = $"{ports?.Of(protocol) ?? 0}"; // several programs run at once
        start.Environment["ELDERCARE_DATA"] = database.Folder;
        start.Environment["Database__Provider"] = database.Provider;
        start.Environment["ConnectionStrings__Database"] = database.ConnectionString;
        start.Environment["RateLimits__Caller__PerSecond"] = "0";
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        foreach (var (name, value) in settings) start.Environment[name] = value;
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
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < Patience.Most; await Task.Delay(50))
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
        Assert.Fail($"The server did not become ready: {Said}");
    }
}
