namespace ElderCare.Domain.HomeServices;

/// <summary>What came of asking a caregiver.</summary>
public enum OfferState
{
    /// <summary>It waits for an answer.</summary>
    Open,

    /// <summary>They take the visit.</summary>
    Accepted,

    /// <summary>They cannot.</summary>
    Declined,

    /// <summary>Another was faster, or the visit is no more.</summary>
    Withdrawn,

    /// <summary>They did not answer in time.</summary>
    Expired,
}
