using NodaTime;

namespace ElderCare.Data.Vouchers;

/// <summary>One version of a voucher type: its shape as JSON. The database refuses to change it; the newest that has begun counts.</summary>
public sealed class VoucherTypeRow
{
    /// <summary>Stable id such as <c>illus-E</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Counts up with each replacement, from 1.</summary>
    public required int Version { get; init; }

    /// <summary>The programme.</summary>
    public required string ProgrammeCode { get; init; }

    /// <summary>The type in its public shape.</summary>
    public required string Json { get; init; }

    /// <summary>The account that kept it, or <c>seed-data</c>.</summary>
    public required string Actor { get; init; }

    /// <summary>When it was kept.</summary>
    public required Instant At { get; init; }
}
