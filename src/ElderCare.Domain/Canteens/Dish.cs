using NodaTime;

namespace ElderCare.Domain.Canteens;

/// <summary>A dish in a canteen's catalogue: what its menus know about a dish of that name.</summary>
public sealed class Dish
{
    /// <summary>UUID version 7.</summary>
    public required Guid Id { get; init; }

    /// <summary>Whose.</summary>
    public required Guid CanteenId { get; init; }

    /// <summary>Name in Chinese, unique in the catalogue.</summary>
    public required string Name { get; set; }

    /// <summary>Name in English.</summary>
    public string? NameEn { get; set; }

    /// <summary>Usual price of a portion in fen.</summary>
    public required long PriceFen { get; set; }

    /// <summary>Allergens in it; a menu can add to them and leaves none out.</summary>
    public IReadOnlyList<string> Allergens { get; set; } = [];

    /// <summary>Diets that it suits, such as <c>diabetic</c> or <c>soft</c>.</summary>
    public IReadOnlyList<string> Diets { get; set; } = [];

    /// <summary>Tags that subsidy rules may ask for, such as <c>set</c>.</summary>
    public IReadOnlyList<string> Tags { get; set; } = [];

    /// <summary>From when on it is no longer offered; null while it is.</summary>
    public Instant? RetiredAt { get; set; }

    /// <summary>Counts up at every change.</summary>
    public int Version { get; set; }
}
