using ElderCare.Data.Funding;
using ElderCare.Data.Writing;
using ElderCare.Domain.Funding;
using ElderCare.Domain.Ledger;
using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.MobileApi.Funding;

/// <summary>A fund with its terms and how it stands.</summary>
internal sealed record FundView
{
    public required string Id { get; init; }
    public required string NameZh { get; init; }
    public required string NameEn { get; init; }
    public required string DivisionCode { get; init; }

    /// <summary>Whose money it is.</summary>
    public required Payer Payer { get; init; }

    /// <inheritdoc cref="Fund.Purpose"/>
    public string? Purpose { get; init; }

    /// <inheritdoc cref="Fund.Categories"/>
    public required IReadOnlyList<string> Categories { get; init; }

    /// <inheritdoc cref="Fund.AgeFrom"/>
    public int? AgeFrom { get; init; }

    /// <inheritdoc cref="Fund.AgeTo"/>
    public int? AgeTo { get; init; }

    /// <inheritdoc cref="Fund.Divisions"/>
    public required IReadOnlyList<string> Divisions { get; init; }

    /// <inheritdoc cref="Fund.CanteenTags"/>
    public required IReadOnlyList<string> CanteenTags { get; init; }

    /// <summary>What it can still spend.</summary>
    public required long BalanceFen { get; init; }

    /// <summary>What it has promised to meals that are not yet served.</summary>
    public required long ReservedFen { get; init; }

    /// <summary>What hardship meals took beyond it and its payer has still to make good.</summary>
    public required long OverdraftFen { get; init; }

    /// <summary>This calendar month of the city.</summary>
    public required FundSpanView Month { get; init; }

    /// <summary>This calendar year of the city.</summary>
    public required FundSpanView Year { get; init; }

    /// <summary>The fund as it stands at an instant.</summary>
    public static FundView Of(Fund fund, SqlSession sql, Instant now) => new()
    {
        Id = fund.Id,
        NameZh = fund.NameZh,
        NameEn = fund.NameEn,
        DivisionCode = fund.DivisionCode,
        Payer = fund.Payer,
        Purpose = fund.Purpose,
        Categories = fund.Categories,
        AgeFrom = fund.AgeFrom,
        AgeTo = fund.AgeTo,
        Divisions = fund.Divisions,
        CanteenTags = fund.CanteenTags,
        BalanceFen = sql.BalanceOf(AccountKind.Fund, fund.Id),
        ReservedFen = sql.BalanceOf(AccountKind.FundReserved, fund.Id),
        OverdraftFen = -sql.BalanceOf(AccountKind.FundOverdraft, fund.Id),
        Month = FundSpanView.Of(fund, CapSpan.Month, fund.MonthlyCapFen, sql, now),
        Year = FundSpanView.Of(fund, CapSpan.Year, fund.YearlyCapFen, sql, now),
    };
}

/// <summary>What a fund pays in a calendar month or year.</summary>
/// <param name="From">The first day.</param>
/// <param name="CapFen">The most that it pays; absent without a cap.</param>
/// <param name="RemainingFen">What is left of the cap; absent without one.</param>
/// <param name="TakenFen">What was reserved for meals that were ordered in it and not given back.</param>
/// <param name="SpentFen">What was paid for meals that were eaten in it.</param>
internal sealed record FundSpanView(LocalDate From, long? CapFen, long? RemainingFen, long TakenFen, long SpentFen)
{
    public static FundSpanView Of(Fund fund, CapSpan span, long? capFen, SqlSession sql, Instant now)
    {
        var today = CityClock.DateOf(now);
        var first = FundCap.StartOf(span, today);
        var since = CityClock.At(first, LocalTime.Midnight);
        long? remaining = capFen is { } cap ? sql.LeftOf([FundCap.Of(fund.Id, span, today, cap)]) : null;
        return new(first, capFen, remaining, sql.Taken(fund.Id, since, since, Instant.MaxValue), sql.Settled(fund.Id, since));
    }
}
