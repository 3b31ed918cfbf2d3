using System.Net;
using ElderCare.Data;
using ElderCare.Data.Privacy;
using ElderCare.Data.Seeding;
using ElderCare.Data.Writing;
using ElderCare.Domain.HomeServices;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.Tests.HomeServices;

/// <summary>A caregiver's pages in a browser without scripts, and how to get in at the door.</summary>
public sealed class WorkPageTests
{
    private const string Way = "门口密码 2468，钥匙在对门。";
    private const string Home = "环翠区环翠楼街道和平路 8 号 501";

    [SkippableTheory, OnBothDatabases]
    public async Task ACaregiverTakesAVisitGoesThereAndSendsWhereTheyAre(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        await SetWay(city);
        var order = await Book(city, ("notes", "门铃坏了"));
        using var caregiver = await city.SignedInBrowser("caregiver1");
        using var other = await city.SignedInBrowser("caregiver2");
        Assert.Contains("href=\"/work\"", await caregiver.GetStringAsync("/"), StringComparison.Ordinal);
        var offer = await city.OfferOf(order, "caregiver1");
        var asked = await caregiver.GetStringAsync("/work");
        foreach (var shown in new[] { "上班中", "助洁 · ", "今天 15:00 到 16:00", "门铃坏了", "离你 ", "12:03", "今天没有要去的" }) Assert.Contains(shown, asked, StringComparison.Ordinal);
        foreach (var secret in new[] { Home, Way, "geo:" }) Assert.DoesNotContain(secret, asked, StringComparison.Ordinal);

        using var taken = await caregiver.Send("/work", $"/work/offers/{offer}/accept");
        var day = await taken.Content.ReadAsStringAsync();
        foreach (var shown in new[] { "今天还有 1 家", Home, Way, "geo:", "出发或签到" }) Assert.Contains(shown, day, StringComparison.Ordinal);
        Assert.DoesNotContain(offer, day, StringComparison.Ordinal);
        Assert.DoesNotContain("助洁", await other.GetStringAsync("/work"), StringComparison.Ordinal); // withdrawn
        using var tooLate = await other.Send("/work", $"/work/offers/{await Offer(city, order, "caregiver2")}/accept");
        Assert.Equal(HttpStatusCode.Conflict, tooLate.StatusCode);
        Assert.Contains("已经有人接了", await tooLate.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        var visit = $"/work/visits/{order}";
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(visit)).StatusCode);
        using var out1 = await caregiver.Send(visit, $"{visit}/set-out");
        Assert.Contains("在路上", await out1.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        city.Clock.Advance(Duration.FromHours(3));
        var code = (await (await city.As("senior1")).Read($"/api/seniors/{DemoIds.Senior1}/visit-code")).Text("code");
        using var wrong = await caregiver.Send(visit, $"{visit}/check-in", ("code", new string('1', 30)));
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Contains(new string('1', 30), await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var there = await Act(caregiver, visit, "check-in", ("code", $"{code[..3]} {code[3..]}"), ("latitude", "37.51"), ("longitude", "122.12"), ("accuracy", "12.5"));
        Assert.Contains("做完了，签退", await there.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        city.Clock.Advance(Duration.FromMinutes(60));
        using var gone = await Act(caregiver, visit, "check-out", ("latitude", "somewhere"), ("longitude", ""), ("accuracy", ""));
        var done = await gone.Content.ReadAsStringAsync();
        foreach (var shown in new[] { "做完了，等确认", "15:00，16:00 签退", "算 1 小时" }) Assert.Contains(shown, done, StringComparison.Ordinal);
        Assert.DoesNotContain(Way, done, StringComparison.Ordinal); // it is over
        Assert.Contains("今天做完 1 家", await caregiver.GetStringAsync("/work"), StringComparison.Ordinal);

        using var db = city.Get<CityDatabase>().Read();
        var stamps = (await db.VisitStamps.AsNoTracking().Where(stamp => stamp.OrderId == Guid.Parse(order)).ToListAsync()).ToDictionary(stamp => stamp.Kind);
        Assert.Equal((37.51, 122.12, 12.5), (stamps[StampKind.CheckIn].Latitude, stamps[StampKind.CheckIn].Longitude, stamps[StampKind.CheckIn].AccuracyMetres));
        Assert.DoesNotContain(StampFlag.NoCode, stamps[StampKind.CheckIn].Flags);
        Assert.Equal([StampFlag.NoPlace], stamps[StampKind.CheckOut].Flags);
    }

    [SkippableTheory, OnBothDatabases]
    public async Task HowToGetInIsForWhoComesFromAcceptingToTheEndAndIsWrittenDownOnce(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        await SetWay(city);
        var order = await Book(city);
        var path = $"/api/service-orders/{order}";
        var caregiver = await city.As("caregiver1");
        await caregiver.GetAsync(path).ShouldBeProblem(404, "notFound");
        var accepted = await caregiver.Post($"/api/service-offers/{await city.OfferOf(order, "caregiver1")}/accept").Body();
        Assert.False(accepted.TryGetProperty("doorNote", out _)); // what is kept for a repeat holds no secret

        for (var read = 0; read < 3; read++) Assert.Equal(Way, (await caregiver.Read(path)).Text("doorNote"));
        foreach (var user in new[] { "family1", "supervisor1", "provider1" }) Assert.False((await (await city.As(user)).Read(path)).TryGetProperty("doorNote", out _), user);
        Assert.False((await caregiver.Read("/api/service-orders")).Items().Single().TryGetProperty("doorNote", out _));
        using (var db = city.Get<CityDatabase>().Read())
        {
            var row = await db.Audit.SingleAsync(row => row.Action == "serviceOrder.doorNoteShown");
            Assert.Equal((DemoIds.Account("caregiver1").ToString(), order, (Guid?)DemoIds.Senior1), (row.Actor, row.Subject, row.SeniorId));
        }
        Assert.Contains((await (await city.As("senior1")).Read($"/api/seniors/{DemoIds.Senior1}/access-log")).Items(), row => row.Text("action") == "serviceOrder.doorNoteShown");

        await (await city.As("family1")).Post($"{path}/cancel").Body();
        Assert.False((await caregiver.Read(path)).TryGetProperty("doorNote", out _));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task DutyNobodyHomeIllnessAndACallForHelpAreOnePressEach(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        using var caregiver = await city.SignedInBrowser("caregiver1");
        using var off = await Act(caregiver, "/work", "/work/duty", ("onDuty", "false"));
        Assert.Contains("没有上班", await off.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var on = await Act(caregiver, "/work", "/work/duty", ("onDuty", "true"));
        Assert.Contains("上班中", await on.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        var empty = await Book(city);
        await (await city.As("caregiver1")).Post($"/api/service-offers/{await city.OfferOf(empty, "caregiver1")}/accept").Body();
        using var early = await caregiver.Send($"/work/visits/{empty}", $"/work/visits/{empty}/nobody-home");
        Assert.Contains("请等到约定时间过 15 分钟", await early.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        city.Pass(Duration.FromHours(3) + Duration.FromMinutes(15));
        using var nobody = await caregiver.Send($"/work/visits/{empty}", $"/work/visits/{empty}/nobody-home");
        Assert.Contains("已取消", await nobody.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains((await (await city.As("agent1")).Read("/api/tasks?kind=welfareCheck")).Items(), task => task.Text("subjectId") == empty);

        var given = await Book(city);
        using var declined = await caregiver.Send("/work", $"/work/offers/{await city.OfferOf(given, "caregiver1")}/decline");
        Assert.DoesNotContain("接单", await declined.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        var later = await Book(city, ("startsAt", $"{city.Clock.GetCurrentInstant() + Duration.FromHours(8)}"));
        await (await city.As("caregiver1")).Post($"/api/service-offers/{await city.OfferOf(later, "caregiver1")}/accept").Body();
        using var yesterday = await caregiver.Send("/work/ill", "/work/ill", ("until", "2026-11-20"), ("reason", "发烧"));
        var refused = await yesterday.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.BadRequest, yesterday.StatusCode);
        foreach (var kept in new[] { "要在今天以后", "发烧", "2026-11-20" }) Assert.Contains(kept, refused, StringComparison.Ordinal);
        using var ill = await caregiver.Send("/work/ill", "/work/ill", ("until", "2026-11-25"), ("reason", "发烧"));
        var day = await ill.Content.ReadAsStringAsync();
        foreach (var shown in new[] { "请假，11月25日 星期三回来", "今天没有要去的" }) Assert.Contains(shown, day, StringComparison.Ordinal);

        Assert.Contains("要马上叫人吗", await caregiver.GetStringAsync("/work/help"), StringComparison.Ordinal);
        using var called = await caregiver.Send("/work/help", "/work/help", ("text", "老人家的狗咬了我"));
        Assert.Contains("已经在叫 12349", await called.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Single((await (await city.As("agent1")).Read("/api/incidents?status=open")).Items());

        using var family = await city.SignedInBrowser("family1");
        Assert.Equal(HttpStatusCode.Forbidden, (await family.GetAsync("/work")).StatusCode);
    }

    /// <summary>Sends a form of a page with fields that its hidden ones do not override.</summary>
    private static Task<HttpResponseMessage> Act(HttpClient browser, string page, string act, params (string Name, string Value)[] fields) => Own(browser, page, act.StartsWith('/') ? act : $"{page}/{act}", fields);

    private static async Task<HttpResponseMessage> Own(HttpClient browser, string page, string action, (string Name, string Value)[] fields)
    {
        var html = await browser.GetStringAsync(page);
        var hidden = System.Text.RegularExpressions.Regex.Matches(html, """<input type="hidden" name="(?<name>[^"]+)" value="(?<value>[^"]*)""").Select(field => (field.Groups["name"].Value, field.Groups["value"].Value))
            .Where(field => !fields.Any(own => own.Name == field.Item1)).DistinctBy(field => field.Item1);
        using var form = new FormUrlEncodedContent(hidden.Concat(fields).Select(field => KeyValuePair.Create(field.Item1, field.Item2)));
        return await browser.PostAsync(action, form);
    }

    private static Task SetWay(TestCity city) => city.Get<CityWriter>().Commit(Lane.Interactive, unit =>
    {
        var senior = unit.Db.Seniors.Single(senior => senior.Id == DemoIds.Senior1);
        (senior.DoorNoteCipher, senior.Address) = (city.Get<FieldCipher>().Encrypt(Way), Home);
    });

    private static async Task<string> Book(TestCity city, params (string Field, object? Value)[] changes) => (await city.Book([("acceptSelfPay", true), .. changes])).Text("id");

    private static async Task<Guid> Offer(TestCity city, string order, string userName)
    {
        using var db = city.Get<CityDatabase>().Read();
        var worker = DemoIds.Worker(userName);
        return await db.ServiceOffers.Where(offer => offer.OrderId == Guid.Parse(order) && offer.CaregiverId == worker).Select(offer => offer.Id).SingleAsync();
    }
}
