using System.Globalization;

namespace ElderCare.Benchmarks;

/// <summary>What is to be measured, on what, and for how long.</summary>
/// <param name="Goals">Such as <c>p4</c>; all when none is named.</param>
/// <param name="Providers"><c>Sqlite</c>, <c>PostgreSql</c> or both.</param>
/// <param name="Slices">Pairs of slices, program and yardstick in turn.</param>
/// <param name="Seconds">Length of a slice.</param>
internal sealed record Options(IReadOnlyList<string> Goals, IReadOnlyList<string> Providers, int Slices, int Seconds)
{
    public const string Usage = "usage: dotnet run -c Release --project tests/ElderCare.Benchmarks -- [p1] [p2] [p3] [p4] [p6] [p7] [p8] [p9] [devices] [import] [grants] [fraud] [dispatch] [batch] [--database Sqlite|PostgreSql|both] [--slices 5] [--seconds 4]";
    private static readonly string[] AllGoals = ["p1", "p2", "p3", "p4", "p6", "p7", "p8", "p9", "devices", "import", "grants", "fraud", "dispatch", "batch"];
    private static readonly string[] AllProviders = ["Sqlite", "PostgreSql"];

    /// <summary>Reads the arguments; null when they make no sense.</summary>
    public static Options? Read(string[] arguments)
    {
        var goals = new List<string>();
        var named = new Dictionary<string, string>();
        for (var i = 0; i < arguments.Length; i++)
        {
            if (AllGoals.Contains(arguments[i])) goals.Add(arguments[i]);
            else if (arguments[i] is "--database" or "--slices" or "--seconds" && i + 1 < arguments.Length) named[arguments[i]] = arguments[++i];
            else return null;
        }
        var database = named.GetValueOrDefault("--database", "both");
        var providers = AllProviders.Where(provider => database == "both" || string.Equals(provider, database, StringComparison.OrdinalIgnoreCase)).ToList();
        return providers.Count > 0
            && int.TryParse(named.GetValueOrDefault("--slices", "5"), CultureInfo.InvariantCulture, out var slices) && slices is >= 1 and <= 50
            && int.TryParse(named.GetValueOrDefault("--seconds", "4"), CultureInfo.InvariantCulture, out var seconds) && seconds is >= 1 and <= 60
            ? new(goals.Count > 0 ? goals : AllGoals, providers, slices, seconds)
            : null;
    }
}
