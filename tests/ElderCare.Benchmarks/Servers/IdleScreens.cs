using System.Diagnostics;
using System.Globalization;
using ElderCare.Benchmarks.Loads;

namespace ElderCare.Benchmarks.Servers;

/// <summary>Connections held open by a process of its own, so that only their other end is in the memory of this one.</summary>
internal sealed class IdleScreens : IDisposable
{
    public const string Verb = "idle-screens";
    private const string Open = "open";
    private readonly Process _process;

    private IdleScreens(Process process) => _process = process;

    public static async Task<IdleScreens> Start(Uri at, string? token, int count)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [Verb, at.ToString(), count.ToString(CultureInfo.InvariantCulture), token ?? ""]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        var process = Process.Start(start)!;
        if (await process.StandardOutput.ReadLineAsync() == Open) return new(process);
        process.Dispose();
        throw new InvalidOperationException("The connections could not be opened.");
    }

    /// <summary>Opens them and holds them until its input ends.</summary>
    public static async Task<int> Hold(Uri at, int count, string token)
    {
        await using var screens = await Screens.Open(at, token.Length > 0 ? ScreenWire.Hub(token) : ScreenWire.Bare, count);
        Console.WriteLine(Open);
        await Console.In.ReadLineAsync();
        return screens.Lost;
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(20))) _process.Kill();
        _process.Dispose();
    }
}
