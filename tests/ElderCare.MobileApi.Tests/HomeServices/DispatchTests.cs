using ElderCare.Data;
using ElderCare.Data.Seeding;
using ElderCare.Data.Writing;
using ElderCare.Domain.HomeServices;
using ElderCare.Domain.People;
using ElderCare.MobileApi.Tests.Realtime;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.Tests.HomeServices;

/// <summary>Who is asked, who gets it, and what becomes of a visit that nobody takes.</summary>
public sealed class DispatchTests
{
    private static readonly (string, object?) Paid = ("acceptSelfPay", true);

    [SkippableTheory, OnBothDatabases]
    public async Task OnlyWhoMayComeIsAskedAndWhoIsWishedForFirst(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var off = await city.AddCaregiver("off", caregiver => caregiver.IsOnDuty = false);
        var man = await city.AddCaregiver("man", sex: Sex.Male);
        var lapsed = await city.AddCaregiver("lapsed", caregiver => caregiver.Certificates = [new("nursing", TestCity.Today.PlusDays(-1))]);
        var elsewhere = await city.AddCaregiver("elsewhere", caregiver => caregiver.Areas = ["371003"]);
        var mornings = await city.AddCaregiver("mornings", caregiver => caregiver.WorksUntilMinute = 720);
        var away = await city.AddCaregiver("away");
        var barred = await city.AddCaregiver("barred");
        await city.Get<CityWriter>().Commit(Lane.Interactive, unit =>
        {
            unit.Insert(new CaregiverLeave { Id = Guid.CreateVersion7(), CaregiverId = away, From = TestCity.Today, Until = TestCity.Today.PlusDays(1), Reason = "sick" });
            unit.Insert(new BarredPair { SeniorId = DemoIds.Senior1, CaregiverId = barred, Reason = "家属要求", At = unit.Now });
        });

        var order = await city.Book(Paid, ("serviceItemId", CityVisits.Service("nursing")), ("workerSex", "female"), ("preferredWorkerId", DemoIds.Worker("caregiver2")));
        var asked = city.Asked(order.Text("id"));
        Assert.Equal(new HashSet<Guid> { DemoIds.Worker("caregiver1"), DemoIds.Worker("caregiver2") }, [.. asked.Keys]);
        var why = (await (await city.As("supervisor1")).Read($"/api/service-orders/{order.Text("id")}/offers")).Items();
        Assert.Equal(DemoIds.Worker("caregiver2").ToString(), why[0].Text("caregiverId"));
        Assert.Equal(["continuity", "distance", "fairness", "load", "rating"], why[0].GetProperty("reasons").EnumerateArray().Select(reason => reason.Text("name")).Order());
        await (await city.As("caregiver1")).GetAsync($"/api/service-orders/{order.Text("id")}").ShouldBeProblem(404, "notFound"); // only asked, not the one who comes

        var supervisor = await city.As("supervisor1");
        foreach (var unfit in new[] { man, lapsed, elsewhere, mornings, away, barred })
        {
            await supervisor.Post($"/api/service-orders/{order.Text("id")}/assign", new { workerId = unfit, reason = "急" }).ShouldBeProblem(409, "services.workerUnfit", "workerId");
        }
        var assigned = await supervisor.Post($"/api/service-orders/{order.Text("id")}/assign", new { workerId = off, reason = "本人同意加班" }).Body();
        Assert.Equal(("accepted", off.ToString()), (assigned.Text("state"), assigned.Text("workerId")));
        Assert.All(city.Asked(order.Text("id")).Values, state => Assert.Equal(OfferState.Withdrawn, state));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task TwoHundredTakeOneOfferAndOneGetsIt(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        const int Many = 200;
        var workers = new List<Guid>();
        for (var number = 0; number < Many; number++) workers.Add(await city.AddCaregiver($"one{number}"));
        var order = (await city.Book(Paid)).Text("id");
        await city.Get<CityWriter>().Commit(Lane.Interactive, unit =>
        {
            unit.Sql.Execute("""DELETE FROM "ServiceOffers" WHERE "OrderId" = @p0""", Guid.Parse(order));
            foreach (var worker in workers)
            {
                unit.Insert(new ServiceOffer
                {
                    Id = Guid.CreateVersion7(), OrderId = Guid.Parse(order), CaregiverId = worker, Wave = 1, OfferedAt = unit.Now, ExpiresAt = unit.Now + Duration.FromMinutes(3), Score = 1, Reasons = [],
                });
            }
        });
        var asked = new List<(HttpClient Client, string Offer)>();
        for (var number = 0; number < Many; number++)
        {
            var client = await city.As($"one{number}");
            asked.Add((client, (await client.Read("/api/service-offers")).Items().Single().Text("id")));
        }

        var answers = await Task.WhenAll(asked.Select(one => one.Client.Post($"/api/service-offers/{one.Offer}/accept")));

        Assert.Single(answers, answer => answer.IsSuccessStatusCode);
        foreach (var answer in answers.Where(answer => !answer.IsSuccessStatusCode)) await Task.FromResult(answer).ShouldBeProblem(409, "services.offerTaken");
        var states = city.Asked(order).Values;
        Assert.Equal((1, Many - 1), (states.Count(state => state == OfferState.Accepted), states.Count(state => state == OfferState.Withdrawn)));
        var accepted = (await (await city.As("family1")).Read($"/api/service-orders/{order}"));
        Assert.Equal("accepted", accepted.Text("state"));
        using var db = city.Get<CityDatabase>().Read();
        var withdrawn = await db.Events.Where(told => told.Type == "serviceOrder.offerWithdrawn" && told.SubjectId == order).CountAsync();
        Assert.Equal(Many, withdrawn); // 199 see it go, and the other screens of who got it
    }

    [SkippableTheory, OnBothDatabases]
    public async Task SilenceWidensAndNobodyLeftIsWork(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        for (var number = 0; number < 3; number++) await city.AddCaregiver($"more{number}");
        var order = (await city.Book(Paid)).Text("id");
        Assert.Equal(3, city.Asked(order).Count);
        city.Clock.Advance(Duration.FromMinutes(3));
        await city.RunTimers();
        Assert.Equal((3, 2), (city.Asked(order).Values.Count(state => state == OfferState.Expired), city.Asked(order).Values.Count(state => state == OfferState.Open)));
        using (var db = city.Get<CityDatabase>().Read())
        {
            var late = await db.ServiceOffers.Where(offer => offer.State == OfferState.Expired)
                .Join(db.Accounts, offer => offer.CaregiverId, account => account.WorkerId!.Value, (offer, account) => new { offer.Id, account.UserName }).ToListAsync();
            foreach (var one in late) await (await city.As(one.UserName)).Post($"/api/service-offers/{one.Id}/accept").ShouldBeProblem(409, "services.offerClosed");
        }
        city.Clock.Advance(Duration.FromMinutes(3));
        await city.RunTimers();
        Assert.Equal("unfilled", (await (await city.As("family1")).Read($"/api/service-orders/{order}")).Text("state"));
        Assert.Contains((await (await city.As("agent1")).Read("/api/tasks?kind=unfilledVisit")).Items(), task => task.Text("subjectId") == order);
        var manager = await city.As("provider1");
        Assert.Contains((await manager.Read("/api/service-orders?state=unfilled")).Items(), seen => seen.Text("id") == order);
        await manager.Post($"/api/service-orders/{order}/assign", new { workerId = DemoIds.Worker("caregiver2"), reason = "x" }).ShouldBeProblem(400, "request.invalid", "workerId"); // another provider's
        Assert.Equal("accepted", (await manager.Post($"/api/service-orders/{order}/assign", new { workerId = DemoIds.Worker("caregiver1"), reason = "调班" }).Body()).Text("state"));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task AboutAVisitThatIsFarOffWhoKeptSilentIsAskedAgainLater(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var order = (await city.Book(Paid, ("startsAt", $"{city.Clock.GetCurrentInstant() + Duration.FromHours(48)}"))).Text("id");
        var (silent, unwilling) = (DemoIds.Worker("caregiver1"), DemoIds.Worker("caregiver2"));
        await (await city.As("caregiver2")).Post($"/api/service-offers/{await city.OfferOf(order, "caregiver2")}/decline").Body();
        foreach (var (minutes, asked) in new[] { (3, OfferState.Expired), (59, OfferState.Expired), (2, OfferState.Open), (3, OfferState.Expired) })
        {
            city.Clock.Advance(Duration.FromMinutes(minutes));
            await city.RunTimers();
            Assert.Equal((asked, OfferState.Declined), (city.Asked(order)[silent], city.Asked(order)[unwilling]));
        }
        await city.AddCaregiver("late");
        city.Pass(Duration.FromMinutes(61));
        await city.RunTimers();
        Assert.Equal(2, city.Asked(order).Values.Count(state => state == OfferState.Open)); // who has come on duty is asked, too
        Assert.Equal("offered", (await (await city.As("family1")).Read($"/api/service-orders/{order}")).Text("state"));
        for (var hour = 0; hour < 24; hour++)
        {
            city.Pass(Duration.FromHours(1));
            await city.RunTimers();
        }
        city.Clock.Advance(Duration.FromMinutes(3));
        await city.RunTimers();
        Assert.Equal("unfilled", (await (await city.As("family1")).Read($"/api/service-orders/{order}")).Text("state"));
        Assert.Single((await (await city.As("agent1")).Read("/api/tasks?kind=unfilledVisit")).Items(), task => task.Text("subjectId") == order);
    }

    [SkippableTheory, OnBothDatabases]
    public async Task WhoHasAVisitThenIsNotAskedAndCannotTakeTwo(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        await city.Taken("caregiver1", Paid);
        var other = await (await city.As("community1")).Post("/api/service-orders", city.Wish(Paid, ("seniorId", await SomebodyElse(city)), ("startsAt", $"{city.Clock.GetCurrentInstant() + Duration.FromHours(3.5)}"))).Body();
        Assert.DoesNotContain(DemoIds.Worker("caregiver1"), city.Asked(other.Text("id")).Keys);
        await (await city.As("supervisor1")).Post($"/api/service-orders/{other.Text("id")}/assign", new { workerId = DemoIds.Worker("caregiver1"), reason = "x" }).ShouldBeProblem(409, "services.workerUnfit", "workerId");
    }

    [SkippableTheory, OnBothDatabases]
    public async Task WhoFallsIllHandsTheDayOverAndWhoNeedsHelpRings(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var order = await city.Taken("caregiver1", Paid);
        var ill = await city.As("caregiver1");
        var handed = await ill.Post("/api/caregivers/me/hand-over", new { reason = "发烧" }).Body();
        Assert.Equal([order], handed.GetProperty("orders").EnumerateArray().Select(id => id.GetString()!));
        Assert.Equal(OfferState.Open, city.Asked(order)[DemoIds.Worker("caregiver2")]);
        Assert.Equal("offered", (await (await city.As("family1")).Read($"/api/service-orders/{order}")).Text("state"));
        await ill.Put("/api/caregivers/me/duty", new { onDuty = true }).ShouldBeProblem(409, "services.onLeave");
        await (await city.As("caregiver2")).Post($"/api/service-offers/{await city.OfferOf(order, "caregiver2")}/accept").Body();

        var incident = (await ill.Post("/api/caregivers/me/alarm", new { text = "被狗咬" }).Body()).Text("incidentId");
        Assert.Equal(incident, (await ill.Post("/api/caregivers/me/alarm").Body()).Text("incidentId"));
        Assert.Contains((await (await city.As("agent1")).Read("/api/incidents?status=open")).Items(), one => one.Text("id") == incident && one.Text("kind") == "sos");
    }

    [SkippableTheory, OnBothDatabases]
    public async Task WhoDoesNotComeIsToldOfThreeTimes(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var order = await city.Taken("caregiver1", Paid);
        city.Clock.Advance(Duration.FromHours(3));
        foreach (var (minutes, told) in new[] { (14, 0), (1, 1), (15, 2), (30, 3) })
        {
            city.Clock.Advance(Duration.FromMinutes(minutes));
            await city.RunTimers();
            using var db = city.Get<CityDatabase>().Read();
            Assert.Equal(told, await db.Audit.CountAsync(row => row.Action == "serviceOrder.noShow" && row.Subject == order));
        }
        Assert.Contains((await (await city.As("agent1")).Read("/api/tasks?kind=unfilledVisit")).Items(), task => task.Text("subjectId") == order);
    }

    [SkippableTheory, OnBothDatabases]
    public async Task WhoComesInsteadIsLookedAfterToo(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var order = await city.Taken("caregiver1", Paid);
        city.Pass(Duration.FromHours(3) + Duration.FromMinutes(14));
        await (await city.As("caregiver1")).Post("/api/caregivers/me/hand-over", new { reason = "发烧" }).Body();
        city.Clock.Advance(Duration.FromMinutes(1));
        await city.RunTimers(); // nobody is to come at this moment
        await (await city.As("supervisor1")).Post($"/api/service-orders/{order}/assign", new { workerId = DemoIds.Worker("caregiver2"), reason = "急" }).Body();
        city.Clock.Advance(Duration.FromMinutes(15));
        await city.RunTimers();
        using var db = city.Get<CityDatabase>().Read();
        Assert.Equal("30", (await db.Audit.SingleAsync(row => row.Action == "serviceOrder.noShow" && row.Subject == order)).Detail);
    }

    [SkippableTheory, OnBothDatabases]
    public async Task AProviderGivesAVisitUpAndOthersAreAsked(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var order = await city.Taken("caregiver1", Paid);
        var held = await city.Minutes();
        var manager = await city.As("provider1");
        Assert.Equal("requested", (await manager.Post($"/api/service-orders/{order}/cancel", new { reason = "人手不够" }).Body()).Text("state"));
        Assert.Equal((OfferState.Accepted, OfferState.Open), (city.Asked(order)[DemoIds.Worker("caregiver1")], city.Asked(order)[DemoIds.Worker("caregiver2")]));
        Assert.Equal(held, await city.Minutes());
        await manager.Post($"/api/service-orders/{order}/cancel").ShouldBeProblem(404, "notFound"); // theirs no more
        Assert.Equal("offered", (await (await city.As("family1")).Read($"/api/service-orders/{order}")).Text("state"));

        for (var wave = 0; wave < 3; wave++)
        {
            city.Clock.Advance(Duration.FromMinutes(3));
            await city.RunTimers();
        }
        await manager.Post($"/api/service-orders/{order}/cancel").ShouldBeProblem(409, "services.notPossible"); // they were asked and see it, and have nobody who comes
        Assert.Equal("unfilled", (await (await city.As("family1")).Read($"/api/service-orders/{order}")).Text("state"));
    }

    private static async Task<Guid> SomebodyElse(TestCity city)
    {
        using var db = city.Get<CityDatabase>().Read();
        return (await db.Seniors.Where(senior => senior.ResidenceDivision == "371002001" && senior.DiedOn == null && senior.Id != DemoIds.Senior1 && !db.Absences.Any(absence => absence.SeniorId == senior.Id)).OrderBy(senior => senior.Id).FirstAsync()).Id;
    }
}
