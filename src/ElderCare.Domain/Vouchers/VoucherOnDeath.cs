namespace ElderCare.Domain.Vouchers;

/// <summary>What becomes of minutes when their holder dies.</summary>
public enum VoucherOnDeath
{
    /// <summary>They lapse at once (Qingdao's paper of 2025-07-25 reads so).</summary>
    Void,

    /// <summary>They wait for the heir whom an officer names (Beijing's disability care balance).</summary>
    Inherit,

    /// <summary>They stay until they expire; nothing more is granted.</summary>
    StopFromNextMonth,
}
