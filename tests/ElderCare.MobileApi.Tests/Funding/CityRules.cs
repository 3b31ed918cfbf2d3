using System.Text.Json;
using System.Text.Json.Nodes;
using ElderCare.Data;
using ElderCare.Data.Meals;

namespace ElderCare.MobileApi.Tests.Funding;

/// <summary>Subsidy rules of a test's city, as an officer sends them.</summary>
internal static class CityRules
{
    private static int _number;

    /// <summary>An id that no other test has.</summary>
    public static string NewId() => $"test-{Interlocked.Increment(ref _number)}";

    /// <summary>A rule of Huancui by which those of 60 and older get 3 yuan for a lunch from the city; what is given replaces or adds fields, null removes one.</summary>
    public static JsonObject Rule(string id, params (string Field, JsonNode? Value)[] given)
    {
        var rule = JsonNode.Parse("""
            {"city":"371000","divisionCode":"371002","residencyBasis":"either","ageFrom":60,"periods":["lunch"],"kind":"fixed","valueFen":300,
            "funding":[{"payer":"city","fundId":"fund-371000-meals","shareBasisPoints":10000}],"evidence":"ILLUS","docRef":"test"}
            """)!.AsObject();
        rule["id"] = id;
        foreach (var (field, value) in given)
        {
            if (value is null) rule.Remove(field);
            else rule[field] = value.DeepClone();
        }
        return rule;
    }

    /// <summary>A rule that nobody in the demo city meets, so that it disturbs no other test.</summary>
    public static JsonObject NobodysRule(string id, params (string Field, JsonNode? Value)[] given) => Rule(id, [("categories", new JsonArray("listedForCampaign")), .. given]);

    /// <summary>A list of funding lines.</summary>
    public static JsonNode Funding(string json) => JsonNode.Parse(json)!;

    public static async Task<JsonElement> Draft(this HttpClient officer, JsonObject rule) => await officer.Post("/api/subsidy-rules", rule).Body();

    /// <summary>Publishes a rule from today, or from a day given.</summary>
    public static async Task<JsonElement> Publish(this HttpClient officer, JsonObject rule, string? validFrom = null, string? validTo = null)
    {
        await officer.Draft(rule);
        return await officer.Post($"/api/subsidy-rules/{rule["id"]}/publish", new { validFrom, validTo }).Body();
    }

    public static Task<HttpResponseMessage> Withdraw(this HttpClient officer, string id, string? from = null) => officer.Post($"/api/subsidy-rules/{id}/withdraw", new { from });

    /// <summary>The rule's ETag, as a change of its draft must name it.</summary>
    public static async Task<string> ETagOf(this HttpClient officer, string id) => (await officer.GetAsync($"/api/subsidy-rules/{id}")).Headers.ETag!.ToString();

    /// <summary>Has each senior order a portion of a menu's first dish, and the canteen hand it over.</summary>
    public static async Task HandOver(this TestCity city, TestMenu menu, IReadOnlyList<Guid> seniors)
    {
        var (agent, kitchen) = (await city.As("agent1"), await city.As("canteen1"));
        foreach (var senior in seniors)
        {
            var order = (await agent.Post("/api/meal-orders", menu.Order(senior)).Body()).GetProperty("id").GetGuid();
            var code = city.Get<CityDatabase>().Read(sql => sql.MealOrder(order))!.Code;
            await kitchen.Post($"/api/meal-orders/{order}/collect", new { code }).Body();
        }
    }
}
