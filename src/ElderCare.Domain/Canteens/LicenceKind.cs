namespace ElderCare.Domain.Canteens;

/// <summary>What a meal point must be allowed.</summary>
public enum LicenceKind
{
    /// <summary>食品经营许可证.</summary>
    FoodOperation,

    /// <summary>消防验收.</summary>
    FireSafety,

    /// <summary>Another one.</summary>
    Other,
}
