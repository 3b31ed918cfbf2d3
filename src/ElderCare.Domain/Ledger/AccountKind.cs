namespace ElderCare.Domain.Ledger;

/// <summary>What an account is for. A positive balance is value that stands there.</summary>
public enum AccountKind
{
    /// <summary>Where a fund's money comes from: the negative of all that was ever allotted.</summary>
    Treasury,

    /// <summary>What a fund can still spend; never below 0.</summary>
    Fund,

    /// <summary>What a fund has promised to placed meals that are not yet served.</summary>
    FundReserved,

    /// <summary>What hardship meals took beyond a dry fund; negative, to be made good by the payer.</summary>
    FundOverdraft,

    /// <summary>What a senior owes or has paid for meals; negative.</summary>
    SeniorShare,

    /// <summary>What seniors have still to pay at a canteen for placed meals.</summary>
    CanteenPledged,

    /// <summary>What the funds owe a canteen for served meals.</summary>
    CanteenReceivable,

    /// <summary>Cash taken at a canteen; never below 0.</summary>
    CashDrawer,

    /// <summary>What a senior has paid in beforehand; never below 0.</summary>
    Wallet,

    /// <summary>What a senior owes since settled meals were found to be priced wrongly, negative, or is owed, positive.</summary>
    SeniorAdjustment,

    /// <summary>Where a programme's voucher minutes come from in a city: the negative of all that were granted.</summary>
    VoucherGrants,

    /// <summary>The minutes of one voucher that its holder can still use; never below 0.</summary>
    VoucherMinutes,

    /// <summary>The minutes of one voucher that are held for booked visits; never below 0.</summary>
    VoucherHeld,

    /// <summary>The minutes of a programme that a provider has worked for in a city.</summary>
    VoucherSpent,

    /// <summary>The minutes of a programme that nobody used in a city.</summary>
    VoucherExpired,
}
