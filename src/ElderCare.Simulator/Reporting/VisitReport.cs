using System.Collections.Concurrent;
using System.Globalization;

namespace ElderCare.Simulator.Reporting;

/// <summary>What became of visits at home. All may write to it at once.</summary>
public sealed class VisitReport
{
    private readonly ConcurrentDictionary<string, int> _counts = new();

    /// <summary>How often something happened, such as <c>booked</c> or <c>refused services.overlaps</c>.</summary>
    public int this[string what] => _counts.GetValueOrDefault(what);

    /// <summary>It has happened once more.</summary>
    public void Count(string what) => _counts.AddOrUpdate(what, 1, (_, count) => count + 1);

    /// <summary>In one line; empty when there were none.</summary>
    public override string ToString() =>
        _counts.IsEmpty ? "" : string.Create(CultureInfo.InvariantCulture, $"visits: {string.Join(", ", _counts.ToArray().OrderBy(count => count.Key, StringComparer.Ordinal).Select(count => $"{count.Value} {count.Key}"))}");
}
