namespace ElderCare.Domain.HomeServices;

/// <summary>Why a caregiver may not come.</summary>
public enum Unfit
{
    /// <summary>They are sent to nobody until officers have looked into their poor ratings.</summary>
    Suspended,

    /// <summary>They are off duty: they are never rung.</summary>
    OffDuty,

    /// <summary>Their provider has no contract for the person's division.</summary>
    NoContract,

    /// <summary>They do not serve that place.</summary>
    OutOfArea,

    /// <summary>They lack the certificate, or it has expired by then.</summary>
    NotCertified,

    /// <summary>The visit is outside their hours.</summary>
    OutsideHours,

    /// <summary>They are on leave.</summary>
    OnLeave,

    /// <summary>The person asked for the other sex.</summary>
    OtherSex,

    /// <summary>They are not sent to this person any more.</summary>
    Barred,

    /// <summary>They have another visit then, or too little time to get from one to the other.</summary>
    NoTime,

    /// <summary>They would work more on that day than the policy allows.</summary>
    TooManyHours,
}
