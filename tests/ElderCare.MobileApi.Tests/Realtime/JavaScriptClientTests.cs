using System.Diagnostics;
using System.Text.Json;
using ElderCare.Data.Seeding;

namespace ElderCare.MobileApi.Tests.Realtime;

/// <summary>The client that phones and pages use, from its registry, against the hub.</summary>
public sealed class JavaScriptClientTests
{
    private const string Version = "10.0.11";
    private static readonly string Source = Path.Combine(AppContext.BaseDirectory, "Realtime", "JavaScript");
    private static readonly string Installed = Path.Combine(Path.GetTempPath(), $"eldercare-signalr-{Version}");
    private static readonly SemaphoreSlim Gate = new(1);

    [SkippableTheory, OnBothDatabases]
    public async Task TheCanteenHearsOfAnOrderWithinASecond(string provider)
    {
        Needs.Database(provider);
        Needs.Part(OnPath("node") && OnPath("npm"), "node and npm, for Microsoft's JavaScript client.");
        Needs.Part(await Install(), $"@microsoft/signalr {Version}: npm could not install it.");
        await using var city = await TestCity.Start(provider);
        await city.As("family1"); // signed in before the clock runs
        using var node = Start("node", Installed, "listen.cjs", $"{city.Address}/hubs/dispatch", await city.TokenOf("canteen1"));
        Assert.Equal("connected", await Line(node));

        var order = await city.OrderDinner();
        var answered = Stopwatch.StartNew();
        var line = await Line(node);
        var late = answered.Elapsed;

        var heard = JsonDocument.Parse(line).RootElement;
        Assert.Equal(["sequence", "type", "occurredAt", "subjectId", "data"], heard.EnumerateObject().Select(member => member.Name));
        Assert.Equal("mealOrder.changed", heard.Text("type"));
        Assert.Equal("2026-11-23T04:00:00Z", heard.Text("occurredAt"));
        Assert.Equal(order.Text("id"), heard.Text("subjectId"));
        var data = heard.GetProperty("data");
        Assert.Equal(("placed", "林**", DemoIds.Canteen1.ToString()), (data.Text("state"), data.Text("seniorName"), data.Text("canteenId")));
        Assert.False(data.TryGetProperty("code", out _)); // the code is the senior's
        Assert.True(late < TimeSpan.FromSeconds(1), $"heard {late} after the answer");

        node.StandardInput.Close();
        await node.WaitForExitAsync().WaitAsync(Patience.Most);
        Assert.Equal(0, node.ExitCode);
    }

    private static bool OnPath(string program) =>
        Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));

    private static async Task<bool> Install()
    {
        await Gate.WaitAsync();
        try
        {
            Directory.CreateDirectory(Installed);
            foreach (var file in Directory.EnumerateFiles(Source)) File.Copy(file, Path.Combine(Installed, Path.GetFileName(file)), overwrite: true);
            var package = Path.Combine(Installed, "node_modules", "@microsoft", "signalr", "package.json");
            if (File.Exists(package)) return true;
            using var npm = Start("npm", Installed, "install", "--no-audit", "--no-fund", "--ignore-scripts");
            var said = npm.StandardOutput.ReadToEndAsync();
            await npm.StandardError.ReadToEndAsync();
            await said;
            await npm.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));
            return npm.ExitCode == 0 && JsonDocument.Parse(await File.ReadAllTextAsync(package)).RootElement.Text("version") == Version;
        }
        finally
        {
            Gate.Release();
        }
    }

    private static Process Start(string program, string folder, params string[] arguments) => Process.Start(new ProcessStartInfo(program, arguments)
    {
        WorkingDirectory = folder,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    private static async Task<string> Line(Process node)
    {
        var line = await node.StandardOutput.ReadLineAsync().WaitAsync(Patience.Most);
        return line ?? throw new InvalidOperationException($"The client ended: {await node.StandardError.ReadToEndAsync()}");
    }
}
