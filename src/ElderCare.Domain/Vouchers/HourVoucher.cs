using ElderCare.Domain.Ledger;
using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.Domain.Vouchers;

/// <summary>
/// Minutes of home service (服务时长券) that a person was granted at one time, with two accounts of its own: what is free to use, and
/// what is held for booked visits. What stands there is the ledger's; this row says whose it is and by what rules it is used.
/// </summary>
public sealed class HourVoucher
{
    /// <summary>UUID version 7.</summary>
    public required Guid Id { get; init; }

    /// <summary>Whose it is.</summary>
    public required Guid SeniorId { get; init; }

    /// <summary>The programme that gives it.</summary>
    public required string ProgrammeCode { get; init; }

    /// <summary>The type and its version by whose rules it is used, such as <c>illus-E@1</c>.</summary>
    public required string TypeVersion { get; init; }

    /// <summary>How it came to be.</summary>
    public required VoucherOrigin Origin { get; init; }

    /// <summary>The month for which it was granted, by its first day.</summary>
    public required LocalDate Month { get; init; }

    /// <summary>How many minutes were granted, above 0.</summary>
    public required long Minutes { get; init; }

    /// <summary>The first instant at which a visit paid by it may begin.</summary>
    public required Instant ValidFrom { get; init; }

    /// <summary>The first instant at which no visit paid by it may begin any more; null for never.</summary>
    public Instant? ExpiresAt { get; init; }

    /// <summary>Until when what is left at its end lives on in a voucher of its own; null when it expires.</summary>
    public Instant? CarriedUntil { get; init; }

    /// <summary>The services for which it may be used; null for all.</summary>
    public IReadOnlyList<string>? Purposes { get; init; }

    /// <summary>Among vouchers that are otherwise alike the higher is used first.</summary>
    public required int Priority { get; init; }

    /// <summary>What becomes of it when its holder dies.</summary>
    public required VoucherOnDeath OnDeath { get; init; }

    /// <summary>The voucher whose rest it holds, when it was carried over or inherited.</summary>
    public Guid? RestOf { get; init; }

    /// <summary>The city whose grants these are.</summary>
    public required string CityCode { get; init; }

    /// <summary>Where the person lived when it was granted; who covers it may read its accounts.</summary>
    public required string DivisionCode { get; init; }

    /// <summary>When it was granted.</summary>
    public required Instant GrantedAt { get; init; }

    /// <summary>Whether it can still be used.</summary>
    public VoucherState State { get; private set; }

    /// <summary>The account of what is free to use.</summary>
    public Guid Free => LedgerAccount.IdOf(AccountKind.VoucherMinutes, Id);

    /// <summary>The account of what is held for booked visits.</summary>
    public Guid Held => LedgerAccount.IdOf(AccountKind.VoucherHeld, Id);

    /// <summary>The unit of its accounts.</summary>
    public string Unit => LedgerAccount.MinutesOf(ProgrammeCode);

    /// <summary>Whether it may be used for a service.</summary>
    public bool MayPay(string serviceCode) => Purposes is null || Purposes.Contains(serviceCode);

    /// <summary>Whether its days are over at an instant.</summary>
    public bool IsOverAt(Instant at) => ExpiresAt <= at;

    /// <summary>The same voucher in another state.</summary>
    public HourVoucher As(VoucherState state)
    {
        var other = (HourVoucher)MemberwiseClone();
        other.State = state;
        return other;
    }

    /// <summary>The voucher that takes over its rest at its end: valid for one further period, and not carried over again.</summary>
    public HourVoucher CarriedOver(Instant from, long minutes, Instant now) => Rest(VoucherOrigin.CarriedOver, SeniorId, DivisionCode, minutes, now, CityClock.DateOf(from), from, CarriedUntil);

    /// <summary>The voucher by which an heir gets its rest, with the same days.</summary>
    public HourVoucher For(Guid heirId, string heirDivision, long minutes, Instant now) => Rest(VoucherOrigin.Inherited, heirId, heirDivision, minutes, now, Month, ValidFrom, ExpiresAt);

    private HourVoucher Rest(VoucherOrigin origin, Guid seniorId, string division, long minutes, Instant now, LocalDate month, Instant from, Instant? until) => new()
    {
        Id = RisingIds.Next(),
        SeniorId = seniorId,
        ProgrammeCode = ProgrammeCode,
        TypeVersion = TypeVersion,
        Origin = origin,
        Month = month,
        Minutes = minutes,
        ValidFrom = from,
        ExpiresAt = until,
        Purposes = Purposes,
        Priority = Priority,
        OnDeath = OnDeath,
        RestOf = Id,
        CityCode = CityCode,
        DivisionCode = division,
        GrantedAt = now,
    };

    /// <summary>One of its own two accounts, of whoever holds it.</summary>
    public LedgerAccount Account(AccountKind kind) => new()
    {
        Id = LedgerAccount.IdOf(kind, Id),
        Kind = kind,
        Owner = SeniorId.ToString(),
        Unit = Unit,
        Floor = LedgerAccount.FloorOf(kind),
        DivisionCode = DivisionCode,
    };

    /// <summary>Where its programme's minutes come from in its city, or where they go when nobody uses them.</summary>
    public LedgerAccount CityAccount(AccountKind kind) => ProgrammeAccount(kind, ProgrammeCode, $"{ProgrammeCode}:{CityCode}");

    /// <summary>Where minutes go that a provider has worked for.</summary>
    public LedgerAccount SpentAt(Guid providerId) => ProgrammeAccount(AccountKind.VoucherSpent, providerId.ToString(), $"{ProgrammeCode}:{CityCode}:{providerId}");

    private LedgerAccount ProgrammeAccount(AccountKind kind, string owner, string key) => new()
    {
        Id = LedgerAccount.IdOf(kind, key), Kind = kind, Owner = owner, Unit = Unit, Floor = LedgerAccount.FloorOf(kind), DivisionCode = CityCode,
    };

    /// <summary>
    /// In what order vouchers are used: the earliest expiry first, then what is restricted to a purpose, then the general; then the
    /// higher priority, the older grant, and the id, so that the order is total.
    /// </summary>
    public static IOrderedEnumerable<HourVoucher> InDrawOrder(IEnumerable<HourVoucher> vouchers) => vouchers
        .OrderBy(voucher => voucher.ExpiresAt ?? Instant.MaxValue).ThenBy(voucher => voucher.Purposes is null).ThenByDescending(voucher => voucher.Priority)
        .ThenBy(voucher => voucher.ValidFrom).ThenBy(voucher => voucher.Id);
}
