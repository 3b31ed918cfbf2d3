namespace ElderCare.Domain.Vouchers;

/// <summary>How a voucher came to be.</summary>
public enum VoucherOrigin
{
    /// <summary>By a monthly run: one for each person, programme and month.</summary>
    Monthly,

    /// <summary>By an officer, for one person.</summary>
    Single,

    /// <summary>It holds what an expired one carries over.</summary>
    CarriedOver,

    /// <summary>It holds what somebody who died has left to its holder.</summary>
    Inherited,

    /// <summary>It was a monthly one of a record that was merged into one that had the same month.</summary>
    Merged,
}
