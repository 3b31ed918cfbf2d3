using ElderCare.Data;
using ElderCare.Data.Seeding;
using ElderCare.MobileApi.Tests.Realtime;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.Tests.HomeServices;

/// <summary>A visit from its booking to its line on the provider's statement.</summary>
public sealed class VisitTests
{
    [SkippableTheory, OnBothDatabases]
    public async Task FamilyBooksOneAcceptsTheOtherSeesItGoAndWhatWasServedIsSpent(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        await using var one = await city.HubOf("caregiver1");
        await using var other = await city.HubOf("caregiver2");
        var (seenByOne, seenByOther) = (new VisitEvents(one), new VisitEvents(other));
        await one.Listen();
        await other.Listen();
        var (had, reserved) = await city.Minutes();

        var booked = await city.Book();
        var id = booked.Text("id");
        Assert.Equal(("offered", 60, 0), (booked.Text("state"), booked.Fen("voucherMinutes"), booked.Fen("selfPayFen")));
        Assert.Equal((had, reserved + 60), await city.Minutes());
        var offered = await seenByOne.Next("serviceOrder.offered");
        await seenByOther.Next("serviceOrder.offered");
        Assert.DoesNotContain("海", offered.GetProperty("data").GetRawText(), StringComparison.Ordinal);

        var accepted = await one.InvokeAsync<Dictionary<string, object>>("AcceptOffer", offered.GetProperty("data").Text("id"));
        Assert.Equal("accepted", $"{accepted["state"]}");
        Assert.Equal("withdrawn", (await seenByOther.Next("serviceOrder.offerWithdrawn")).GetProperty("data").Text("state"));
        var refusal = await Assert.ThrowsAsync<HubException>(async () => await other.InvokeAsync<object>("AcceptOffer", await IdOfOfferTo("caregiver2")));
        Assert.Contains("HubException: services.offerTaken ", refusal.Message, StringComparison.Ordinal);

        Assert.Equal("enRoute", (await (await city.As("caregiver1")).Post($"/api/service-orders/{id}/en-route").Body()).Text("state"));
        city.Pass(Duration.FromHours(3));
        Assert.Equal("inService", (await (await city.As("caregiver1")).Post($"/api/service-orders/{id}/check-in", await city.AtTheDoor()).Body()).Text("state"));
        city.Pass(Duration.FromMinutes(40));
        var done = await (await city.As("caregiver1")).Post($"/api/service-orders/{id}/check-out", new { latitude = 37.5, longitude = 122.1, accuracyMetres = 3000 }).Body();
        Assert.Equal(("completed", 40, 30), (done.Text("state"), done.Fen("servedMinutes"), done.Fen("paidMinutes")));
        Assert.Equal((had, reserved + 60), await city.Minutes()); // nothing is spent before it is confirmed

        var confirmed = await (await city.As("family1")).Post($"/api/service-orders/{id}/confirm", new { rating = 5, comment = "很好" }).Body();
        Assert.Equal(("confirmed", 5), (confirmed.Text("state"), confirmed.Fen("rating")));
        Assert.Equal((had - 30, reserved), await city.Minutes());
        var kinds = (await (await city.As("family1")).Read($"/api/seniors/{DemoIds.Senior1}/voucher-entries")).Items().Where(entry => entry.Text("refersTo") == id).Select(entry => entry.Text("kind")).ToList();
        Assert.Contains("minutesHeld", kinds);
        Assert.Contains("minutesSpent", kinds);
        Assert.Contains("minutesReleased", kinds);
        using var db = city.Get<CityDatabase>().Read();
        var line = await db.StatementLines.SingleAsync(line => line.OrderId == Guid.Parse(id));
        Assert.Equal((DemoIds.Provider1, 30, 1_500, 0), (line.ProviderId, line.VoucherMinutes, line.AmountFen, line.SelfPayFen));
        Assert.Equal(0, (await (await city.As("auditor1")).Read("/api/ledger/trial-balance")).Fen("mismatchedAccounts"));

        async Task<string> IdOfOfferTo(string userName)
        {
            using var offers = city.Get<CityDatabase>().Read();
            var worker = DemoIds.Worker(userName);
            return $"{(await offers.ServiceOffers.SingleAsync(offer => offer.OrderId == Guid.Parse(id) && offer.CaregiverId == worker)).Id}";
        }
    }

