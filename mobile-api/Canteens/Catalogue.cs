using ElderCare.Data;
using ElderCare.Domain.Canteens;

namespace ElderCare.MobileApi.Canteens;

/// <summary>What a canteen knows of its dishes by name; retired ones still say what is in them.</summary>
internal sealed class Catalogue
{
    private readonly Dictionary<string, Dish> _dishes;

    private Catalogue(Dictionary<string, Dish> dishes) => _dishes = dishes;

    public static Catalogue Of(CityContext db, Guid canteenId) =>
        new(db.Dishes.Where(dish => dish.CanteenId == canteenId).AsEnumerable().ToDictionary(dish => dish.Name, StringComparer.Ordinal));

    public bool Knows(string name) => _dishes.ContainsKey(name);

    /// <summary>Gives a dish of a menu what the catalogue says of its name; allergens add up, so that a menu leaves none out.</summary>
    public MenuDish Complete(MenuDish dish)
    {
        if (!_dishes.TryGetValue(dish.Name, out var known)) return dish;
        dish.NameEn = known.NameEn;
        dish.Diets = known.Diets;
        dish.Tags = known.Tags;
        dish.Allergens = [.. dish.Allergens.Union(known.Allergens, StringComparer.Ordinal)];
        return dish;
    }
}
