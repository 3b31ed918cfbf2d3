using System.Net;

namespace ElderCare.MobileApi.Tests.HomeServices;

/// <summary>A visit that comes every week, in a browser without scripts.</summary>
public sealed class ServicePlanPageTests
{
    [SkippableTheory, OnBothDatabases]
    public async Task ABookedVisitIsMadeToComeEveryWeekPausedResumedAndEnded(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var visit = $"/services/{(await city.Book(("startsAt", "2026-11-24T01:30:00Z"), ("notes", "带拖把"))).Text("id")}";
        using var family = await city.SignedInBrowser("family1");
        Assert.DoesNotContain("每周都来的", await family.GetStringAsync("/services"), StringComparison.Ordinal);

        using var begun = await family.Send(visit, $"{visit}/weekly");
        var path = begun.RequestMessage!.RequestUri!.AbsolutePath;
        Assert.StartsWith("/services/plans/", path, StringComparison.Ordinal);
        var plan = Guid.Parse(path.Split('/')[^1]);
        await city.Look(plan);
        var page = WebUtility.HtmlDecode(await family.GetStringAsync(path));
        foreach (var shown in new[] { "每周二 9:30 助洁，1 小时", "每周照常来", "带拖把", "时长券抵。不够就不来" }) Assert.Contains(shown, page, StringComparison.Ordinal);
        Assert.Equal(["11-24 stands"], await city.VisitsOf()); // the one that was booked is not booked again; the next month's waits
        Assert.Contains(path, await family.GetStringAsync("/services"), StringComparison.Ordinal);
        var repeated = await family.GetStringAsync(visit); // it comes every week already
        Assert.Contains(path, repeated, StringComparison.Ordinal);
        Assert.DoesNotContain("/weekly", repeated, StringComparison.Ordinal);

        using var paused = await family.Send(path, $"{path}/pause", ("weeks", "2"));
        foreach (var shown in new[] { "停到 12月6日", "停着的这几天不约" }) Assert.Contains(shown, WebUtility.HtmlDecode(await paused.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        using var resumed = await family.Send(path, $"{path}/resume");
        Assert.Contains("每周照常来", await resumed.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var ended = await family.Send(path, $"{path}/end");
        Assert.Contains("已经停了", await ended.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("每周都来的", await family.GetStringAsync("/services"), StringComparison.Ordinal);

        using var stranger = await city.SignedInBrowser("family2");
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(path)).StatusCode);
    }

    [SkippableTheory, OnBothDatabases]
    public async Task ThePlanShowsWhatBecomesOfItsVisits(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var plan = await city.Plan(CityPlans.Weekly([], ("slots", new[] { CityPlans.Slot(2, "08:00", 480), CityPlans.Slot(3, "08:00", 480) })), "family1");
        using var senior = await city.SignedInBrowser("senior1");
        var page = WebUtility.HtmlDecode(await senior.GetStringAsync($"/services/plans/{plan}"));
        foreach (var shown in new[] { "正在找护理员", "没有约上：时长券不够" }) Assert.Contains(shown, page, StringComparison.Ordinal);
        var order = (await city.SeenBy(plan))[^1].Text("orderId");
        Assert.Contains($"href=\"/services/plans/{plan}\"", await senior.GetStringAsync($"/services/{order}"), StringComparison.Ordinal);
    }
}
