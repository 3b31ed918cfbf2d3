using ElderCare.Data.Seeding;
using ElderCare.Domain.HomeServices;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Tests.Realtime;
using ElderCare.MobileApi.Tests.Vouchers;
using NodaTime;
using static ElderCare.MobileApi.Tests.HomeServices.CityPlans;

namespace ElderCare.MobileApi.Tests.HomeServices;

/// <summary>Visits that are booked week after week by themselves, once each.</summary>
public sealed class ServicePlanTests
{
    [SkippableTheory, OnBothDatabases]
    public async Task EachVisitIsBookedAWeekAheadOnceHoweverOftenAndOnWhicheverNode(string provider)
    {
        Needs.Database(provider);
        await using var database = await TestDatabase.Copy(provider);
        await using var city = TestCity.Start(database);
        await using var second = provider == "Sqlite" ? null : TestCity.Start(database); // SQLite belongs to one program
        var other = second ?? city;
        var before = await city.Minutes();
        var plan = (await (await city.As("family1")).Post("/api/service-plans", Weekly([1, 2, 5])).Body()).GetProperty("id").GetGuid();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => (i % 2 == 0 ? city : other).Look(plan))));

        // Monday noon: this Monday's 9:00 is over, the next one's is a week ahead.
        Assert.Equal(["11-24 stands", "11-27 stands", "11-30 stands"], await city.VisitsOf());
        Assert.Equal((before.Balance, before.Reserved + 180), await city.Minutes());
        var seen = await city.SeenBy(plan);
        Assert.Equal([("2026-11-30T01:00:00Z", "booked"), ("2026-11-27T01:00:00Z", "booked"), ("2026-11-24T01:00:00Z", "booked")], seen.Select(visit => (visit.Text("startsAt"), visit.Text("outcome"))));
        var order = await (await city.As("family1")).Read($"/api/service-orders/{seen[0].Text("orderId")}");
        Assert.Equal((plan.ToString(), 60, 0), (order.Text("planId"), order.Fen("voucherMinutes"), order.Fen("selfPayFen")));
        city.MinutesShouldBalance();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task WhatAPersonCancelsStaysCancelled(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var plan = await city.Plan(Weekly([2, 3]));
        var tuesday = (await city.SeenBy(plan))[^1].Text("orderId");
        await (await city.As("family1")).Post($"/api/service-orders/{tuesday}/cancel").Body();
        await city.Look(plan);
        Assert.Equal(["11-24 cancelled", "11-25 stands"], await city.VisitsOf());
    }

    [SkippableTheory, OnBothDatabases]
    public async Task AVisitOfTheNextMonthWaitsForItsMinutes(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        city.Clock.Reset(CityVouchers.At(11, 27, 12));
        var plan = await city.Plan(Weekly([1, 2], ("acceptSelfPay", true))); // who would pay need not pay what the next grant pays
        Assert.Equal(["11-30 stands"], await city.VisitsOf());
        Assert.Single(await city.SeenBy(plan));

        city.Clock.Reset(CityVouchers.At(11, 30, 12));
        await city.RunTimers();
        Assert.Equal(CityVouchers.At(12, 1, 6), await city.Look(plan));
        Assert.Equal(["11-30 cancelled"], await city.VisitsOf()); // nobody was found for it
        city.Clock.Reset(CityVouchers.At(12, 1, 5)); // grants begin at midnight
        await city.Grant(DemoIds.Senior1, 300, month: new(2026, 12, 1));
        city.Clock.Reset(CityVouchers.At(12, 1, 6));
        await city.Look(plan);

        Assert.Equal(["11-30 cancelled", "12-01 stands", "12-07 stands", "12-08 stands"], await city.VisitsOf());
        var newest = await (await city.As("agent1")).Read($"/api/service-orders/{(await city.SeenBy(plan))[0].Text("orderId")}");
        Assert.Equal((60, 0), (newest.Fen("voucherMinutes"), newest.Fen("selfPayFen")));
        Assert.Empty(city.NotBooked(DemoIds.Senior1Phone));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task WhoHasNoVouchersAndPaysWaitsForNothing(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var person = (await city.AddSeniors(1))[0];
        city.Clock.Reset(CityVouchers.At(11, 27, 12));
        await city.Plan(Weekly([2], ("seniorId", person), ("acceptSelfPay", true)));
        Assert.Equal(["12-01 stands"], await city.VisitsOf(person));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task WhatCannotBeBookedIsSkippedToldOnceAndTriedAgain(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var (balance, reserved) = await city.Minutes();
        var plan = await city.Plan(Weekly([], ("slots", new[] { Slot(2, "08:00", 480), Slot(3, "08:00", 480) })));
        Assert.InRange(balance - reserved, 480, 959);
        for (var i = 0; i < 3; i++) await city.Look(plan);
        Assert.Equal(["11-24 stands"], await city.VisitsOf());
        var skipped = (await city.SeenBy(plan))[0];
        Assert.Equal(("skipped", "vouchers.notEnough"), (skipped.Text("outcome"), skipped.Text("reason")));
        foreach (var phone in new[] { DemoIds.Senior1Phone, DemoIds.Family1Phone })
        {
            var text = Assert.Single(city.NotBooked(phone));
            foreach (var word in new[] { "11月25日 8:00 的助洁", "时长券只剩" }) Assert.Contains(word, text, StringComparison.Ordinal);
        }

        await (await city.As("district1")).Post("/api/voucher-grants", new { seniorId = DemoIds.Senior1, programmeCode = CityVouchers.Programme, minutes = 480, reason = "临时加时" }).Body();
        await city.RunTimers(); // it is tried at once
        Assert.Equal(["11-24 stands", "11-25 stands"], await city.VisitsOf());
        Assert.Equal("booked", (await city.SeenBy(plan))[0].Text("outcome"));
        Assert.Single(city.NotBooked(DemoIds.Senior1Phone));
        city.MinutesShouldBalance();

        var over = await city.Plan(Weekly([2])); // at the time of the other plan's
        Assert.Equal("services.overlaps", (await city.SeenBy(over))[0].Text("reason"));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task StaffTellWhomNoPhoneReachesUntilItIsBooked(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var person = (await city.AddSeniors(1))[0];
        var plan = await city.Plan(Weekly([2], ("seniorId", person)));
        async Task<int> ToTell() => (await (await city.As("district1")).Read("/api/tasks?kind=callBack&status=open")).Items().Count(task => task.Text("subjectId") == plan.ToString() && task.Text("title").Contains("没有约上", StringComparison.Ordinal));
        Assert.Equal(1, await ToTell());
        await city.Grant(person, 60);
        await city.Look(plan);
        Assert.Equal(["11-24 stands"], await city.VisitsOf(person));
        Assert.Equal(0, await ToTell());
    }

    [SkippableTheory, OnBothDatabases]
    public async Task AnAbsenceCallsOffItsVisitsTellsOnceAndTheReturnBooksThemAgain(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var before = await city.Minutes();
        var plan = await city.Plan(Weekly([2, 3, 6]));
        var community = await city.As("community1");
        var absence = (await community.Post($"/api/seniors/{DemoIds.Senior1}/absences", new { kind = "hospital", validFrom = "2026-11-24", validTo = "2026-11-27", source = "医院通知" }).Body()).Text("id");
        await city.RunTimers();
        Assert.Equal(["11-24 cancelled", "11-25 cancelled", "11-28 stands"], await city.VisitsOf());
        Assert.Equal((before.Balance, before.Reserved + 60), await city.Minutes());
        var told = Assert.Single(city.NotBooked(DemoIds.Family1Phone));
        Assert.Contains("登记不在家", told, StringComparison.Ordinal);
        Assert.DoesNotContain("医院", told, StringComparison.Ordinal);

        await community.Post($"/api/seniors/{DemoIds.Senior1}/absences/{absence}/withdraw", new { source = "没有住院" }).Body();
        await city.RunTimers();
        Assert.Equal(["11-24 cancelled", "11-24 stands", "11-25 cancelled", "11-25 stands", "11-28 stands"], await city.VisitsOf());
        Assert.Equal((before.Balance, before.Reserved + 180), await city.Minutes());
        Assert.All(await city.SeenBy(plan), visit => Assert.Equal("booked", visit.Text("outcome")));
        Assert.Single(city.NotBooked(DemoIds.Family1Phone));
        city.MinutesShouldBalance();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task ADeathStopsItAndOneThatWasReportedWronglyDoesNot(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var plan = await city.Plan(Weekly([2]));
        var community = await city.As("community1");
        await community.Post($"/api/seniors/{DemoIds.Senior1}/death", new { diedOn = "2026-11-23", source = "家属报告" }).Body();
        await city.RunTimers();
        Assert.Equal(CityClock.At(new(2026, 11, 24), new(6, 0)), await city.Look(plan));
        Assert.Equal(["11-24 cancelled"], await city.VisitsOf());
        await community.Post("/api/service-plans", Weekly([4])).ShouldBeProblem(409, "people.deceased", "seniorId");

        await community.Post($"/api/seniors/{DemoIds.Senior1}/death/revoke", new { source = "本人到场" }).Body();
        await city.RunTimers();
        Assert.Equal(["11-24 cancelled", "11-24 stands"], await city.VisitsOf());
    }

    [SkippableTheory, OnBothDatabases]
    public async Task ItIsBookedWithTheRightsThatWhoOrderedHasThen(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var person = (await city.AddSeniors(1))[0];
        await city.Link("family2", person, FamilyRights.Order, TestCity.Noon + Duration.FromHours(1));
        var plan = await city.Plan(Weekly([2], ("seniorId", person), ("acceptSelfPay", true)), "family2");
        Assert.Equal(["11-24 stands"], await city.VisitsOf(person));

        city.Clock.Reset(CityVouchers.At(11, 24, 12));
        await city.Look(plan);
        Assert.Equal(["11-24 stands"], await city.VisitsOf(person));
        Assert.Equal("servicePlans.ordererGone", (await city.SeenBy(plan))[0].Text("reason"));

        await city.With(await city.TokenOf("agent1")).Post($"/api/service-plans/{plan}/resume").Body(); // who resumes it orders from then on
        await city.Look(plan);
        Assert.Equal(["11-24 stands", "12-01 stands"], await city.VisitsOf(person));
    }
}
