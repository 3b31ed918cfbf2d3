namespace ElderCare.Domain.Meals;

/// <summary>A dish of a standing order, by the name that menus give it.</summary>
/// <param name="Name">As on the menu.</param>
/// <param name="Quantity">How many portions, 1 to <see cref="Portion.MostOfOneDish"/>.</param>
public sealed record StandingItem(string Name, int Quantity);
