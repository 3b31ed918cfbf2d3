using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ElderCare.Data;
using ElderCare.Data.Meals;
using ElderCare.Data.Seeding;
using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.MobileApi.Tests;

/// <summary>A menu that a test made.</summary>
internal sealed record TestMenu(Guid CanteenId, LocalDate Date, string Period, IReadOnlyList<Guid> Dishes)
{
    /// <summary>An order of one portion of the first dish, eaten at the canteen and paid there.</summary>
    public JsonObject Order(Guid senior, int quantity = 1) => new()
    {
        ["seniorId"] = senior,
        ["canteenId"] = CanteenId,
        ["date"] = Date.ToString("uuuu-MM-dd", null),
        ["period"] = Period,
        ["fulfilment"] = "dineIn",
        ["items"] = new JsonArray(new JsonObject { ["dishId"] = Dishes[0], ["quantity"] = quantity }),
        ["payBy"] = "onCollection",
    };
}

/// <summary>Menus for a test's city: each on a day of its own, so that tests do not disturb each other.</summary>
internal static class CityKitchen
{
    private const int FirstDay = 16; // the demo has menus for 15 days

    /// <summary>A day without menus that no other test of the city has.</summary>
    public static LocalDate FreeDay(this TestCity city) => TestCity.Today.PlusDays(FirstDay + city.Database.NextDay());

    public static LocalDate DateOf(JsonObject wish) => NodaTime.Text.LocalDatePattern.Iso.Parse((string)wish["date"]!).Value;

    /// <summary>Has a canteen offer dishes at given prices; the user must be of its staff.</summary>
    public static async Task<TestMenu> Offer(this TestCity city, string userName, LocalDate date, MealPeriod period, int capacity, params long[] prices)
    {
        var canteen = userName == "canteen1" ? DemoIds.Canteen1 : DemoIds.Canteen2;
        var client = await city.As(userName);
        var word = period.ToString().ToLowerInvariant();
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/canteens/{canteen}/menus/{date:uuuu-MM-dd}/{word}")
        {
            Content = JsonContent.Create(new { ordersCloseAt = $"{date:uuuu-MM-dd}T01:00:00Z", dishes = prices.Select((price, i) => new { name = $"菜{i + 1}", priceFen = price, allergens = Array.Empty<string>(), capacity }) }),
        };
        request.Headers.Add("If-None-Match", "*");
        var menu = await client.SendAsync(request).Body();
        return new(canteen, date, word, [.. menu.GetProperty("dishes").EnumerateArray().Select(dish => dish.GetProperty("id").GetGuid())]);
    }

    public static Task<TestMenu> Lunch(this TestCity city, int capacity, params long[] prices) => city.Offer("canteen1", city.FreeDay(), MealPeriod.Lunch, capacity, prices);

    /// <summary>How many portions of each dish are left.</summary>
    public static IReadOnlyList<int> Remaining(this TestCity city, TestMenu menu) => [.. city.Get<CityDatabase>()
        .Read(sql => sql.Menu(menu.CanteenId, menu.Date, Enum.Parse<MealPeriod>(menu.Period, true)))!.Dishes.Select(dish => dish.Remaining)];
}
