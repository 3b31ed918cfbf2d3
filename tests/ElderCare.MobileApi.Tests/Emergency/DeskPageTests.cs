using System.Net;
using ElderCare.Data;
using ElderCare.Data.Seeding;
using ElderCare.Data.Writing;
using ElderCare.MobileApi.Tests.CallCentre;
using NodaTime;

namespace ElderCare.MobileApi.Tests.Emergency;

/// <summary>The desk in a browser without scripts, on a bad day.</summary>
public sealed class DeskPageTests
{
    [SkippableTheory, OnBothDatabases]
    public async Task HoweverManyWaitWhatHasJustComeIsOnTheFirstPageAndAllAreCounted(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var people = await city.AddSeniors(61);
        var devices = new List<string>();
        foreach (var senior in people) devices.Add(await city.AddDevice(senior));
        var ids = new List<string>();
        foreach (var number in devices) ids.Add((await city.Press(number)).Text("incidentId"));
        var water = (await city.Press(devices[0], 2, "water")).Text("incidentId");
        await (await city.As("agent1")).Post($"/api/incidents/{ids[^1]}/claim", new { }).Body();
        using var browser = await city.SignedInBrowser("agent1");

        var first = await browser.GetStringAsync("/desk");

        Assert.Contains("求助 62，没人接 61", first, StringComparison.Ordinal);
        Assert.Contains(ids[^2], first, StringComparison.Ordinal);
        Assert.True(first.IndexOf(ids[^2], StringComparison.Ordinal) < first.IndexOf(ids[^3], StringComparison.Ordinal)); // the newest first
        Assert.DoesNotContain(ids[^1], first, StringComparison.Ordinal); // somebody has it: after those that nobody has
        Assert.DoesNotContain(water, first, StringComparison.Ordinal);
        Assert.Contains("""href="/desk?page=2">下一页""", first, StringComparison.Ordinal);
        var second = await browser.GetStringAsync("/desk?page=2");
        Assert.True(second.IndexOf(ids[^1], StringComparison.Ordinal) is var claimed and > 0 && claimed < second.IndexOf(water, StringComparison.Ordinal));
        Assert.Contains("第 2 页，共 2 页", second, StringComparison.Ordinal);
    }

    [SkippableTheory, OnBothDatabases]
    public async Task WhoHasItSeesWhoWhereAndTheNumbersInFullAndItIsWrittenDown(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var (senior, phone) = await city.AddCaller();
        var contact = CityExchange.NewPhone();
        await (await city.As("district1")).Post($"/api/seniors/{senior}/contacts", new { name = "林建国", relation = "child", phone = contact }).Body();
        var number = await city.AddDevice(senior);
        await city.Get<CityWriter>().Commit(Lane.Interactive, unit =>
        {
            var row = unit.Db.Seniors.Single(row => row.Id == senior);
            (row.Allergies, row.DiedOn) = (["fish"], new LocalDate(2026, 11, 20));
        });
        var id = (await city.Signal(new { deviceNumber = number, sequence = 1, type = "sos", latitude = 37.51, longitude = 122.11 }).Body()).Text("incidentId");
        using var browser = await city.SignedInBrowser("agent1");

        var before = await browser.GetStringAsync($"/desk/{id}");
        foreach (var secret in new[] { phone, contact }) Assert.DoesNotContain(secret, before, StringComparison.Ordinal);
        foreach (var shown in new[] { "过敏：鱼", number, "厂家平台", "37.51000, 122.11000", "登记为 11月20日 去世", "没人负责", """http-equiv="refresh" """ }) Assert.Contains(shown, before, StringComparison.Ordinal);

        (await browser.Send($"/desk/{id}", $"/desk/{id}/claim")).EnsureSuccessStatusCode();

        var mine = await browser.GetStringAsync($"/desk/{id}");
        Assert.Contains($"href=\"tel:{phone}\"", mine, StringComparison.Ordinal);
        Assert.Contains($"href=\"tel:{contact}\"", mine, StringComparison.Ordinal);
        Assert.True(mine.IndexOf("37.51000", StringComparison.Ordinal) < mine.IndexOf("<form", StringComparison.Ordinal)); // the person above the forms
        Assert.DoesNotContain("http-equiv=\"refresh\"", mine, StringComparison.Ordinal); // somebody may be typing
        Assert.Matches("<option value(=\"\")?>请选</option>", mine);
        Assert.DoesNotContain(phone, await (await city.SignedInBrowser("agent2")).GetStringAsync($"/desk/{id}"), StringComparison.Ordinal);
        Assert.Equal(phone, (await (await city.As("agent1")).Read($"/api/incidents/{id}")).GetProperty("person").Text("phone"));
        Assert.DoesNotContain(phone, (await (await city.As("supervisor1")).Read($"/api/incidents/{id}")).GetProperty("person").Text("phone"), StringComparison.Ordinal);
        using var db = city.Get<CityDatabase>().Read();
        Assert.Equal(DemoIds.Account("agent1").ToString(), db.Audit.Single(row => row.Action == "incident.numbersShown" && row.Subject == id && row.SeniorId == senior).Actor);
    }

