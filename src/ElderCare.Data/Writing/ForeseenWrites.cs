using NodaTime;

namespace ElderCare.Data.Writing;

/// <summary>What one foreseen unit wants to write, and what must be so for it to stand.</summary>
/// <param name="shard">The row of hot accounts that its group uses.</param>
internal sealed class ForeseenWrites(int shard)
{
    public int Shard => shard;

    public List<(PreparedRow Row, bool UnlessThere)> Rows { get; } = [];

    public List<VersionGuard> Guards { get; } = [];

    public List<Deduction> Deductions { get; } = [];

    public List<(PreparedEvent Told, Instant At)> Events { get; } = [];

    public void Add(PreparedRow row, bool unlessThere) => Rows.Add((row, unlessThere));

    public void Add(VersionGuard guard) => Guards.Add(guard);

    public void Add(Deduction deduction) => Deductions.Add(deduction);

    public void Add(PreparedEvent told, Instant at) => Events.Add((told, at));
}
