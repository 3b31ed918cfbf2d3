using NodaTime;

namespace ElderCare.Domain.HomeServices;

/// <summary>What a provider may ask of the city for one confirmed visit, or a way in vain: one line for each, corrected by further lines.</summary>
public sealed class StatementLine
{
    /// <summary>UUID version 7.</summary>
    public required Guid Id { get; init; }

    /// <summary>Who served.</summary>
    public required Guid ProviderId { get; init; }

    /// <summary>The visit.</summary>
    public required Guid OrderId { get; init; }

    /// <summary>Counts from 1 for each visit; a correction is the next one.</summary>
    public required int Number { get; init; }

    /// <summary>The first day of the month in which the visit began.</summary>
    public required LocalDate Month { get; init; }

    /// <summary>When it was written.</summary>
    public required Instant At { get; init; }

    /// <summary>Voucher minutes, or with a minus what is taken back.</summary>
    public required int VoucherMinutes { get; init; }

    /// <summary>What they come to by the price of the service, in fen.</summary>
    public required long AmountFen { get; init; }

    /// <summary>What the person pays the provider themself, in fen.</summary>
    public required long SelfPayFen { get; init; }

    /// <summary>What is still to be written where lines of the same visit come to something else.</summary>
    public StatementLine Beyond(int voucherMinutes, long amountFen, long selfPayFen) => new()
    {
        Id = Id, ProviderId = ProviderId, OrderId = OrderId, Number = Number, Month = Month, At = At,
        VoucherMinutes = VoucherMinutes - voucherMinutes, AmountFen = AmountFen - amountFen, SelfPayFen = SelfPayFen - selfPayFen,
    };

    /// <summary>The line that takes this one back.</summary>
    /// <param name="id">UUID version 7.</param>
    /// <param name="now">When it is written.</param>
    public StatementLine TakenBack(Guid id, Instant now) => new()
    {
        Id = id, ProviderId = ProviderId, OrderId = OrderId, Number = Number + 1, Month = Month, At = now, VoucherMinutes = -VoucherMinutes, AmountFen = -AmountFen, SelfPayFen = -SelfPayFen,
    };

    /// <summary>Of a way in vain, at whose door nobody opened: the provider gets a fee, once a month for each person; null of a visit.</summary>
    public Guid? NobodyHomeAt { get; init; }
}
