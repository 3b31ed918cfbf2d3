namespace ElderCare.Domain.CallCentre;

/// <summary>What came of a call.</summary>
public enum CallDisposition
{
    /// <summary>A question was answered.</summary>
    Answered,

    /// <summary>A meal or service was ordered, changed or called off.</summary>
    Ordered,

    /// <summary>A complaint, consultation or request was registered.</summary>
    Registered,

    /// <summary>An emergency was opened or helped.</summary>
    Emergency,

    /// <summary>It was handed over, such as to 12345 or a provider.</summary>
    Transferred,

    /// <summary>Somebody will be called back.</summary>
    CallBack,

    /// <summary>Nobody spoke.</summary>
    Silent,

    /// <summary>A wrong number.</summary>
    WrongNumber,

    /// <summary>Abuse or nuisance.</summary>
    Abusive,

    /// <summary>Something else, as the notes say.</summary>
    Other,
}
