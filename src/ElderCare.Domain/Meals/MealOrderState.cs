namespace ElderCare.Domain.Meals;

/// <summary>How far a meal order is.</summary>
public enum MealOrderState
{
    /// <summary>Ordered, to be paid online first.</summary>
    AwaitingPayment,

    /// <summary>Ordered.</summary>
    Placed,

    /// <summary>The kitchen works on it.</summary>
    Preparing,

    /// <summary>Can be fetched.</summary>
    Ready,

    /// <summary>On its way to the senior.</summary>
    OutForDelivery,

    /// <summary>Handed over.</summary>
    Fulfilled,

    /// <summary>Called off before orders closed.</summary>
    Cancelled,

    /// <summary>Not paid in time.</summary>
    Expired,

    /// <summary>Nobody took it; no subsidy is claimed.</summary>
    Missed,
}
