using System.Diagnostics;

namespace ElderCare.MobileApi.Timers;

/// <summary>Names the nodes of the city, so that a node can tell which of its own machine are gone: <c>MACHINE-PROCESS-UUID</c>.</summary>
internal static class NodeName
{
    /// <summary>A name that no other node has.</summary>
    public static string OfThisProcess() => $"{Environment.MachineName}-{Environment.ProcessId}-{Guid.NewGuid():N}";

    /// <summary>Whether a node was a process of this machine that does not run any more; one whose number another process has now is taken for alive.</summary>
    public static bool IsGone(string node)
    {
        var words = node.Split('-');
        if (words.Length < 3 || !node.StartsWith($"{Environment.MachineName}-", StringComparison.Ordinal) || !int.TryParse(words[^2], out var process)) return false;
        try
        {
            using var running = Process.GetProcessById(process);
            return running.HasExited;
        }
        catch (ArgumentException)
        {
            return true;
        }
    }
}
