namespace ElderCare.Domain.Meals;

/// <summary>How an order came about: who ordered for the senior.</summary>
public enum OrderChannel
{
    /// <summary>The senior.</summary>
    Senior,

    /// <summary>Somebody whom the senior allowed.</summary>
    Family,

    /// <summary>The 12349 desk, on the telephone.</summary>
    Agent,

    /// <summary>A community worker.</summary>
    CommunityWorker,

    /// <summary>The canteen's staff, for somebody in front of them.</summary>
    CanteenStaff,

    /// <summary>A standing weekly order.</summary>
    StandingOrder,
}
