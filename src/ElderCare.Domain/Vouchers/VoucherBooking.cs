using NodaTime;

namespace ElderCare.Domain.Vouchers;

/// <summary>An order for which voucher minutes were asked: by what it may be paid.</summary>
public sealed class VoucherBooking
{
    /// <summary>The order.</summary>
    public required Guid OrderId { get; init; }

    /// <summary>Whose vouchers pay.</summary>
    public required Guid SeniorId { get; init; }

    /// <summary>The service that is booked.</summary>
    public required string ServiceCode { get; init; }

    /// <summary>When the visit begins: it charges vouchers that are valid then, also when it ends after their days.</summary>
    public required Instant StartsAt { get; init; }

    /// <summary>Who has worked for it; null until minutes are spent.</summary>
    public Guid? ProviderId { get; init; }
}
