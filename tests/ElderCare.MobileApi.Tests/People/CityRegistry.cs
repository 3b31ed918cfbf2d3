using System.Text.Json;
using ElderCare.Data;
using ElderCare.MobileApi.Tests.Realtime;
using ElderCare.Domain.Ledger;
using NodaTime;

namespace ElderCare.MobileApi.Tests.People;

/// <summary>Staff who record facts of people, and what follows from them.</summary>
internal static class CityRegistry
{
    public const string CityFund = "fund-371000-meals";
    public const string DistrictFund = "fund-371002-meals";

    public static string Iso(this LocalDate date) => date.ToString("uuuu-MM-dd", null);

    /// <summary>Records a fact, and lets everything happen that follows at once.</summary>
    public static async Task<JsonElement> Record(this TestCity city, Guid senior, string what, object body, string user = "city1")
    {
        city.Clock.Advance(Duration.FromSeconds(1)); // what is recorded is known from its own instant on
        var fact = await (await city.As(user)).Post($"/api/seniors/{senior}/{what}", body).Body();
        await city.RunTimers();
        city.Clock.Advance(Duration.FromSeconds(1));
        return fact;
    }

    /// <summary>The records of a person, newest first.</summary>
    public static async Task<IReadOnlyList<JsonElement>> History(this TestCity city, Guid senior) =>
        (await (await city.As("city1")).Read($"/api/seniors/{senior}/facts")).Items();

    /// <summary>The id of the record of a kind that is believed.</summary>
    public static async Task<string> Believed(this TestCity city, Guid senior, string kind) =>
        (await city.History(senior)).First(fact => fact.Text("kind") == kind && !fact.TryGetProperty("supersededAt", out _)).Text("id");

    public static async Task<JsonElement> Order(this TestCity city, TestMenu menu, Guid senior) => await (await city.As("agent1")).Post("/api/meal-orders", menu.Order(senior)).Body();

    public static Task<JsonElement> Order(this TestCity city, string id) => city.As("agent1").ContinueWith(agent => agent.Result.Read($"/api/meal-orders/{id}"), TaskScheduler.Default).Unwrap();

    /// <summary>Hands an order over.</summary>
    public static async Task Collect(this TestCity city, JsonElement order)
    {
        string code;
        using (var db = city.Get<CityDatabase>().Read()) code = db.MealOrders.Where(row => row.Id == order.GetProperty("id").GetGuid()).Select(row => row.Code).Single();
        await (await city.As("canteen1")).Post($"/api/meal-orders/{order.Text("id")}/collect", new { code }).Body();
    }

    public static async Task<IReadOnlyList<JsonElement>> Adjustments(this TestCity city, Guid senior, string user = "city1") =>
        (await (await city.As(user)).Read($"/api/adjustments?seniorId={senior}")).Items();

    /// <summary>Fails unless just these accounts have changed, by these amounts.</summary>
    public static void ShouldHaveChanged(this TestCity city, IReadOnlyDictionary<Guid, long> before, params (AccountKind Kind, string Owner, long Fen)[] expected) => Assert.Equal(
        expected.Where(account => account.Fen != 0).ToDictionary(account => LedgerAccount.IdOf(account.Kind, account.Owner), account => account.Fen).OrderBy(account => account.Key),
        city.ChangesSince(before).OrderBy(account => account.Key));
}
