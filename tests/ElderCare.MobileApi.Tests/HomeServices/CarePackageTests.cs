using System.Text.Json;
using ElderCare.Data.Seeding;
using ElderCare.Domain.Access;
using ElderCare.MobileApi.Tests.Realtime;
using ElderCare.MobileApi.Tests.Vouchers;
using NodaTime;
using static ElderCare.MobileApi.Tests.HomeServices.CityPlans;

namespace ElderCare.MobileApi.Tests.HomeServices;

/// <summary>What a city promises by the day and the week, and whether it was done.</summary>
public sealed class CarePackageTests
{
    private static readonly string Spring = $"/api/service-packages/{DemoIds.SpringBreeze}";

    [SkippableTheory, OnBothDatabases]
    public async Task OfficersKeepThePackagesOfTheirDivision(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var (officer, agent) = (await city.As("district1"), await city.As("agent1"));
        var demo = Assert.Single((await agent.Read("/api/service-packages")).Items());
        Assert.Equal(("春风行动", "spring-breeze", 3), (demo.Text("name"), demo.Text("code"), demo.GetProperty("minimums").GetArrayLength()));
        object Package(string code = "warm", string division = "371002", params object[] minimums) => new { code, nameZh = "暖心", nameEn = "Warm", divisionCode = division, minimums };
        var made = await officer.Post("/api/service-packages", Package(minimums: new { what = "bathing", times = 1, per = "week" })).Body();
        var path = $"/api/service-packages/{made.Text("id")}";
        await officer.Post("/api/service-packages", Package(minimums: new { what = "meal", times = 1, per = "day" })).ShouldBeProblem(409, "packages.codeTaken", "code");
        await officer.Post("/api/service-packages", Package("x", "320412")).ShouldBeProblem(400, "request.invalid", "divisionCode");
        var wrong = await officer.Post("/api/service-packages", Package("W!", "371002", new { what = "flying", times = 0 })).ShouldBeProblem(400, "request.invalid");
        Assert.Equal(["code", "minimums[0].per", "minimums[0].times", "minimums[0].what"], wrong.GetProperty("errors").EnumerateObject().Select(error => error.Name).Order());

        var etag = (await officer.GetAsync(path)).Headers.ETag!.ToString();
        await officer.Patch(Spring, new { nameZh = "x" }).ShouldBeProblem(404, "notFound"); // the city's, not the district's
        await officer.Patch(path, new { nameZh = "x" }, ifMatch: null).ShouldBeProblem(428, "request.ifMatchRequired");
        await officer.Patch(path, new { code = "other" }).ShouldBeProblem(400, "request.invalid", "code");
        Assert.Equal(("暖心", false), (await officer.Patch(path, new { isOffered = false }, etag).Body()) is var changed ? (changed.Text("name"), changed.GetProperty("isOffered").GetBoolean()) : default);
        await officer.Patch(path, new { nameZh = "x" }, etag).ShouldBeProblem(412, "request.stale");
        await agent.Post("/api/service-plans", Weekly([2], ("packageId", made.Text("id")))).ShouldBeProblem(400, "request.invalid", "packageId"); // no plan takes it any more
        var elsewhere = (await city.AddSeniors(1, division: "320412"))[0];
        var theirs = city.With(await city.TokenIn(Role.CommunityWorker, "320412"));
        await theirs.Post("/api/service-plans", Weekly([2], ("seniorId", elsewhere), ("packageId", DemoIds.SpringBreeze))).ShouldBeProblem(400, "request.invalid", "packageId");
    }

