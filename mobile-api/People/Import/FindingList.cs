using ElderCare.Domain.Shared;

namespace ElderCare.MobileApi.People.Import;

/// <summary>Findings of a file, all of them counted, the first ones kept: a file of wrong rows must not fill memory or an answer.</summary>
internal sealed class FindingList
{
    /// <summary>Findings that are kept.</summary>
    public const int Most = 1_000;

    private readonly List<RowFinding> _kept = [];
    private readonly Dictionary<string, FieldCount> _byField = [];
    private readonly HashSet<string> _ofRow = [];
    private long _row;

    /// <summary>The first ones, by row.</summary>
    public IReadOnlyList<RowFinding> Kept => _kept;

    /// <summary>How many there are, kept or not.</summary>
    public int Count { get; private set; }

    /// <summary>How many rows have one.</summary>
    public int Rows { get; private set; }

    /// <summary>Those that are not kept.</summary>
    public int More => Count - _kept.Count;

    /// <summary>Adds one; a second one of the same field and row says nothing new.</summary>
    public void Add(long row, string field, Bilingual reason)
    {
        if (row != _row) (_row, Rows) = (row, Rows + Begin());
        if (!_ofRow.Add(field)) return;
        Count++;
        var column = field.Split('[', '.')[0];
        _byField[column] = _byField.TryGetValue(column, out var known) ? known with { Count = known.Count + 1 } : new(row, 1, reason);
        if (_kept.Count < Most) _kept.Add(new(row, field, reason.Zh, reason.En));
    }

    /// <summary>For each column how many cells are wrong, and the first of them.</summary>
    public IReadOnlyDictionary<string, Bilingual> ByField() => _byField.ToDictionary(field => field.Key, field => new Bilingual(
        $"{field.Value.Count} 处有问题，第一处在第 {field.Value.FirstRow} 行：{field.Value.First.Zh}",
        $"{field.Value.Count} wrong, the first in row {field.Value.FirstRow}: {field.Value.First.En}"));

    private int Begin()
    {
        _ofRow.Clear();
        return 1;
    }

    private sealed record FieldCount(long FirstRow, int Count, Bilingual First);
}
