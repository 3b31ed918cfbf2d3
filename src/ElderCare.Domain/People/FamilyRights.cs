namespace ElderCare.Domain.People;

/// <summary>What a family member may do for a senior.</summary>
[Flags]
public enum FamilyRights
{
    /// <summary>Nothing but see that the link exists.</summary>
    None = 0,

    /// <summary>Order, change and cancel meals and services.</summary>
    Order = 1,

    /// <summary>Pay from the senior's wallet or online.</summary>
    Pay = 2,

    /// <summary>Read health notes and allergies.</summary>
    ViewHealth = 4,
}