    [SkippableTheory, OnBothDatabases]
    public async Task WhatWasPromisedOnDaysThatAreOverStays(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var path = $"/api/service-plans/{await city.Plan(Weekly([3], ("packageId", DemoIds.SpringBreeze)))}";
        var officer = await city.As("city1");
        var etag = (await officer.GetAsync(Spring)).Headers.ETag!.ToString();
        await officer.Patch(Spring, new { minimums = new[] { new { what = "meal", times = 1, per = "day" } } }, etag).ShouldBeProblem(409, "packages.inUse", "minimums");
        await officer.Patch(Spring, new { nameEn = "Breeze" }, etag).Body();

        city.Pass(Duration.FromDays(3));
        var family = await city.As("family1");
        etag = (await family.GetAsync(path)).Headers.ETag!.ToString();
        foreach (var (field, value) in new (string, object?)[] { ("packageId", null), ("from", TestCity.Today.PlusDays(3).ToString("uuuu-MM-dd", null)), ("until", TestCity.Today.PlusDays(1).ToString("uuuu-MM-dd", null)) })
        {
            await family.Patch(path, new Dictionary<string, object?> { [field] = value }, etag).ShouldBeProblem(400, "request.invalid", field);
        }
        Assert.Equal("ended", (await family.Post($"{path}/end").Body()).Text("state"));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task TheReportCountsWhatWasDoneAndNoDayOfAnAbsenceAPauseOrAfterADeath(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var dead = (await city.AddSeniors(1))[0];
        await city.Plan(Weekly([3], ("packageId", DemoIds.SpringBreeze)));
        await city.Plan(Weekly([3], ("packageId", DemoIds.SpringBreeze), ("seniorId", dead), ("acceptSelfPay", true)));
        var dinner = await city.OrderDinner();
        await (await city.As("canteen1")).Post($"/api/meal-orders/{dinner.Text("id")}/collect", new { code = dinner.Text("code") }).Body();
        await city.Served(); // a cleaning on Monday that somebody booked by hand
        var recorder = city.With(await city.TokenOf("district1"));
        await recorder.Post($"/api/seniors/{DemoIds.Senior1}/absences", new { kind = "away", validFrom = "2026-11-25", validTo = "2026-11-27", source = "来电" }).Body();
        await recorder.Post($"/api/seniors/{dead}/death", new { diedOn = "2026-11-23", source = "家属报告" }).Body();
        await city.RunTimers();
        city.Clock.Reset(CityVouchers.At(11, 30, 8));

        var officer = city.With(await city.TokenOf("district1"));
        var report = await officer.Read($"{Spring}/compliance?from=2026-11-16&to=2026-12-31");
        Assert.Equal(("2026-11-29", 2), (report.Text("to"), report.Fen("people"))); // what is not over is not judged
        var person = report.Items().Single(one => one.Text("seniorId") == DemoIds.Senior1.ToString());
        Assert.EndsWith("*", person.Text("seniorName"), StringComparison.Ordinal);
        Assert.Equal(
            ["meal 1/5: 2026-11-24 2026-11-27 2026-11-28 2026-11-29", "visit 0/5: 2026-11-23 2026-11-24 2026-11-27 2026-11-28 2026-11-29", "cleaning 1/1: "], // of two a week one is owed for five days
            Kept(person));
        Assert.Equal(["meal 0/0: ", "visit 0/0: ", "cleaning 0/0: "], Kept(report.Items().Single(one => one.Text("seniorId") == dead.ToString())));
        Assert.Equal([("meal", 5, 1), ("visit", 5, 0), ("cleaning", 1, 1)], report.GetProperty("totals").EnumerateArray().Select(total => (total.Text("what"), (int)total.Fen("due"), (int)total.Fen("met"))));

        var first = await officer.Read($"{Spring}/compliance?from=2026-11-23&to=2026-11-29&limit=1");
        var next = await officer.Read($"{Spring}/compliance?from=2026-11-23&to=2026-11-29&limit=1&cursor={first.Text("nextCursor")}");
        Assert.Equal(2, first.Items().Concat(next.Items()).Select(one => one.Text("seniorId")).Distinct().Count());
        Assert.False(next.TryGetProperty("totals", out _)); // they come with the first page
        Assert.True(first.TryGetProperty("totals", out _));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task NothingIsOwedWhileThePlanIsPausedNorBeforeItBegan(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var plan = await city.Plan(Weekly([3], ("packageId", DemoIds.SpringBreeze), ("from", "2026-11-24")));
        await (await city.As("agent1")).Post($"/api/service-plans/{plan}/pause", new { from = "2026-11-26" }).Body();
        city.Clock.Reset(CityVouchers.At(11, 28, 12));
        await city.With(await city.TokenOf("agent1")).Post($"/api/service-plans/{plan}/resume").Body();
        city.Clock.Reset(CityVouchers.At(11, 30, 8));
        var report = await city.With(await city.TokenOf("auditor1")).Read($"{Spring}/compliance?from=2026-11-23&to=2026-11-29");
        Assert.Equal("meal 0/4: 2026-11-24 2026-11-25 2026-11-28 2026-11-29", Kept(report.Items().Single())[0]);
    }

    [SkippableTheory, OnBothDatabases]
    public async Task OthersSeeNothingOfItAndWrongDaysAreNamed(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        await city.Plan(Weekly([3], ("packageId", DemoIds.SpringBreeze)));
        var elsewhere = await city.With(await city.TokenIn(Role.DistrictOfficer, "320412")).Read($"{Spring}/compliance?from=2026-11-16&to=2026-11-22");
        Assert.Equal((0, 0), (elsewhere.Items().Count, (int)elsewhere.Fen("people")));
        var officer = await city.As("city1");
        await (await city.As("agent1")).GetAsync($"{Spring}/compliance?from=2026-11-16&to=2026-11-22").ShouldBeProblem(403, "auth.forbidden");
        await officer.GetAsync($"{Spring}/compliance").ShouldBeProblem(400, "request.invalid", "from");
        await officer.GetAsync($"{Spring}/compliance?from=2026-11-22&to=2026-11-16").ShouldBeProblem(400, "request.invalid", "to");
        await officer.GetAsync($"{Spring}/compliance?from=2026-01-01&to=2026-11-16").ShouldBeProblem(400, "request.invalid", "to");
        await officer.GetAsync($"/api/service-packages/{Guid.NewGuid()}/compliance?from=2026-11-16&to=2026-11-22").ShouldBeProblem(404, "notFound");
    }

    private static IReadOnlyList<string> Kept(JsonElement person) => [.. person.GetProperty("minimums").EnumerateArray().Select(minimum =>
        $"{minimum.Text("what")} {minimum.Fen("met")}/{minimum.Fen("due")}: {string.Join(' ', minimum.GetProperty("unmet").EnumerateArray().Select(day => day.GetString()))}")];
}
