namespace ElderCare.Domain.Meals;

/// <summary>One dish of an order, with the price at which it was ordered.</summary>
/// <param name="DishId">The dish on the menu.</param>
/// <param name="Name">Its name on that day.</param>
/// <param name="Quantity">How many portions, 1 to <see cref="MostOfOneDish"/>.</param>
/// <param name="PriceFen">Price of one portion.</param>
public sealed record Portion(Guid DishId, string Name, int Quantity, long PriceFen)
{
    /// <summary>A senior's order feeds one household; more is a mistake of the finger.</summary>
    public const int MostOfOneDish = 20;
}
