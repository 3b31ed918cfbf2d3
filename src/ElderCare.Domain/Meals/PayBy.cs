namespace ElderCare.Domain.Meals;

/// <summary>How the senior's share is paid.</summary>
public enum PayBy
{
    /// <summary>From money paid in beforehand.</summary>
    Wallet,

    /// <summary>Before the order stands, through a payment service.</summary>
    Online,

    /// <summary>In cash when the meal is handed over.</summary>
    OnCollection,
}
