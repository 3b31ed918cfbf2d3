namespace ElderCare.Domain.Vouchers;

/// <summary>What an order holds of a voucher; the sum over a voucher's orders is what stands on its held account.</summary>
public sealed class VoucherHold
{
    /// <summary>The order.</summary>
    public required Guid OrderId { get; init; }

    /// <summary>The voucher.</summary>
    public required Guid VoucherId { get; init; }

    /// <summary>Minutes still held, never below 0.</summary>
    public required long Minutes { get; init; }
}