    [SkippableTheory, OnBothDatabases]
    public async Task ACancelledVisitGivesMinutesAndTimeBackOnce(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var before = await city.Minutes();
        var id = await city.Taken();
        var family = await city.As("family1");
        Assert.Equal("cancelled", (await family.Post($"/api/service-orders/{id}/cancel", new { reason = "去女儿家" }).Body()).Text("state"));
        await family.Post($"/api/service-orders/{id}/cancel").ShouldBeProblem(409, "services.notPossible");
        Assert.Equal(before, await city.Minutes());
        await city.Taken(); // the same time is free again, of both

        city.Pass(Duration.FromHours(2));
        family = await city.As("family1");
        var late = (await family.Read("/api/service-orders?state=accepted")).Items().Single().Text("id");
        await family.Post($"/api/service-orders/{late}/cancel").ShouldBeProblem(409, "services.tooLateToCancel");
        Assert.Equal("cancelled", (await (await city.As("agent1")).Post($"/api/service-orders/{late}/cancel").Body()).Text("state"));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task WhatCannotBeBookedIsRefusedAndNothingIsHeld(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var family = await city.As("family1");
        var before = await city.Minutes();
        var now = city.Clock.GetCurrentInstant();
        async Task Refused(int status, string code, string field, params (string, object?)[] changes) => await family.Post("/api/service-orders", city.Wish(changes)).ShouldBeProblem(status, code, field);

        await Refused(400, "request.invalid", "minutes", ("minutes", null));
        await Refused(400, "request.invalid", "minutes", ("minutes", 0));
        await Refused(400, "request.invalid", "serviceItemId", ("serviceItemId", Guid.NewGuid()));
        await Refused(409, "services.minutes", "minutes", ("minutes", 5));
        await Refused(409, "services.minutes", "minutes", ("minutes", 100_000));
        await Refused(409, "services.inPast", "startsAt", ("startsAt", $"{now - Duration.FromMinutes(1)}"));
        await Refused(409, "services.tooFarAhead", "startsAt", ("startsAt", $"{now + Duration.FromDays(400)}"));
        await Refused(400, "request.invalid", "preferredWorkerId", ("preferredWorkerId", Guid.NewGuid()));
        await (await city.As("family2")).Post("/api/service-orders", city.Wish()).ShouldBeProblem(404, "notFound");
        Assert.Equal(before, await city.Minutes());

        await city.Book();
        await Refused(409, "services.overlaps", "startsAt", ("startsAt", $"{now + Duration.FromHours(3.5)}"));
        Assert.Equal((before.Balance, before.Reserved + 60), await city.Minutes());
        var rest = before.Balance - before.Reserved - 60;
        for (var hour = 5; rest > 0; hour += 9)
        {
            var minutes = Math.Min(rest, 480);
            await city.Book(("startsAt", $"{now + Duration.FromHours(hour)}"), ("minutes", minutes));
            rest -= minutes;
        }
        await Refused(409, "vouchers.notEnough", "minutes", ("startsAt", $"{now + Duration.FromHours(100)}"));
        var paid = await city.Book(("startsAt", $"{now + Duration.FromHours(100)}"), ("acceptSelfPay", true));
        Assert.Equal((0, 3_000), (paid.Fen("voucherMinutes"), paid.Fen("selfPayFen")));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task ProofIsTakenInOrderFromWhoComesAndOddOnesAreMarked(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var id = await city.Taken();
        var (caregiver, stranger) = (await city.As("caregiver1"), await city.As("caregiver2"));
        await stranger.Post($"/api/service-orders/{id}/check-in").ShouldBeProblem(404, "notFound");
        await caregiver.Post($"/api/service-orders/{id}/check-out").ShouldBeProblem(409, "services.notCheckedIn");
        await caregiver.Post($"/api/service-orders/{id}/check-in", new { latitude = 91, longitude = 122 }).ShouldBeProblem(400, "request.invalid", "latitude");
        await caregiver.Post($"/api/service-orders/{id}/check-in", new { occurredAt = $"{city.Clock.GetCurrentInstant() - Duration.FromDays(400)}" }).ShouldBeProblem(409, "services.tooLate", "occurredAt");
        await caregiver.Post($"/api/service-orders/{id}/check-in", new { occurredAt = $"{city.Clock.GetCurrentInstant() + Duration.FromHours(1)}" }).ShouldBeProblem(409, "services.clockAhead", "occurredAt");

        city.Pass(Duration.FromHours(3) + Duration.FromMinutes(40));
        caregiver = await city.As("caregiver1");
        var began = city.Clock.GetCurrentInstant() - Duration.FromMinutes(40);
        await caregiver.Post($"/api/service-orders/{id}/check-in", new { latitude = 36.0, longitude = 120.0, accuracyMetres = 10, mockLocation = true, code = "000000x", occurredAt = $"{began}" }).Body();
        await caregiver.Post($"/api/service-orders/{id}/check-in").ShouldBeProblem(409, "services.alreadyCheckedIn");
        await caregiver.Post($"/api/service-orders/{id}/check-out", new { occurredAt = $"{began - Duration.FromMinutes(1)}" }).ShouldBeProblem(409, "services.outBeforeIn", "occurredAt");
        var done = await caregiver.Post($"/api/service-orders/{id}/check-out").Body();
        Assert.Equal((40, 30), (done.Fen("servedMinutes"), done.Fen("paidMinutes"))); // the device's time counts

        var flags = (await (await city.As("district1")).Read($"/api/service-orders/{id}")).GetProperty("flags").EnumerateArray().Select(flag => flag.GetString()!).Order();
        Assert.Equal(["mockLocation", "noCode", "noPlace", "outsideFence", "sentLate"], flags);
        Assert.False((await (await city.As("family1")).Read($"/api/service-orders/{id}")).TryGetProperty("flags", out _));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task NobodyHomeBringsSomebodyToLookAndDisputesAreDecided(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var before = await city.Minutes();
        var id = await city.Taken();
        city.Pass(Duration.FromHours(3) + Duration.FromMinutes(14));
        await (await city.As("caregiver1")).Post($"/api/service-orders/{id}/nobody-home", new { reason = "敲门十五分钟" }).ShouldBeProblem(409, "services.tooEarly", "occurredAt");
        city.Pass(Duration.FromMinutes(1));
        await (await city.As("caregiver1")).Post($"/api/service-orders/{id}/nobody-home", new { reason = "敲门十五分钟" }).Body();
        Assert.Equal(before, await city.Minutes());
        Assert.Contains((await (await city.As("community1")).Read("/api/tasks?kind=welfareCheck")).Items(), task => task.Text("subjectId") == id);

        var served = await city.Served();
        var family = await city.As("family1");
        await family.Post($"/api/service-orders/{served}/confirm", new { rating = 6 }).ShouldBeProblem(400, "request.invalid", "rating");
        Assert.Equal("disputed", (await family.Post($"/api/service-orders/{served}/dispute", new { reason = "只来了二十分钟" }).Body()).Text("state"));
        Assert.Equal((before.Balance, before.Reserved + 60), await city.Minutes());
        var officer = await city.As("district1");
        await (await city.As("provider1")).Post($"/api/service-orders/{served}/correct", new { minutes = 60, reason = "x" }).ShouldBeProblem(403, "auth.forbidden");
        await officer.Post($"/api/service-orders/{served}/correct", new { minutes = 61, reason = "x" }).ShouldBeProblem(400, "request.invalid", "minutes");
        Assert.Equal("confirmed", (await officer.Post($"/api/service-orders/{served}/correct", new { minutes = 30, reason = "核实为三十分钟" }).Body()).Text("state"));
        Assert.Equal((before.Balance - 30, before.Reserved), await city.Minutes());
        await officer.Post($"/api/service-orders/{served}/correct", new { minutes = 0, reason = "录像证明没有来" }).Body();
        Assert.Equal(before, await city.Minutes());
        using var db = city.Get<CityDatabase>().Read();
        var lines = (await db.StatementLines.Where(line => line.OrderId == Guid.Parse(served)).ToListAsync()).OrderBy(line => line.Number).Select(line => (line.Number, line.VoucherMinutes, line.AmountFen));
        Assert.Equal([(1, 30, 1_500), (2, -30, -1_500)], lines);
    }

    [SkippableTheory, OnBothDatabases]
    public async Task TimeConfirmsWhatNobodySpeaksOf(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var before = await city.Minutes();
        var id = await city.Served();
        city.Pass(Duration.FromHours(48));
        await city.RunTimers();
        Assert.Equal("confirmed", (await (await city.As("caregiver1")).Read($"/api/service-orders/{id}")).Text("state"));
        Assert.Equal((before.Balance - 60, before.Reserved), await city.Minutes());
    }
}
