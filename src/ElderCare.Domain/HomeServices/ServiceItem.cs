namespace ElderCare.Domain.HomeServices;

/// <summary>A service that can be booked at home, such as cleaning (助洁) or a bath (助浴).</summary>
public sealed class ServiceItem
{
    /// <summary>UUID version 7.</summary>
    public required Guid Id { get; init; }

    /// <summary>The word by which programmes name it, such as <c>bathing</c>.</summary>
    public required string Code { get; init; }

    /// <summary>Its name in Chinese.</summary>
    public required string NameZh { get; init; }

    /// <summary>Its name in English.</summary>
    public required string NameEn { get; init; }

    /// <summary>By what it is counted.</summary>
    public required ServiceUnit Unit { get; init; }

    /// <summary>What an hour, or the piece, costs without a voucher.</summary>
    public required long PriceFen { get; init; }

    /// <summary>Voucher minutes that one piece takes; 0 for what is counted by the hour.</summary>
    public required int JobMinutes { get; init; }

    /// <summary>The certificate that whoever does it must hold; null when none is needed.</summary>
    public string? Certificate { get; init; }

    /// <summary>How many must come together: 1, or 2 for what one alone cannot lift.</summary>
    public required int Workers { get; init; }

    /// <summary>Whether it can be booked.</summary>
    public required bool IsOffered { get; init; }

    /// <summary>What a visit of so many minutes takes of a voucher.</summary>
    public int VoucherMinutesFor(int minutes) => Unit == ServiceUnit.Job ? JobMinutes : minutes;

    /// <summary>What a visit costs whoever pays for it, in fen: by the hour half up to a whole fen, or the piece.</summary>
    /// <param name="voucherMinutes">Minutes that no voucher pays.</param>
    public long PriceOf(int voucherMinutes)
    {
        var per = Unit == ServiceUnit.Job ? JobMinutes : 60;
        return (PriceFen * voucherMinutes * 2 + per) / (per * 2L);
    }
}
