using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.Domain.Funding;

/// <summary>The meal whose price is to be shared.</summary>
/// <param name="Date">The date on which it is eaten, in the city.</param>
/// <param name="Period">Which meal of the day.</param>
/// <param name="DishesFen">The price of the dishes without the delivery, in fen, not negative.</param>
public sealed record MealToPrice(LocalDate Date, MealPeriod Period, long DishesFen)
{
    /// <summary>The delivery fee in fen, 0 when nobody delivers.</summary>
    public long DeliveryFen { get; init; }

    /// <summary>The division in which the canteen lies.</summary>
    public string? CanteenDivision { get; init; }

    /// <summary>The tags of the canteen, such as <c>mountain</c>.</summary>
    public IReadOnlyCollection<string> CanteenTags { get; init; } = [];

    /// <summary>The tags of all the dishes ordered.</summary>
    public IReadOnlyCollection<string> DishTags { get; init; } = [];

    /// <summary>The delivery distance in metres, null when unknown or nobody delivers.</summary>
    public int? DistanceMetres { get; init; }

    /// <summary>
    /// True for real orders: <see cref="SubsidyRule.OwnDistrictFund"/> becomes the id of the meals fund of the matched district;
    /// false for a trial, which shows the text.
    /// </summary>
    public bool ResolveOwnDistrict { get; init; }
}
