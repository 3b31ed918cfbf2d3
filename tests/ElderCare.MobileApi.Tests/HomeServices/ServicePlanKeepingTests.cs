using ElderCare.Data;
using ElderCare.Data.Seeding;
using ElderCare.Domain.HomeServices;
using ElderCare.Domain.People;
using ElderCare.MobileApi.Tests.Vouchers;
using Microsoft.EntityFrameworkCore;
using static ElderCare.MobileApi.Tests.HomeServices.CityPlans;

namespace ElderCare.MobileApi.Tests.HomeServices;

/// <summary>Who begins, changes, pauses, resumes and ends a weekly plan, and what becomes of its visits then.</summary>
public sealed class ServicePlanKeepingTests
{
    [SkippableTheory, OnBothDatabases]
    public async Task APauseCallsOffItsDaysAndAnEndAllAndMinutesGoBack(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var before = await city.Minutes();
        var plan = await city.Plan(Weekly([], ("slots", new[] { Slot(1, "13:30"), Slot(2), Slot(5) })));
        Assert.Equal((before.Balance, before.Reserved + 240), await city.Minutes());
        var (family, path) = (await city.As("family1"), $"/api/service-plans/{plan}");

        Assert.Equal("paused", (await family.Post($"{path}/pause", new { from = "2026-11-26", until = "2026-11-28" }).Body()).Text("state"));
        await city.Look(plan);
        Assert.Equal(["11-23 stands", "11-24 stands", "11-27 cancelled", "11-30 stands"], await city.VisitsOf());
        Assert.Equal((before.Balance, before.Reserved + 180), await city.Minutes());
        Assert.Equal(("calledOff", "servicePlans.notAskedFor"), (await city.SeenBy(plan)).Where(visit => visit.Text("startsAt") == "2026-11-27T01:00:00Z").Select(visit => (visit.Text("outcome"), visit.Text("reason"))).Single());
        Assert.Contains(city.MessagesTo(DemoIds.Senior1Phone), text => text.Contains("从11月26日停到11月28日", StringComparison.Ordinal));

        await family.Post($"{path}/resume").Body();
        await city.Look(plan);
        Assert.Equal(["11-23 stands", "11-24 stands", "11-27 cancelled", "11-27 stands", "11-30 stands"], await city.VisitsOf());

        Assert.Equal("ended", (await family.Post($"{path}/end").Body()).Text("state"));
        Assert.Null(await city.Look(plan));
        Assert.Equal(["11-23 stands", "11-24 cancelled", "11-27 cancelled", "11-27 cancelled", "11-30 cancelled"], await city.VisitsOf()); // the first begins too soon to cancel
        Assert.Equal((before.Balance, before.Reserved + 60), await city.Minutes());
        await family.Post($"{path}/resume").ShouldBeProblem(409, "servicePlans.ended");
        city.MinutesShouldBalance();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task AnEndWhileItIsBookedLeavesNothingBooked(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var before = await city.Minutes();
        var agent = await city.As("agent1");
        var id = (await agent.Post("/api/service-plans", Weekly([2, 3, 4, 5, 6])).Body()).GetProperty("id").GetGuid();
        await Task.WhenAll([.. Enumerable.Range(0, 4).Select(_ => Task.Run(() => city.Look(id))), agent.Post($"/api/service-plans/{id}/end").Body()]);
        await city.Look(id);
        Assert.DoesNotContain(await city.VisitsOf(), visit => visit.EndsWith("stands", StringComparison.Ordinal));
        Assert.Equal(before, await city.Minutes());
    }

    [SkippableTheory, OnBothDatabases]
    public async Task AChangeCallsOffWhatItDoesNotAskForAnyMore(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var plan = await city.Plan(Weekly([2, 5], ("notes", "带拖把"), ("workerSex", "female"), ("until", "2027-01-31")));
        var (family, path) = (await city.As("family1"), $"/api/service-plans/{plan}");
        var etag = (await family.GetAsync(path)).Headers.ETag!.ToString();
        await family.Patch(path, new { slots = new[] { Slot(2) } }, ifMatch: null).ShouldBeProblem(428, "request.ifMatchRequired");
        var changed = await family.Patch(path, new { slots = new[] { Slot(2), Slot(4, "10:30", 90) }, workerSex = (string?)null }, etag).Body();
        Assert.Equal(("带拖把", "2027-01-31", false), (changed.Text("notes"), changed.Text("until"), changed.TryGetProperty("workerSex", out _)));
        await city.Look(plan);
        Assert.Equal(["11-24 cancelled", "11-24 stands", "11-26 stands", "11-27 cancelled"], await city.VisitsOf()); // the first for a woman only, and once more for anybody
        await family.Patch(path, new { notes = "x" }, etag).ShouldBeProblem(412, "request.stale");
        var told = city.MessagesTo(DemoIds.Senior1Phone).Count;
        await family.Patch(path, new { notes = "带拖把" }).Body(); // it is so already
        Assert.Equal(told, city.MessagesTo(DemoIds.Senior1Phone).Count);

        await family.Patch(path, new { notes = "小心狗", preferredWorkerId = DemoIds.Worker("caregiver2") }).Body();
        await city.Look(plan);
        Assert.Equal(["11-24 cancelled", "11-24 stands", "11-26 stands", "11-27 cancelled"], await city.VisitsOf()); // the same visits
        using var db = city.Get<CityDatabase>().Read();
        var standing = (await db.ServiceOrders.AsNoTracking().Where(order => order.PlanId == plan).ToListAsync()).Where(order => order.Stands).ToList();
        Assert.All(standing, order => Assert.Equal(("小心狗", DemoIds.Worker("caregiver2")), (order.Notes, order.PreferredWorkerId)));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task WhoDoesNotPayAnyMoreIsNotVisitedForMoney(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var person = (await city.AddSeniors(1))[0];
        var plan = await city.Plan(Weekly([2, 3], ("seniorId", person), ("acceptSelfPay", true)));
        Assert.Equal(["11-24 stands", "11-25 stands"], await city.VisitsOf(person));
        var agent = await city.As("agent1");
        await agent.Patch($"/api/service-plans/{plan}", new { acceptSelfPay = false }).Body();
        Assert.Equal(["11-24 cancelled", "11-25 cancelled"], await city.VisitsOf(person));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task OnlyWhoMayBookKeepsItAndEveryWrongFieldIsNamed(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var (family, stranger) = (await city.As("family1"), await city.As("family2"));
        var id = await city.Plan(Weekly([2], ("from", "2026-12-07")), "family1");
        Assert.Equal(id, Assert.Single((await family.Read("/api/service-plans")).Items()).GetProperty("id").GetGuid());
        Assert.Single((await (await city.As("community1")).Read($"/api/service-plans?seniorId={DemoIds.Senior1}")).Items());
        Assert.Empty((await stranger.Read("/api/service-plans")).Items());
        await stranger.GetAsync($"/api/service-plans?seniorId={DemoIds.Senior1}").ShouldBeProblem(404, "notFound");
        await stranger.GetAsync($"/api/service-plans/{id}").ShouldBeProblem(404, "notFound");
        await stranger.Post($"/api/service-plans/{id}/end").ShouldBeProblem(404, "notFound");
        await stranger.Post("/api/service-plans", Weekly([2])).ShouldBeProblem(404, "notFound", "seniorId");
        var payer = await city.FamilyOf(DemoIds.Senior1, FamilyRights.Pay);
        await payer.Post("/api/service-plans", Weekly([2])).ShouldBeProblem(403, "people.linkDoesNotAllow");
        await payer.Post($"/api/service-plans/{id}/pause").ShouldBeProblem(403, "people.linkDoesNotAllow");
        await payer.GetAsync($"/api/service-plans/{id}").ShouldBeProblem(403, "people.linkDoesNotAllow");

        var wrong = Weekly([], ("slots", new object[] { new { weekday = 8, at = "9 Uhr", minutes = 5 }, Slot(1) }), ("notes", new string('长', 501)), ("from", "2026-11-01"), ("until", "2026-10-01"));
        var problem = await family.Post("/api/service-plans", wrong).ShouldBeProblem(400, "request.invalid");
        Assert.Equal(["from", "notes", "slots[0].at", "slots[0].minutes", "slots[0].serviceItemId", "slots[0].weekday", "until"], problem.GetProperty("errors").EnumerateObject().Select(error => error.Name).Order());
        async Task Refused(string field, params (string, object?)[] changes) => await family.Post("/api/service-plans", Weekly([2], changes)).ShouldBeProblem(400, "request.invalid", field);
        await Refused("slots", ("slots", null));
        await Refused("slots", ("slots", Array.Empty<object>()));
        await Refused("slots", ("slots", new[] { Slot(2, "09:00", 90), Slot(2, "10:00") }));
        await Refused("slots", ("slots", new[] { Slot(7, "23:30", 90), Slot(1, "00:30") })); // from Sunday into Monday
        await Refused("slots", ("slots", Enumerable.Range(0, 29).Select(i => Slot(i % 7 + 1, $"{8 + i / 7:00}:00", 30)).ToArray()));
        await Refused("slots[0].serviceItemId", ("slots", new[] { new { weekday = 1, at = "09:00", serviceItemId = Guid.NewGuid(), minutes = 60 } }));
        await Refused("preferredWorkerId", ("preferredWorkerId", Guid.NewGuid()));
        await Refused("packageId", ("packageId", Guid.NewGuid()));
        await Refused("from", ("from", "2027-12-24"));
        await family.Post($"/api/service-plans/{id}/pause", new { from = "2026-11-01", until = "2026-10-01" }).ShouldBeProblem(400, "request.invalid", "from");
        await family.Post($"/api/service-plans", Weekly([2], ("seniorId", null))).ShouldBeProblem(400, "request.invalid", "seniorId");
    }

    [SkippableTheory, OnBothDatabases]
    public async Task TheSameRequestBeginsOnePlan(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var family = await city.As("family1");
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => family.Post("/api/service-plans", Weekly([2]), key: "plan-once").Body()));
        Assert.Single(answers.Select(answer => answer.Text("id")).Distinct());
        using var db = city.Get<CityDatabase>().Read();
        Assert.Equal(1, await db.ServicePlans.CountAsync());
        Assert.Equal([PlanOutcome.Booked], (await Eventually(city, Guid.Parse(answers[0].Text("id")))));
    }

    private static async Task<IReadOnlyList<PlanOutcome>> Eventually(TestCity city, Guid plan)
    {
        await city.Look(plan);
        using var db = city.Get<CityDatabase>().Read();
        return await db.PlanVisits.Where(visit => visit.PlanId == plan).Select(visit => visit.Outcome).ToListAsync();
    }
}
