using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace ElderCare.Domain.Funding;

/// <summary>What a fund may still pay in one month or year; what is left never falls below 0.</summary>
public sealed class FundCap
{
    /// <summary>Follows from fund, span and first day, so that no look-up is needed to take from it.</summary>
    public required Guid Id { get; init; }

    /// <summary>Whose cap.</summary>
    public required string FundId { get; init; }

    /// <summary>Month or year.</summary>
    public required CapSpan Span { get; init; }

    /// <summary>The first day of the month or year.</summary>
    public required LocalDate StartsOn { get; init; }

    /// <summary>The most that the fund pays in it, in fen.</summary>
    public required long CapFen { get; init; }

    /// <summary>What it may still pay in it, in fen.</summary>
    public required long Remaining { get; init; }

    /// <summary>The cap of a fund for the month or year of a date, of which an amount has been taken.</summary>
    public static FundCap Of(string fundId, CapSpan span, LocalDate date, long capFen, long takenFen = 0) => new()
    {
        Id = IdOf(fundId, span, date),
        FundId = fundId,
        Span = span,
        StartsOn = StartOf(span, date),
        CapFen = capFen,
        Remaining = capFen - takenFen,
    };

    /// <summary>The caps that a fund has on a date, none of it taken.</summary>
    public static IReadOnlyList<FundCap> Of(Fund fund, LocalDate date) =>
    [
        .. new[] { (Span: CapSpan.Month, CapFen: fund.MonthlyCapFen), (Span: CapSpan.Year, CapFen: fund.YearlyCapFen) }
            .Where(cap => cap.CapFen is not null).Select(cap => Of(fund.Id, cap.Span, date, cap.CapFen!.Value)),
    ];

    /// <summary>The id of the cap of a fund for the month or year of a date.</summary>
    public static Guid IdOf(string fundId, CapSpan span, LocalDate date)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{fundId}:{span}:{StartOf(span, date):uuuu-MM-dd}"), hash);
        hash[6] = (byte)(hash[6] & 0x0f | 0x80);
        hash[8] = (byte)(hash[8] & 0x3f | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }

    /// <summary>The first day of the month or year of a date.</summary>
    public static LocalDate StartOf(CapSpan span, LocalDate date) => span == CapSpan.Month ? new(date.Year, date.Month, 1) : new(date.Year, 1, 1);
}
