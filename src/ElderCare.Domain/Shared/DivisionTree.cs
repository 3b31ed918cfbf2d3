namespace ElderCare.Domain.Shared;

/// <summary>
/// Which division lies in which: by the parent column of the table, never by the text of a code; only a code that the
/// table lacks has as parent its text shortened (12, 9, 6, then 4 digits and 00).
/// </summary>
public sealed class DivisionTree
{
    private readonly Dictionary<string, Division> rows;

    /// <summary>Builds the tree; throws <see cref="ArgumentException"/> for a code given twice or a circle of parents.</summary>
    public DivisionTree(IEnumerable<Division> divisions)
    {
        rows = divisions.ToDictionary(division => division.Code, StringComparer.Ordinal);
        foreach (var code in rows.Keys)
        {
            if (Upwards(code).Skip(1).Take(rows.Count + 4).Contains(code)) throw new ArgumentException($"Division {code} lies in itself.", nameof(divisions));
        }
    }

    /// <summary>Whether <paramref name="code"/> is <paramref name="ancestor"/> or lies below it; false when either is absent.</summary>
    public bool Covers(string? ancestor, string? code) =>
        !string.IsNullOrEmpty(ancestor) && !string.IsNullOrEmpty(code) && Upwards(code).Contains(ancestor, StringComparer.Ordinal);

    /// <summary>The code itself, then each division above it, the nearest first.</summary>
    public IReadOnlyList<string> Ancestors(string code) => [.. Upwards(code)];

    /// <summary>The district-level code (6 digits, not ending in 00) that the code is or lies in, or null.</summary>
    public string? DistrictOf(string code) =>
        Upwards(code).FirstOrDefault(above => above.Length == 6 && !above.EndsWith("00", StringComparison.Ordinal));

    /// <summary>The city code (6 digits ending in 00 but not in 0000) that the code is or lies in, or null.</summary>
    public string? CityOf(string code) => Upwards(code).FirstOrDefault(above =>
        above.Length == 6 && above.EndsWith("00", StringComparison.Ordinal) && !above.EndsWith("0000", StringComparison.Ordinal));

    /// <summary>The name of the division in Chinese, or null when the table lacks the code.</summary>
    public string? NameOf(string code) => rows.GetValueOrDefault(code)?.Name;

    /// <summary>Whether the table has the code.</summary>
    public bool Knows(string code) => rows.ContainsKey(code);

    private IEnumerable<string> Upwards(string code)
    {
        for (var above = code; !string.IsNullOrEmpty(above); above = ParentOf(above)) yield return above;
    }

    private string? ParentOf(string code)
    {
        if (rows.TryGetValue(code, out var row)) return row.Parent;
        return code.Length switch
        {
            12 => code[..9],
            9 => code[..6],
            6 when !code.EndsWith("00", StringComparison.Ordinal) => code[..4] + "00",
            _ => null,
        };
    }
}
