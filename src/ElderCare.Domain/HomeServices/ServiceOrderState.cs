namespace ElderCare.Domain.HomeServices;

/// <summary>How far a visit is.</summary>
public enum ServiceOrderState
{
    /// <summary>Booked; nobody has been asked yet.</summary>
    Requested,

    /// <summary>Some caregivers are asked.</summary>
    Offered,

    /// <summary>Somebody will come.</summary>
    Accepted,

    /// <summary>They are on the way.</summary>
    EnRoute,

    /// <summary>They are with the person.</summary>
    InService,

    /// <summary>They have left; the minutes are counted.</summary>
    Completed,

    /// <summary>The person, their family or time has confirmed it: the minutes are spent.</summary>
    Confirmed,

    /// <summary>The provider has been paid.</summary>
    Settled,

    /// <summary>It does not take place.</summary>
    Cancelled,

    /// <summary>Nobody would come; people look for somebody.</summary>
    Unfilled,

    /// <summary>The person's side says that it was not so.</summary>
    Disputed,
}
