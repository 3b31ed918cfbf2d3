using ElderCare.Data.Meals;
using ElderCare.Domain.Canteens;
using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.MobileApi.Canteens;

/// <summary>A meal point.</summary>
/// <param name="Origin">Where the entry comes from, such as <c>plan:weihai-2020</c>: a plan, not a result.</param>
/// <param name="DistanceMetres">From the place asked for.</param>
internal sealed record CanteenView(
    Guid Id, string Name, CanteenKind Kind, string DivisionCode, string Address, double Latitude, double Longitude, int Seats, string Origin,
    OperationStatus Status, long DeliveryFen, int? DistanceMetres)
{
    public static CanteenView Of(Canteen canteen, GeoPoint? from = null) => new(
        canteen.Id, canteen.Name, canteen.Kind, canteen.DivisionCode, canteen.Address, canteen.Latitude, canteen.Longitude, canteen.Seats, canteen.Origin,
        canteen.Status, canteen.DeliveryFen, from is { } place ? (int)canteen.Place.MetresTo(place) : null);
}

/// <summary>A menu as its reader may see it.</summary>
internal sealed record MenuView(Guid CanteenId, LocalDate Date, MealPeriod Period, Instant OrdersCloseAt, IReadOnlyList<MenuDishView> Dishes)
{
    public static MenuView Of(Guid canteenId, LocalDate date, MealPeriod period, MenuRow menu, bool staff) => new(
        canteenId, date, period, menu.OrdersCloseAt,
        [.. menu.Dishes.Select(dish => new MenuDishView(dish.Id, dish.Name, dish.PriceFen, dish.Allergens, dish.Remaining, staff ? dish.Capacity : null))]);
}

/// <summary>A dish of a menu.</summary>
/// <param name="Capacity">Shown to the canteen's staff.</param>
internal sealed record MenuDishView(Guid Id, string Name, long PriceFen, IReadOnlyList<string> Allergens, int Remaining, int? Capacity);

/// <summary>A menu to be put.</summary>
internal sealed record MenuRequest(Instant? OrdersCloseAt, IReadOnlyList<MenuDishRequest>? Dishes);

/// <summary>A dish of a menu to be put: by id when it is on the menu already, by name when it is new.</summary>
internal sealed record MenuDishRequest(Guid? Id, string? Name, long? PriceFen, IReadOnlyList<string>? Allergens, int? Capacity);

/// <summary>A place to which meals are brought.</summary>
internal sealed record DeliveryPointView(Guid Id, Guid CanteenId, string Name, string DivisionCode, double Latitude, double Longitude);

/// <summary>What the kitchen cooks for one meal.</summary>
/// <param name="Orders">How many orders stand.</param>
internal sealed record KitchenSheetView(Guid CanteenId, LocalDate Date, MealPeriod Period, int Orders, IReadOnlyList<KitchenLine> Lines, IReadOnlyList<KitchenNeed> Needs);

/// <summary>What the kitchen must know of who eats an order.</summary>
/// <param name="Allergies">What they must not get.</param>
/// <param name="Diets">What they keep to.</param>
internal sealed record KitchenNeed(Guid OrderId, IReadOnlyList<string> Allergies, IReadOnlyList<string> Diets);

/// <summary>How many portions of a dish, by how they leave the kitchen.</summary>
internal sealed record KitchenLine(Guid DishId, string Name, int Portions, int DineIn, int PickUp, int Delivery);
