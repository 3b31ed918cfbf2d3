namespace ElderCare.Domain.Funding;

/// <summary>For what, for whom, where, and how much at most a fund pays; see <see cref="Fund"/> for what each means.</summary>
public sealed record FundTerms
{
    /// <inheritdoc cref="Fund.Purpose"/>
    public string? Purpose { get; init; }

    /// <inheritdoc cref="Fund.Categories"/>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <inheritdoc cref="Fund.AgeFrom"/>
    public int? AgeFrom { get; init; }

    /// <inheritdoc cref="Fund.AgeTo"/>
    public int? AgeTo { get; init; }

    /// <inheritdoc cref="Fund.Divisions"/>
    public IReadOnlyList<string> Divisions { get; init; } = [];

    /// <inheritdoc cref="Fund.CanteenTags"/>
    public IReadOnlyList<string> CanteenTags { get; init; } = [];

    /// <inheritdoc cref="Fund.MonthlyCapFen"/>
    public long? MonthlyCapFen { get; init; }

    /// <inheritdoc cref="Fund.YearlyCapFen"/>
    public long? YearlyCapFen { get; init; }
}
