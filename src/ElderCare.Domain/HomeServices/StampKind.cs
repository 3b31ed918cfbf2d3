namespace ElderCare.Domain.HomeServices;

/// <summary>What a caregiver does on a visit.</summary>
public enum StampKind
{
    /// <summary>Sets out.</summary>
    EnRoute,

    /// <summary>Begins.</summary>
    CheckIn,

    /// <summary>Ends.</summary>
    CheckOut,

    /// <summary>Finds nobody at home.</summary>
    NobodyHome,

    /// <summary>Does not come after all: their provider gives the visit up.</summary>
    GivenUp,
}
