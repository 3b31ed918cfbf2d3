using ElderCare.Domain.Canteens;

namespace ElderCare.MobileApi.Canteens;

/// <summary>A dish to be added to the catalogue or changed; in a change, what is absent stays as it is.</summary>
/// <param name="Name">In Chinese, 1 to 40 characters.</param>
/// <param name="NameEn">In English.</param>
/// <param name="PriceFen">Usual price of a portion.</param>
/// <param name="Allergens">What is in it, such as <c>peanut</c>.</param>
/// <param name="Diets">What it suits, such as <c>diabetic</c>.</param>
/// <param name="Tags">What subsidy rules ask for, such as <c>set</c>.</param>
/// <param name="Retired">Whether it is no longer offered.</param>
internal sealed record DishRequest(
    string? Name, string? NameEn, long? PriceFen, IReadOnlyList<string>? Allergens, IReadOnlyList<string>? Diets, IReadOnlyList<string>? Tags, bool? Retired);

/// <summary>A dish of a canteen's catalogue.</summary>
internal sealed record DishView(
    Guid Id, Guid CanteenId, string Name, string? NameEn, long PriceFen, IReadOnlyList<string> Allergens, IReadOnlyList<string> Diets, IReadOnlyList<string> Tags, bool Retired)
{
    public static DishView Of(Dish dish) => new(
        dish.Id, dish.CanteenId, dish.Name, dish.NameEn, dish.PriceFen, dish.Allergens, dish.Diets, dish.Tags, dish.RetiredAt is not null);
}
