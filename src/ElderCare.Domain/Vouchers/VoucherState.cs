namespace ElderCare.Domain.Vouchers;

/// <summary>Whether minutes of a voucher can still be used.</summary>
public enum VoucherState
{
    /// <summary>They can, within its days.</summary>
    Open,

    /// <summary>Its days are over: what was held may still be spent, what is released expires or is carried over.</summary>
    Expired,

    /// <summary>Its holder has died and the programme lets it lapse.</summary>
    Voided,

    /// <summary>Its holder has died and an heir has what was left.</summary>
    Inherited,
}
