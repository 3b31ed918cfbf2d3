namespace ElderCare.Domain.Vouchers;

/// <summary>When minutes that were not used expire.</summary>
public enum VoucherExpiry
{
    /// <summary>At 24:00 of the last day of the calendar month for which they were granted (当月清零).</summary>
    EndOfCalendarMonth,

    /// <summary>At 24:00 of the last day of the calendar year.</summary>
    EndOfYear,

    /// <summary>Never.</summary>
    Never,

    /// <summary>At the end of each week, as insurances do it that grant visits by the week; no minutes are granted by such a type.</summary>
    EndOfWeek,
}
