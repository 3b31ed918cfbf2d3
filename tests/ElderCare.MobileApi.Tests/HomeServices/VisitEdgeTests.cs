using ElderCare.Data;
using ElderCare.Data.Seeding;
using ElderCare.Data.Writing;
using ElderCare.Domain.HomeServices;
using ElderCare.MobileApi.Tests.Realtime;
using NodaTime;

namespace ElderCare.MobileApi.Tests.HomeServices;

/// <summary>Visits that go another way than was agreed.</summary>
public sealed class VisitEdgeTests
{
    private static readonly (string, object?) Paid = ("acceptSelfPay", true);

    [SkippableTheory, OnBothDatabases]
    public async Task AVisitForWhichNobodyIsFoundIsCalledOffAndToldAndItsWorkEnds(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var before = await city.Minutes();
        var order = (await city.Book()).Text("id");
        for (var wave = 0; wave < 3; wave++)
        {
            city.Clock.Advance(Duration.FromMinutes(3));
            await city.RunTimers();
        }
        Assert.Single(await Unfilled(city, order));
        city.Pass(Duration.FromHours(4)); // an hour after it was to begin
        await city.RunTimers();
        var called = await (await city.As("family1")).Read($"/api/service-orders/{order}");
        Assert.Equal(("cancelled", "services.nobodyFound"), (called.Text("state"), called.Text("reason")));
        Assert.Equal(before, await city.Minutes());
        Assert.Empty(await Unfilled(city, order));
        Assert.Contains(city.MessagesTo(DemoIds.Senior1Phone), text => text.Contains("没有找到护理员", StringComparison.Ordinal));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task WorkEndsWithTheAssignmentAndNobodyIsAssignedToWhatIsOver(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var orders = new[] { (await city.Book(Paid)).Text("id"), (await city.Book(Paid, ("startsAt", $"{city.Clock.GetCurrentInstant() + Duration.FromHours(5)}"))).Text("id") };
        for (var wave = 0; wave < 3; wave++)
        {
            city.Clock.Advance(Duration.FromMinutes(3));
            await city.RunTimers();
        }
        var assign = new { workerId = DemoIds.Worker("caregiver1"), reason = "急" };
        await (await city.As("supervisor1")).Post($"/api/service-orders/{orders[1]}/assign", assign).Body();
        Assert.Equal((1, 0), ((await Unfilled(city, orders[0])).Count, (await Unfilled(city, orders[1])).Count));
        city.Pass(Duration.FromHours(4) - Duration.FromMinutes(8)); // over, and not yet called off
        await (await city.As("supervisor1")).Post($"/api/service-orders/{orders[0]}/assign", assign).ShouldBeProblem(409, "services.inPast");
    }

    [SkippableTheory, OnBothDatabases]
    public async Task WhoIsBarredDoesNotComeToWhatTheyHadTaken(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var order = await city.Taken("caregiver1", Paid);
        var barred = await (await city.As("supervisor1")).Post($"/api/seniors/{DemoIds.Senior1}/barred-caregivers", new { caregiverId = DemoIds.Worker("caregiver1"), reason = "家属要求" }).Body();
        Assert.Equal([order], barred.GetProperty("orders").EnumerateArray().Select(id => id.GetString()!));
        Assert.Equal(OfferState.Open, city.Asked(order)[DemoIds.Worker("caregiver2")]);
        await (await city.As("caregiver1")).Post($"/api/service-orders/{order}/check-in", new { }).ShouldBeProblem(404, "notFound");
    }

    [SkippableTheory, OnBothDatabases]
    public async Task WhoEndsTheirDutyHasNotDeclinedAndIsAskedWhenBack(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var order = (await city.Book(Paid, ("startsAt", $"{city.Clock.GetCurrentInstant() + Duration.FromHours(48)}"))).Text("id");
        var caregiver = await city.As("caregiver1");
        await caregiver.Put("/api/caregivers/me/duty", new { onDuty = false }).Body();
        Assert.Equal(OfferState.Withdrawn, city.Asked(order)[DemoIds.Worker("caregiver1")]);
        await caregiver.Put("/api/caregivers/me/duty", new { onDuty = true }).Body();
        city.Clock.Advance(Duration.FromMinutes(3));
        await city.RunTimers();
        Assert.Equal(OfferState.Open, city.Asked(order)[DemoIds.Worker("caregiver1")]);
    }

    [SkippableTheory, OnBothDatabases]
    public async Task OneProviderAnswersForBothWhoComeTogether(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var colleague = await city.AddCaregiver("colleague");
        var order = (await city.Book(Paid, ("serviceItemId", CityVisits.Service("assistedBathing")), ("minutes", 90))).Text("id");
        Assert.Equal(3, city.Asked(order).Count); // caregiver2 works for another provider
        await (await city.As("caregiver1")).Post($"/api/service-offers/{await city.OfferOf(order, "caregiver1")}/accept").Body();
        Assert.Equal((OfferState.Withdrawn, OfferState.Open), (city.Asked(order)[DemoIds.Worker("caregiver2")], city.Asked(order)[colleague]));
        await (await city.As("supervisor1")).Post($"/api/service-orders/{order}/assign", new { workerId = DemoIds.Worker("caregiver2"), reason = "急" }).ShouldBeProblem(409, "services.offerTaken");
        Assert.Equal("accepted", (await (await city.As("colleague")).Post($"/api/service-offers/{await city.OfferOf(order, "colleague")}/accept").Body()).Text("state"));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task WhenOneOfTwoFallsIllTheOtherStillComesAndAColleagueIsAsked(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var colleague = await city.AddCaregiver("colleague");
        var order = (await city.Book(Paid, ("serviceItemId", CityVisits.Service("assistedBathing")), ("minutes", 90))).Text("id");
        await (await city.As("caregiver1")).Post($"/api/service-offers/{await city.OfferOf(order, "caregiver1")}/accept").Body();
        await (await city.As("colleague")).Post($"/api/service-offers/{await city.OfferOf(order, "colleague")}/accept").Body();

        var third = await city.AddCaregiver("third");
        await (await city.As("caregiver1")).Post("/api/caregivers/me/hand-over").Body();

        using (var db = city.Get<CityDatabase>().Read())
        {
            var stands = db.ServiceOrders.Single(one => one.Id == Guid.Parse(order));
            Assert.Equal(((Guid?)colleague, null, ServiceOrderState.Offered), (stands.WorkerId, stands.SecondWorkerId, stands.State));
        }
        Assert.Equal((OfferState.Open, false), (city.Asked(order)[third], city.Asked(order).TryGetValue(DemoIds.Worker("caregiver2"), out var other) && other == OfferState.Open)); // caregiver2 works for another provider
        Assert.Equal("accepted", (await (await city.As("third")).Post($"/api/service-offers/{await city.OfferOf(order, "third")}/accept").Body()).Text("state"));

        var (supervisor, fourth) = (await city.As("supervisor1"), await city.AddCaregiver("fourth"));
        var assign = $"/api/service-orders/{order}/assign";
        await supervisor.Post(assign, new { workerId = third, reason = "急" }).ShouldBeProblem(409, "services.offerTaken", "workerId");
        await supervisor.Post(assign, new { workerId = fourth, reason = "急" }).ShouldBeProblem(400, "request.invalid", "insteadOf");
        await supervisor.Post(assign, new { workerId = fourth, insteadOf = Guid.NewGuid(), reason = "急" }).ShouldBeProblem(400, "request.invalid", "insteadOf");
        Assert.Equal("accepted", (await supervisor.Post(assign, new { workerId = fourth, insteadOf = colleague, reason = "急" }).Body()).Text("state"));
        using var after = city.Get<CityDatabase>().Read();
        var both = after.ServiceOrders.Single(one => one.Id == Guid.Parse(order));
        Assert.Equal([third, fourth], new[] { both.WorkerId!.Value, both.SecondWorkerId!.Value });
    }

    [SkippableTheory, OnBothDatabases]
    public async Task EachOfTwoProvesThatTheyCameAndOneAloneIsMarked(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        await city.AddCaregiver("colleague");
        var bath = new (string, object?)[] { Paid, ("serviceItemId", CityVisits.Service("assistedBathing")), ("minutes", 90) };
        var orders = new List<string>();
        foreach (var hours in new[] { 3, 6 })
        {
            orders.Add((await city.Book([.. bath, ("startsAt", $"{city.Clock.GetCurrentInstant() + Duration.FromHours(hours)}")])).Text("id"));
            foreach (var name in new[] { "caregiver1", "colleague" }) await (await city.As(name)).Post($"/api/service-offers/{await city.OfferOf(orders[^1], name)}/accept").Body();
        }
        city.Pass(Duration.FromHours(3));
        foreach (var name in new[] { "caregiver1", "colleague" }) await Stamp(name, orders[0], "check-in");
        await (await city.As("colleague")).Post($"/api/service-orders/{orders[0]}/check-in", await city.AtTheDoor()).ShouldBeProblem(409, "services.alreadyCheckedIn");
        city.Pass(Duration.FromMinutes(90));
        Assert.Equal("completed", (await Stamp("colleague", orders[0], "check-out")).Text("state"));
        Assert.Equal(90, (await Stamp("caregiver1", orders[0], "check-out")).Fen("servedMinutes"));
        Assert.DoesNotContain("oneOfTwo", await FlagsOf(orders[0]));

        city.Pass(Duration.FromMinutes(90));
        await Stamp("caregiver1", orders[1], "check-in");
        city.Pass(Duration.FromMinutes(90));
        await Stamp("caregiver1", orders[1], "check-out");
        Assert.Contains("oneOfTwo", await FlagsOf(orders[1]));
        Assert.Contains((await (await city.As("agent1")).Read("/api/tasks?kind=callBack&limit=100")).Items(), task => task.Text("subjectId") == orders[1] && task.Text("title").Contains("疑点", StringComparison.Ordinal));

        async Task<System.Text.Json.JsonElement> Stamp(string name, string order, string act) => await (await city.As(name)).Post($"/api/service-orders/{order}/{act}", await city.AtTheDoor()).Body();
        async Task<IReadOnlyList<string?>> FlagsOf(string order) => [.. (await (await city.As("supervisor1")).Read($"/api/service-orders/{order}")).GetProperty("flags").EnumerateArray().Select(flag => flag.GetString())];
    }

    [SkippableTheory, OnBothDatabases]
    public async Task WhoIsAssignedToAVisitOfTwoHasSomebodyLookedForBeside(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var (one, other) = (await city.AddCaregiver("one"), await city.AddCaregiver("other"));
        var order = (await city.Book(Paid, ("serviceItemId", CityVisits.Service("assistedBathing")), ("minutes", 90))).Text("id");
        for (var wave = 0; wave < 3; wave++)
        {
            city.Clock.Advance(Duration.FromMinutes(3));
            await city.RunTimers();
        }
        await (await city.As("supervisor1")).Post($"/api/service-orders/{order}/assign", new { workerId = one, reason = "急" }).Body();
        Assert.Single(await Unfilled(city, order)); // one of two does not end the work
        await (await city.As("supervisor1")).Post($"/api/service-orders/{order}/assign", new { workerId = other, reason = "急" }).Body();
        Assert.Empty(await Unfilled(city, order));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task AWayInVainIsPaidOnceAMonthForEachPerson(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var visits = new[] { await city.Taken("caregiver1", Paid), await city.Taken("caregiver1", Paid, ("startsAt", $"{city.Clock.GetCurrentInstant() + Duration.FromHours(6)}")) };
        foreach (var visit in visits)
        {
            city.Pass(Duration.FromHours(3) + Duration.FromMinutes(15));
            await (await city.As("caregiver1")).Post($"/api/service-orders/{visit}/nobody-home", new { reason = "敲门十五分钟" }).Body();
        }
        var fee = Assert.Single((await (await city.As("provider1")).Read("/api/service-statements/lines")).Items());
        Assert.Equal((visits[0], 0L, 1_000L, true), (fee.Text("orderId"), fee.Fen("voucherMinutes"), fee.Fen("amountFen"), fee.GetProperty("nobodyHome").GetBoolean()));
        Assert.Equal(2, (await (await city.As("agent1")).Read("/api/tasks?kind=callBack&limit=100")).Items().Count(task => visits.Contains(task.Text("subjectId")))); // no phone has said where it was

        var officer = await city.As("district1");
        await officer.Post($"/api/service-orders/{visits[0]}/correct", new { minutes = 30, reason = "x" }).ShouldBeProblem(409, "services.notPossible");
        await officer.Post($"/api/service-orders/{visits[0]}/correct", new { minutes = 0, reason = "老人在家，没有人来过" }).Body();
        await officer.Post($"/api/service-orders/{visits[0]}/correct", new { minutes = 0, reason = "x" }).ShouldBeProblem(409, "services.notPossible");
        Assert.Equal(0, Assert.Single((await (await city.As("provider1")).Read("/api/service-statements")).Items()).Fen("amountFen"));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task AfterThreePoorRatingsACaregiverIsSentToNobodyUntilOfficersHaveLookedIntoIt(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        for (var visit = 1; visit <= 3; visit++)
        {
            Assert.False(city.Suspended());
            var served = await city.Served();
            await (await city.As("family1")).Post($"/api/service-orders/{served}/confirm", new { rating = visit }).Body(); // three stars are not poor
        }
        Assert.False(city.Suspended());
        var last = await city.Served();
        var waiting = (await city.Book(Paid)).Text("id");
        await (await city.As("family1")).Post($"/api/service-orders/{last}/confirm", new { rating = 2 }).Body();

        Assert.True(city.Suspended());
        Assert.Equal(OfferState.Withdrawn, city.Asked(waiting)[DemoIds.Worker("caregiver1")]);
        await (await city.As("caregiver1")).Put("/api/caregivers/me/duty", new { onDuty = true }).ShouldBeProblem(409, "services.suspended");
        await (await city.As("supervisor1")).Post($"/api/service-orders/{waiting}/assign", new { workerId = DemoIds.Worker("caregiver1"), reason = "急" }).ShouldBeProblem(409, "services.workerUnfit", "workerId");
        var work = Assert.Single((await (await city.As("district1")).Read("/api/tasks?kind=review&status=open")).Items(), task => task.Text("subjectId") == $"{DemoIds.Worker("caregiver1")}");
        Assert.Contains("差评", work.Text("title"), StringComparison.Ordinal);

        var path = $"/api/caregivers/{DemoIds.Worker("caregiver1")}/reinstate";
        await (await city.As("provider1")).Post(path, new { reason = "x" }).ShouldBeProblem(403, "auth.forbidden");
        await (await city.As("district1")).Post(path, new { }).ShouldBeProblem(400, "request.invalid", "reason");
        Assert.False((await (await city.As("district1")).Post(path, new { reason = "已培训" }).Body()).TryGetProperty("suspendedAt", out _));
        await (await city.As("district1")).Post(path, new { reason = "已培训" }).ShouldBeProblem(409, "caregivers.notSuspended");
        await (await city.As("caregiver1")).Put("/api/caregivers/me/duty", new { onDuty = true }).Body();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task WhoHasNotLeftAnotherHomeIsMarked(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var first = await city.Taken("caregiver1", Paid);
        var second = await city.Taken("caregiver1", Paid, ("startsAt", $"{city.Clock.GetCurrentInstant() + Duration.FromHours(6)}"));
        city.Pass(Duration.FromHours(3));
        var caregiver = await city.As("caregiver1");
        Assert.DoesNotContain("alsoElsewhere", await Flags(city, first, caregiver));
        Assert.Contains("alsoElsewhere", await Flags(city, second, caregiver));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task GivingUpCountsAgainstTheProvider(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var order = await city.Taken();
        var before = await Figure(city);
        await (await city.As("provider1")).Post($"/api/service-orders/{order}/cancel", new { reason = "人手不够" }).Body();
        var after = await Figure(city);
        Assert.Equal((60L, 0L, 60L, 1L), (before.Fen("entitledMinutes"), before.Fen("givenUp"), after.Fen("entitledMinutes"), after.Fen("givenUp")));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task TheLastDayOfAllIsADayAndListsWithNothingInThemAreRefused(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        await (await city.As("family1")).Post("/api/service-orders", city.Wish(("startsAt", "9999-12-31T23:59:59Z"))).ShouldBeProblem(409, "services.tooFarAhead", "startsAt");
        var officer = await city.As("district1");
        Assert.Empty((await officer.Read("/api/service-orders?date=9999-12-31")).Items());
        Assert.Equal("9999-12-31", (await officer.Read("/api/service-figures?through=9999-12-31")).Text("through"));
        Assert.Equal(0, (await (await city.As("supervisor1")).Post("/api/service-orders/batch", new { date = "9999-12-31", divisionCode = "371002" }).Body()).Fen("orders"));
        var manager = await city.As("provider1");
        object Caregiver(object areas, object certificates) => new { name = "梁小梅", sex = "female", areas, certificates };
        await manager.Post("/api/caregivers", Caregiver(new string?[] { null }, Array.Empty<object>())).ShouldBeProblem(400, "request.invalid", "areas");
        await manager.Post("/api/caregivers", Caregiver(new[] { "371002" }, new object?[] { null })).ShouldBeProblem(400, "request.invalid", "certificates");
    }

    private static async Task<IReadOnlyList<string?>> Flags(TestCity city, string order, HttpClient caregiver)
    {
        await caregiver.Post($"/api/service-orders/{order}/check-in", await city.AtTheDoor()).Body();
        return [.. (await (await city.As("supervisor1")).Read($"/api/service-orders/{order}")).GetProperty("flags").EnumerateArray().Select(flag => flag.GetString())];
    }

    private static async Task<System.Text.Json.JsonElement> Figure(TestCity city) =>
        Assert.Single((await (await city.As("district1")).Read("/api/service-figures")).GetProperty("providers").EnumerateArray(), line => line.Text("of") == DemoIds.Provider1.ToString());

    private static async Task<IReadOnlyList<System.Text.Json.JsonElement>> Unfilled(TestCity city, string order) =>
        [.. (await (await city.As("agent1")).Read("/api/tasks?kind=unfilledVisit")).Items().Where(task => task.Text("subjectId") == order && task.Text("status") != "closed")];
}
