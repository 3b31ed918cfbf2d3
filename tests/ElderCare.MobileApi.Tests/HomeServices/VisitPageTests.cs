using System.Net;
using System.Text.RegularExpressions;
using ElderCare.Data;
using ElderCare.Data.Seeding;
using ElderCare.Domain.HomeServices;
using ElderCare.Domain.People;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;

namespace ElderCare.MobileApi.Tests.HomeServices;

/// <summary>Home services in a browser without scripts, for the family and the senior.</summary>
public sealed partial class VisitPageTests
{
    private static readonly Guid Cleaning = CityVisits.Service("cleaning");

    [SkippableTheory, OnBothDatabases]
    public async Task FamilyBooksSeesTheCodeAndConfirmsWithStars(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        using var family = await city.SignedInBrowser("family1");
        Assert.Contains("href=\"/services\"", await family.GetStringAsync("/"), StringComparison.Ordinal);
        foreach (var shown in new[] { "现在没有约上门服务", "的时长券还剩" }) Assert.Contains(shown, await family.GetStringAsync("/services"), StringComparison.Ordinal);
        var tiles = await family.GetStringAsync("/services/book");
        foreach (var shown in new[] { "助洁", "30.00 元一小时", "理发", "20.00 元一次，时长券抵 30 分钟" }) Assert.Contains(shown, tiles, StringComparison.Ordinal);

        var visit = await BookOnPages(family, DemoIds.Senior1, ("notes", "门铃坏了\n请敲门"));
        var page = WebUtility.HtmlDecode(await family.GetStringAsync(visit));
        foreach (var shown in new[] { "正在找护理员", "今天 15:00 到 16:00", "门铃坏了\n请敲门", "取消这次上门" }) Assert.Contains(shown, page, StringComparison.Ordinal);
        Assert.DoesNotContain("上门二维码", page, StringComparison.Ordinal); // nobody is to come yet

        var order = visit["/services/".Length..];
        await (await city.As("caregiver1")).Post($"/api/service-offers/{await city.OfferOf(order, "caregiver1")}/accept").Body();
        var first = Code().Match(await family.GetStringAsync(visit)).Groups["code"].Value.Replace(" ", "", StringComparison.Ordinal);
        Assert.Equal(city.Get<MobileApi.HomeServices.VisitCodes>().Of(DemoIds.Senior1, city.Clock.GetCurrentInstant()).Code, first);
        city.Clock.Advance(Duration.FromHours(3));
        Assert.NotEqual(first, Code().Match(await family.GetStringAsync(visit)).Groups["code"].Value.Replace(" ", "", StringComparison.Ordinal));
        await Stamp(city, order, "check-in");
        city.Clock.Advance(Duration.FromMinutes(60));
        await Stamp(city, order, "check-out");

        var done = await family.GetStringAsync(visit);
        foreach (var shown in new[] { "做完了，请您确认", "15:00 到，16:00 走", "算 1 小时" }) Assert.Contains(shown, done, StringComparison.Ordinal);
        using var tooMany = await family.Send(visit, $"{visit}/confirm", ("rating", "9"), ("comment", "说得很多"));
        Assert.Equal(HttpStatusCode.BadRequest, tooMany.StatusCode);
        var again = await tooMany.Content.ReadAsStringAsync();
        Assert.Contains("1 到 5 分。", again, StringComparison.Ordinal);
        Assert.Contains("说得很多", again, StringComparison.Ordinal);
        using var confirmed = await family.Send(visit, $"{visit}/confirm", ("rating", "4"), ("comment", "好"));
        foreach (var shown in new[] { "做完了，已确认", "4 颗星" }) Assert.Contains(shown, await confirmed.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var db = city.Get<CityDatabase>().Read();
        var kept = await db.ServiceOrders.AsNoTracking().SingleAsync(row => row.Id == Guid.Parse(order));
        Assert.Equal((ServiceOrderState.Confirmed, 4, "好"), (kept.State, kept.Rating, kept.Comment));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task WhatIsRefusedStandsBesideItsFieldAndWhatWasTypedStays(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        using var family = await city.SignedInBrowser("family1");
        await BookOnPages(family, DemoIds.Senior1);
        var at = $"?senior={DemoIds.Senior1}&service={Cleaning}";

        using var over = await SendVisit(family, at, ("time", "11:00"), ("notes", "<b>带拖把</b>"));
        Assert.Equal(HttpStatusCode.Conflict, over.StatusCode);
        var past = await over.Content.ReadAsStringAsync();
        Assert.Contains("开始时间已经过了", Beside("startsAt", "day", past), StringComparison.Ordinal);
        foreach (var kept in new[] { """<option value="11:00" selected""", "&lt;b>带拖把&lt;/b>" }) Assert.Contains(kept, past.Replace("&gt;", ">", StringComparison.Ordinal), StringComparison.Ordinal);

        using var sure = await SendVisit(family, at, ("time", "15:30"), ("sex", "female"), ("notes", "带拖把"));
        var html = await sure.Content.ReadAsStringAsync();
        Assert.Contains("要女护理员", html, StringComparison.Ordinal);
        using var overlapping = await PressAll(family, html);
        var refused = await overlapping.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.Conflict, overlapping.StatusCode);
        Assert.Contains("这段时间已经约了别的服务", Beside("startsAt", "day", refused), StringComparison.Ordinal);
        foreach (var kept in new[] { """<option value="15:30" selected""", "带拖把", """value="female" checked""" }) Assert.Contains(kept, refused, StringComparison.Ordinal);

        using var tooLong = await SendVisit(family, at, ("minutes", "600"));
        Assert.Contains("一次服务 15 到 480 分钟", Beside("minutes", "minutes", await tooLong.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        using var nothing = await SendVisit(family, at, ("time", ""), ("day", "never"));
        Assert.Equal(HttpStatusCode.BadRequest, nothing.StatusCode);
        using var wordy = await SendVisit(family, at, ("notes", new string('长', 501)));
        Assert.Contains("最多 500 个字", Beside("notes", "notes", await wordy.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        using var changed = await SendVisit(family, at, "/services/change", ("time", "17:30"), ("notes", "改一改"));
        foreach (var kept in new[] { """<option value="17:30" selected""", "改一改" }) Assert.Contains(kept, await changed.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [SkippableTheory, OnBothDatabases]
    public async Task WhoHasNoVoucherIsAskedBeforeTheyPayAndMayChooseForWhom(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var senior = (await city.AddSeniors(1))[0];
        await city.Link("family1", senior, FamilyRights.Order);
        using var family = await city.SignedInBrowser("family1");
        var tiles = await family.GetStringAsync($"/services/book?senior={senior}");
        Assert.Contains("给谁约", tiles, StringComparison.Ordinal);
        Assert.Contains($"service={Cleaning}", tiles, StringComparison.Ordinal);

        using var sure = await SendVisit(family, $"?senior={senior}&service={Cleaning}", ("minutes", "90"));
        var first = await sure.Content.ReadAsStringAsync();
        Assert.Contains("约上，付 45.00 元", first, StringComparison.Ordinal);
        using var less = await Press(family, first.Replace("value=\"4500\"", "value=\"4400\"", StringComparison.Ordinal)); // they were shown less than it costs
        Assert.Equal(HttpStatusCode.Conflict, less.StatusCode);
        var choice = await less.Content.ReadAsStringAsync();
        foreach (var shown in new[] { "时长券只剩 0 分钟，这次要 90 分钟", "约上，付 45.00 元" }) Assert.Contains(shown, choice, StringComparison.Ordinal);
        Assert.Equal(0, await Visits(city, senior));
        using var booked = await Press(family, choice);
        Assert.Contains("您付 45.00 元，做完再付", await booked.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(1, await Visits(city, senior));
        using var twice = await Press(family, choice); // the same page once more
        Assert.True(twice.IsSuccessStatusCode);
        Assert.Equal(1, await Visits(city, senior));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task AVisitIsCancelledOrDisputedAndEachOnlyByThoseWhoMay(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        using var family = await city.SignedInBrowser("family1");
        var visit = await BookOnPages(family, DemoIds.Senior1);
        using var cancelled = await family.Send(visit, $"{visit}/cancel");
        Assert.Contains("已取消", await cancelled.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        var late = await BookOnPages(family, DemoIds.Senior1, ("time", "13:30"));
        await (await city.As("caregiver1")).Post($"/api/service-offers/{await city.OfferOf(late["/services/".Length..], "caregiver1")}/accept").Body();
        using var tooLate = await family.Send(late, $"{late}/cancel");
        Assert.Equal(HttpStatusCode.Conflict, tooLate.StatusCode);
        Assert.Contains("开始前 120 分钟内不能自己取消，请打 12349", await tooLate.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        city.Clock.Advance(Duration.FromMinutes(90));
        await Stamp(city, late["/services/".Length..], "check-in");
        city.Clock.Advance(Duration.FromMinutes(60));
        await Stamp(city, late["/services/".Length..], "check-out");
        using var wordless = await family.Send($"{late}/dispute", $"{late}/dispute", ("reason", " "));
        Assert.Equal(HttpStatusCode.BadRequest, wordless.StatusCode);
        Assert.Contains("要 1 到 200 个字", Beside("reason", "reason", await wordless.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        using var disputed = await family.Send($"{late}/dispute", $"{late}/dispute", ("reason", "只做了一半"));
        Assert.Contains("正在核实", await disputed.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        using var other = await city.SignedInBrowser("family2"); // nobody's family
        foreach (var (path, status) in new[] { (late, HttpStatusCode.NotFound), ("/services/book", HttpStatusCode.Forbidden), ("/services", HttpStatusCode.OK) }) Assert.Equal(status, (await other.GetAsync(path)).StatusCode);
        Assert.DoesNotContain(late, await other.GetStringAsync("/services"), StringComparison.Ordinal);
        using var staff = await city.SignedInBrowser("agent1");
        Assert.Equal(HttpStatusCode.Forbidden, (await staff.GetAsync("/services")).StatusCode);
        using var stranger = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new(city.Address) };
        Assert.Contains("/sign-in", (await stranger.GetAsync("/services")).Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [SkippableTheory, OnBothDatabases]
    public async Task FamilyThatMayNotOrderSeesTheVisitButNoCodeAndNoButtonOfTheirs(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        using var senior = await city.SignedInBrowser("senior1");
        var order = (await BookOnPages(senior, DemoIds.Senior1))["/services/".Length..];
        await (await city.As("caregiver1")).Post($"/api/service-offers/{await city.OfferOf(order, "caregiver1")}/accept").Body();
        await city.Link("family2", DemoIds.Senior1, FamilyRights.ViewHealth);
        using var family = await city.SignedInBrowser("family2");
        var html = await family.GetStringAsync($"/services/{order}");
        Assert.Contains("梁小梅会来", html, StringComparison.Ordinal);
        foreach (var hidden in new[] { "上门二维码", "取消这次上门" }) Assert.DoesNotContain(hidden, html, StringComparison.Ordinal);
        Assert.DoesNotContain("/services/book", await family.GetStringAsync("/services"), StringComparison.Ordinal);
        Assert.Contains("will come", await family.GetStringAsync($"/services/{order}?lang=en"), StringComparison.Ordinal);
        city.Pass(NodaTime.Duration.FromHours(3));
        foreach (var act in new[] { "check-in", "check-out" })
        {
            await (await city.As("caregiver1")).Post($"/api/service-orders/{order}/{act}", new { latitude = 37.5, longitude = 122.1, accuracyMetres = 20, reason = "老人要求" }).Body();
        }
        using var again = await city.SignedInBrowser("family2");
        Assert.DoesNotContain($"/services/{order}/confirm", await again.GetStringAsync($"/services/{order}"), StringComparison.Ordinal);
    }

    /// <summary>Books cleaning today at 15:00 for an hour, with changes, and agrees to pay where that is asked; answers the address of the visit.</summary>
    internal static async Task<string> BookOnPages(HttpClient browser, Guid senior, params (string Name, string Value)[] changes)
    {
        using var sure = await SendVisit(browser, $"?senior={senior}&service={Cleaning}", changes);
        using var answer = await PressAll(browser, await sure.Content.ReadAsStringAsync());
        var html = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode && answer.RequestMessage!.RequestUri!.Query == "?booked=1", html);
        return answer.RequestMessage!.RequestUri!.AbsolutePath;
    }

    private static Task<HttpResponseMessage> SendVisit(HttpClient browser, string at, params (string Name, string Value)[] changes) => SendVisit(browser, at, "/services/confirm", changes);

    private static Task<HttpResponseMessage> SendVisit(HttpClient browser, string at, string action, params (string Name, string Value)[] changes)
    {
        var fields = new Dictionary<string, string> { ["day"] = LocalDatePattern.Iso.Format(TestCity.Today), ["time"] = "15:00", ["minutes"] = "60", ["sex"] = "", ["notes"] = "" };
        foreach (var (name, value) in changes) fields[name] = value;
        return browser.Send($"/services/book{at}", $"{action}{at}", [.. fields.Select(field => (field.Key, field.Value))]);
    }

    /// <summary>Presses the main button of the third step, and again where that asks whether one pays.</summary>
    private static async Task<HttpResponseMessage> PressAll(HttpClient browser, string html)
    {
        var answer = await Press(browser, html);
        return await answer.Content.ReadAsStringAsync() is var asked && asked.Contains("acceptSelfPay", StringComparison.Ordinal) ? await Press(browser, asked) : answer;
    }

    /// <summary>caregiver1's phone says that they are there, or go; with a token of now.</summary>
    private static async Task Stamp(TestCity city, string order, string act) =>
        await city.With(await city.TokenOf("caregiver1")).Post($"/api/service-orders/{order}/{act}", new { latitude = 37.5, longitude = 122.1, accuracyMetres = 20 }).Body();

    /// <summary>Presses the main button of the third step.</summary>
    private static Task<HttpResponseMessage> Press(HttpClient browser, string html)
    {
        var action = WebUtility.HtmlDecode(Place().Match(html).Groups["action"].Value);
        Assert.True(action.Length > 0, html);
        var fields = Hidden().Matches(html).Select(field => KeyValuePair.Create(field.Groups["name"].Value, WebUtility.HtmlDecode(field.Groups["value"].Value)));
        return browser.PostAsync(action, new FormUrlEncodedContent(fields));
    }

    /// <summary>What is said beside a field, and that the field points to it.</summary>
    private static string Beside(string error, string field, string html)
    {
        Assert.True(html.Contains($"aria-describedby=\"{field}-error\"", StringComparison.Ordinal), $"{error}: {html}");
        return Regex.Match(html, $"id=\"{field}-error\".*?</p>", RegexOptions.Singleline).Value;
    }

    private static async Task<int> Visits(TestCity city, Guid senior)
    {
        using var db = city.Get<CityDatabase>().Read();
        return await db.ServiceOrders.CountAsync(order => order.SeniorId == senior);
    }

    [GeneratedRegex("""<p class="code"><span class="sr">[^<]*</span>(?<code>\d{3} \d{3})""")]
    private static partial Regex Code();

    [GeneratedRegex("""action="(?<action>/services/place[^"]*)""")]
    private static partial Regex Place();

    [GeneratedRegex("""<input type="hidden" name="(?<name>[^"]+)" value="(?<value>[^"]*)""")]
    private static partial Regex Hidden();
}
