namespace ElderCare.Domain.Canteens;

/// <summary>A dish on one menu, with its price and its portions.</summary>
public sealed class MenuDish
{
    /// <summary>UUID version 7; what an order names as <c>dishId</c>.</summary>
    public required Guid Id { get; init; }

    /// <summary>On which menu.</summary>
    public required Guid MenuId { get; init; }

    /// <summary>Name of the dish, unique on its menu.</summary>
    public required string Name { get; set; }

    /// <summary>Its name in English, when the catalogue has one.</summary>
    public string? NameEn { get; set; }

    /// <summary>Price of a portion in fen.</summary>
    public required long PriceFen { get; set; }

    /// <summary>Allergens in it, such as <c>peanut</c>.</summary>
    public IReadOnlyList<string> Allergens { get; set; } = [];

    /// <summary>Diets that it suits, such as <c>diabetic</c> or <c>soft</c>.</summary>
    public IReadOnlyList<string> Diets { get; set; } = [];

    /// <summary>Tags that subsidy rules may ask for, such as <c>set</c>.</summary>
    public IReadOnlyList<string> Tags { get; set; } = [];

    /// <summary>Portions that can be made.</summary>
    public required int Capacity { get; set; }

    /// <summary>Portions not yet ordered; never below 0.</summary>
    public required int Remaining { get; set; }

    /// <summary>Its place on the menu, from 0.</summary>
    public required int Position { get; set; }
}
