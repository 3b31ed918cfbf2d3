using System.Text.Json;
using ElderCare.Data.Seeding;

namespace ElderCare.MobileApi.Tests.Meals;

/// <summary>Standing orders of a test's city.</summary>
internal static class CityStandingOrders
{
    /// <summary>Lunch on working days at the canteen of the demo, unless other days are named.</summary>
    public static StandingWish Plan(Guid person, int[]? weekdays = null) => new(person, DemoIds.Canteen1, weekdays ?? [1, 2, 3, 4, 5], ["lunch"], [], "pickUp", "onCollection", null);

    /// <summary>An agent begins it; answers its id.</summary>
    public static async Task<Guid> Begin(TestCity city, StandingWish plan) =>
        (await city.With(await city.TokenOf("agent1")).Post("/api/standing-orders", plan).Body()).GetProperty("id").GetGuid();

    /// <summary>A person's meal orders.</summary>
    public static async Task<IReadOnlyList<JsonElement>> OrdersOf(TestCity city, Guid person) =>
        (await city.With(await city.TokenOf("agent1")).Read($"/api/meal-orders?seniorId={person}")).Items();
}

/// <summary>What is asked for.</summary>
internal sealed record StandingWish(Guid SeniorId, Guid CanteenId, int[] Weekdays, string[] Periods, StandingDish[] Items, string Fulfilment, string PayBy, string? From, string? Until = null, bool? AcceptFullPrice = null);

/// <summary>A dish of each meal.</summary>
internal sealed record StandingDish(string Name, int Quantity);
