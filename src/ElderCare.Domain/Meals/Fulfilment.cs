namespace ElderCare.Domain.Meals;

/// <summary>How a meal gets to the senior.</summary>
public enum Fulfilment
{
    /// <summary>Eaten at the canteen.</summary>
    DineIn,

    /// <summary>Fetched.</summary>
    PickUp,

    /// <summary>Brought to a delivery point, or to the door when none is named.</summary>
    Delivery,
}