    [SkippableTheory, OnBothDatabases]
    public async Task AFormThatIsRefusedKeepsWhatWasTypedAndASignalThatCameMeanwhileIsLookedAtFirst(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var number = await city.AddDevice(DemoIds.Senior1);
        var id = (await city.Press(number)).Text("incidentId");
        using var browser = await city.SignedInBrowser("agent1");
        (await browser.Send($"/desk/{id}", $"/desk/{id}/claim")).EnsureSuccessStatusCode();

        using var nothingChosen = await browser.Send($"/desk/{id}", $"/desk/{id}/close", ("outcome", ""), ("spokenBy", "林霞"));
        var html = await nothingChosen.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.Conflict, nothingChosen.StatusCode);
        Assert.Contains("value=\"林霞\"", html, StringComparison.Ordinal);
        using var nobodySpoke = await browser.Send($"/desk/{id}", $"/desk/{id}/close", ("outcome", "assisted"), ("spokenBy", ""));
        Assert.Contains("""<option value="assisted" selected""", await nobodySpoke.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        await city.Press(number, 2);
        using var unseen = await browser.PostAsync($"/desk/{id}/close", new FormUrlEncodedContent(Fields(html).Concat([new("outcome", "falseAlarm"), new("spokenBy", "林霞")])));
        Assert.Contains("刚才又响了一次", await unseen.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var seen = await browser.Send($"/desk/{id}", $"/desk/{id}/close", ("outcome", "falseAlarm"), ("spokenBy", "林霞"));
        seen.EnsureSuccessStatusCode();
        var closed = await seen.Content.ReadAsStringAsync();
        foreach (var words in new[] { "误按，说上话了: 林霞", "收到信号 <span>一键呼叫" }) Assert.Contains(words, System.Text.RegularExpressions.Regex.Replace(closed, @"\s+", " ").Replace("<span> ", "<span>", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal("closed", (await (await city.As("agent1")).Read($"/api/incidents/{id}")).Text("state"));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task WhereSomebodyIsOnTheWayAndNobodyHasItThePageSaysSo(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var number = await city.AddDevice(DemoIds.Senior1);
        var id = (await city.Press(number)).Text("incidentId");
        var agent = await city.As("agent1");
        await agent.Post($"/api/incidents/{id}/claim", new { }).Body();
        await agent.Post($"/api/incidents/{id}/dispatch", new { claim = 1, responderId = DemoIds.Account("responder1") }).Body();
        await (await city.As("responder1")).Post($"/api/incidents/{id}/accept").Body();
        await agent.Post($"/api/incidents/{id}/release", new { claim = 1 }).Body();
        await city.Press(number, 2);
        using var browser = await city.SignedInBrowser("agent2");
        foreach (var page in new[] { "/desk", $"/desk/{id}" })
        {
            var html = await browser.GetStringAsync(page);
            Assert.Contains("没人负责", html, StringComparison.Ordinal);
            Assert.Contains("有人在去的路上", html, StringComparison.Ordinal);
            Assert.Contains("响了 2 次", html, StringComparison.Ordinal);
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Fields(string html) => System.Text.RegularExpressions.Regex.Matches(html, """<input type="hidden" name="(?<name>[^"]+)" value="(?<value>[^"]*)""")
        .Select(field => KeyValuePair.Create(field.Groups["name"].Value, field.Groups["value"].Value)).DistinctBy(field => field.Key);
}
