namespace ElderCare.Domain.Shared;

/// <summary>What is meant by a division code that people write: one of the table, a former one, or one of a city that the table does not describe.</summary>
/// <param name="tree">The division table.</param>
/// <param name="successors">Former codes and what became of each; a successor may be a former code itself.</param>
public sealed class DivisionCodes(DivisionTree tree, IReadOnlyDictionary<string, string> successors)
{
    /// <summary>The first two digits of the provinces of GB/T 2260.</summary>
    private static readonly HashSet<string> Provinces = new(
        "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82".Split(' '), StringComparer.Ordinal);

    /// <summary>The division table.</summary>
    public DivisionTree Tree => tree;

    /// <summary>The code of the table that is meant, the successor of a former one; null when there is none.</summary>
    public string? CurrentOf(string code)
    {
        var current = code;
        for (var step = 0; step <= successors.Count; step++)
        {
            if (tree.Knows(current)) return current;
            if (!successors.TryGetValue(current, out var next)) return null;
            current = next;
        }
        return null;
    }

    /// <summary>Whether it is the code of a division in a city of the country that the table does not describe: it cannot be checked further.</summary>
    public bool IsElsewhere(string code) =>
        IsCode(code) && Provinces.Contains(code[..2]) && code[2..6] != "0000" && !tree.Knows(code[..4] + "00");

    /// <summary>Whether the first 6 digits of an ID number are a division that is or was.</summary>
    public bool KnowsPrefix(string prefix) => tree.Knows(prefix) || successors.ContainsKey(prefix) || IsElsewhere(prefix);

    /// <summary>Whether a text has the form of a code: 6, 9 or 12 digits.</summary>
    public static bool IsCode(string text) => text.Length is 6 or 9 or 12 && text.All(char.IsAsciiDigit);
}
