namespace ElderCare.Domain.Canteens;

/// <summary>Whether a meal point counts as the town's or the country's in the city's plans.</summary>
public enum CanteenArea
{
    /// <summary>城市.</summary>
    Urban,

    /// <summary>农村.</summary>
    Rural,
}
