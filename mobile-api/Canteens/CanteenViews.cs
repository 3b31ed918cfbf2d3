using ElderCare.Data.Meals;
using ElderCare.Domain.Canteens;
using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.MobileApi.Canteens;

/// <summary>A meal point.</summary>
/// <param name="Origin">Where the entry comes from, such as <c>plan:weihai-2020</c>: a plan, not a result.</param>
/// <param name="DistanceMetres">From the place asked for.</param>
/// <param name="Closures">Times of no service that are not over yet.</param>
internal sealed record CanteenView(
    Guid Id, string Name, CanteenKind Kind, CanteenArea Area, string DivisionCode, string Address, double Latitude, double Longitude, int Seats, string Origin,
    PlanStatus PlanStatus, OperationStatus Status, IReadOnlyList<Licence> Licences, OpeningDays OpeningDays, IReadOnlyList<string> Tags,
    IReadOnlyList<ClosureView> Closures, long DeliveryFen, int? DistanceMetres)
{
    public static CanteenView Of(Canteen canteen, GeoPoint? from = null) => new(
        canteen.Id, canteen.Name, canteen.Kind, canteen.Area, canteen.DivisionCode, canteen.Address, canteen.Latitude, canteen.Longitude, canteen.Seats, canteen.Origin,
        canteen.Plan, canteen.Status, canteen.Licences, canteen.OpeningDays, canteen.Tags, [.. canteen.Closures.Select(ClosureView.Of)], canteen.DeliveryFen, from is { } place ? (int)canteen.Place.MetresTo(place) : null);
}

/// <summary>A menu as its reader may see it.</summary>
internal sealed record MenuView(Guid CanteenId, LocalDate Date, MealPeriod Period, Instant OrdersCloseAt, IReadOnlyList<MenuDishView> Dishes)
{
    public static MenuView Of(Guid canteenId, LocalDate date, MealPeriod period, MenuRow menu, bool staff) => new(
        canteenId, date, period, menu.OrdersCloseAt,
        [.. menu.Dishes.Select(dish => new MenuDishView(dish.Id, dish.Name, dish.NameEn, dish.PriceFen, dish.Allergens, dish.Diets, dish.Tags, dish.Remaining, staff ? dish.Capacity : null))]);
}

/// <summary>A dish of a menu.</summary>
/// <param name="Capacity">Shown to the canteen's staff.</param>
internal sealed record MenuDishView(
    Guid Id, string Name, string? NameEn, long PriceFen, IReadOnlyList<string> Allergens, IReadOnlyList<string> Diets, IReadOnlyList<string> Tags, int Remaining, int? Capacity);

/// <summary>A menu to be put.</summary>
internal sealed record MenuRequest(Instant? OrdersCloseAt, IReadOnlyList<MenuDishRequest>? Dishes)
{
    /// <summary>The same without blanks around names.</summary>
    public MenuRequest Trimmed() => this with { Dishes = Dishes is null ? null : [.. Dishes.Select(dish => dish?.Name is { } name ? dish with { Name = name.Trim() } : dish!)] };
}

/// <summary>A dish of a menu to be put: by id when it is on the menu already, by name when it is new.</summary>
internal sealed record MenuDishRequest(Guid? Id, string? Name, long? PriceFen, IReadOnlyList<string>? Allergens, int? Capacity);

/// <summary>What the kitchen cooks for one meal.</summary>
/// <param name="Orders">How many orders stand.</param>
/// <param name="Allergies">Orders in which somebody answers for an allergen; for the canteen's own staff, and of those people whose health the caller may know.</param>
/// <param name="Needs">Orders of people with allergies or diets; for the canteen's own staff.</param>
internal sealed record KitchenSheetView(
    Guid CanteenId, LocalDate Date, MealPeriod Period, int Orders, IReadOnlyList<KitchenLine> Lines, IReadOnlyList<KitchenAllergy> Allergies, IReadOnlyList<KitchenNeed> Needs);

/// <summary>An order for somebody who is allergic to something in it.</summary>
/// <param name="Who">Masked.</param>
internal sealed record KitchenAllergy(Guid OrderId, string Who, IReadOnlyList<string> Allergens, string Reason, string ByName);

/// <summary>What the kitchen must know of who eats an order.</summary>
/// <param name="Allergies">What they must not get.</param>
/// <param name="Diets">What they keep to.</param>
internal sealed record KitchenNeed(Guid OrderId, IReadOnlyList<string> Allergies, IReadOnlyList<string> Diets);

/// <summary>How many portions of a dish, by how they leave the kitchen.</summary>
internal sealed record KitchenLine(Guid DishId, string Name, int Portions, int DineIn, int PickUp, int Delivery);
