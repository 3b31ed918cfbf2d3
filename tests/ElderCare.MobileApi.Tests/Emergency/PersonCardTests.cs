using System.Net;
using System.Text.Json;
using ElderCare.Data;
using ElderCare.Data.Seeding;
using ElderCare.Domain.Access;
using ElderCare.MobileApi.Tests.CallCentre;
using ElderCare.MobileApi.Tests.People;

namespace ElderCare.MobileApi.Tests.Emergency;

/// <summary>The card of a person for those who help: what they look like, how to get in, what they have and take.</summary>
public sealed class PersonCardTests
{
    private const string Way = "单元门 2580#，钥匙在 502 王阿姨家";

    [SkippableTheory, OnBothDatabases]
    public async Task ThoseWhoHelpInAnEmergencyHaveIt(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var senior = await Known(city);
        var id = (await city.Press(await city.AddDevice(senior))).Text("incidentId");
        var (agent, responder) = (await city.As("agent1"), await city.As("responder1"));

        ShouldBeWhole((await agent.Read($"/api/incidents/{id}")).GetProperty("person"), senior);

        await responder.GetAsync(CityPhotos.PhotoOf(senior)).ShouldBeProblem(404, "notFound");
        await agent.Post($"/api/incidents/{id}/claim", new { }).Body();
        await agent.Post($"/api/incidents/{id}/dispatch", new { claim = 1, responderId = DemoIds.Account("responder1") }).Body();
        foreach (var view in new[] { await responder.Read($"/api/incidents/{id}"), await responder.Post($"/api/incidents/{id}/accept").Body() })
        {
            ShouldBeWhole(view.GetProperty("person"), senior);
            Assert.Equal(CityPhotos.Png, (await responder.Photo(view.GetProperty("person").Text("photo"))).Bytes);
        }
        using (var db = city.Get<CityDatabase>().Read()) Assert.Contains(db.Audit.Where(row => row.SeniorId == senior && row.Action == "senior.photoRead"), row => row.Actor == DemoIds.Account("responder1").ToString());
        await agent.Post($"/api/incidents/{id}/close", new { claim = 1, outcome = "assisted", spokenBy = "应急员" }).Body();
        await responder.GetAsync(CityPhotos.PhotoOf(senior)).ShouldBeProblem(404, "notFound");
        foreach (var path in new[] { $"/api/incidents/{id}", "/api/incidents" })
        {
            var told = (await (await city.As("senior1")).GetAsync(path)).Content;
            Assert.DoesNotContain("2580", await told.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [SkippableTheory, OnBothDatabases]
    public async Task WhoeverTakesACallHasItOfEachPersonWhomTheyServe(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var senior = await Known(city);
        var other = (await city.AddSeniors(1))[0];
        var phone = CityExchange.NewPhone();
        await city.GivePhone(senior, phone);
        await (await city.As("district1")).Post($"/api/seniors/{other}/contacts", new { name = "林建国", relation = "neighbour", phone }).Body();

        var call = await (await city.As("agent1")).Call(await city.Ring(phone));

        var cards = call.GetProperty("people").EnumerateArray().ToDictionary(one => one.GetProperty("seniorId").GetGuid(), one => one.GetProperty("card"));
        ShouldBeWhole(cards[senior], senior);
        Assert.Equal((false, false, 0, 0), (cards[other].TryGetProperty("photo", out _), cards[other].TryGetProperty("doorNote", out _), cards[other].GetProperty("conditions").GetArrayLength(), cards[other].GetProperty("medicines").GetArrayLength()));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task ThePageOfTheDeskShowsIt(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var senior = await Known(city);
        var id = (await city.Press(await city.AddDevice(senior))).Text("incidentId");
        var bare = (await city.Press(await city.AddDevice((await city.AddSeniors(1))[0]))).Text("incidentId");
        using var browser = await city.SignedInBrowser("agent1");

        var html = await browser.GetStringAsync($"/desk/{id}");

        foreach (var shown in new[] { $"src=\"/desk/{id}/photo\"", "的照片\"", "怎么进门", Way, "疾病：<span>高血压、冠心病", "过敏：花生", "用药：<span>硝酸甘油 胸痛时含服" }) Assert.Contains(shown, html, StringComparison.Ordinal);
        Assert.Equal(CityPhotos.Png, (await browser.Photo($"/desk/{id}/photo")).Bytes);
        var without = await browser.GetStringAsync($"/desk/{bare}");
        Assert.Contains(">孙</span>", without, StringComparison.Ordinal);
        foreach (var absent in new[] { "<img", "怎么进门", "疾病", "用药" }) Assert.DoesNotContain(absent, without, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/desk/{bare}/photo")).StatusCode);
        var english = await browser.GetStringAsync($"/desk/{id}?lang=en");
        foreach (var shown in new[] { "How to get in", "Illnesses: ", "Medicines: ", "alt=\"Photo of " }) Assert.Contains(shown, english, StringComparison.Ordinal);
    }

    /// <summary>Somebody of whom everything is known.</summary>
    private static async Task<Guid> Known(TestCity city)
    {
        var senior = (await city.AddSeniors(1))[0];
        var worker = await city.As("district1");
        await worker.Patch($"/api/seniors/{senior}", new { doorNote = Way, conditions = new[] { "高血压", "冠心病" }, medicines = new[] { "硝酸甘油 胸痛时含服" }, allergies = new[] { "花生" } }).Body();
        await worker.PutPhoto(senior, CityPhotos.Png).Body();
        return senior;
    }

    private static void ShouldBeWhole(JsonElement card, Guid senior) => Assert.Equal(
        (CityPhotos.PhotoOf(senior), Way, "高血压|冠心病", "硝酸甘油 胸痛时含服", "peanut"), (card.Text("photo"), card.Text("doorNote"), Words(card, "conditions"), Words(card, "medicines"), Words(card, "allergies")));

    private static string Words(JsonElement card, string name) => string.Join('|', card.GetProperty(name).EnumerateArray().Select(word => word.GetString()));
}
