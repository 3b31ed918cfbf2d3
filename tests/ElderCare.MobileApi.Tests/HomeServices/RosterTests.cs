using ElderCare.Data;
using ElderCare.Data.HomeServices;
using ElderCare.Data.Seeding;
using ElderCare.Domain.HomeServices;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.HomeServices;
using ElderCare.MobileApi.Tests.Realtime;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.Tests.HomeServices;

/// <summary>What dispatch keeps in memory is what the database has.</summary>
public sealed class RosterTests
{
    private static readonly (string, object?) Paid = ("acceptSelfPay", true);

    [SkippableTheory, OnBothDatabases]
    public async Task WhatIsKeptIsWhatTheDatabaseHas(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        Check();
        var order = await city.Taken("caregiver1", Paid);
        Check();
        await (await city.As("caregiver2")).Put("/api/caregivers/me/duty", new { onDuty = false }).Body();
        Check();
        await (await city.As("agent1")).Post($"/api/service-orders/{order}/cancel").Body();
        Check();
        await city.Taken("caregiver1", Paid);
        await (await city.As("caregiver1")).Post("/api/caregivers/me/hand-over", new { reason = "发烧" }).Body();
        Check();

        void Check()
        {
            using var db = city.Get<CityDatabase>().Read();
            var wish = new VisitWish(Guid.NewGuid(), DemoIds.Senior1, "371002001", new(37.5, 122.1), city.Clock.GetCurrentInstant() + Duration.FromHours(3), city.Clock.GetCurrentInstant() + Duration.FromHours(4), null, null, null);
            List<string> places = [.. city.Get<CityFacts>().Divisions.Ancestors(wish.DivisionCode)];
            var kept = city.Get<DispatchReads>().Candidates(wish, places).ToDictionary(one => one.Caregiver.Id);
            Assert.True(kept.Count > 20);
            foreach (var (id, one) in kept)
            {
                var now = DispatchReads.CandidateNow(db, wish, places, id);
                Assert.Equal((now.HasContract, now.IsInArea, now.IsOnLeave, now.IsBarred, now.Caregiver.IsOnDuty), (one.HasContract, one.IsInArea, one.IsOnLeave, one.IsBarred, one.Caregiver.IsOnDuty));
                Assert.Equal(now.Visits.OrderBy(visit => visit.StartsAt), one.Visits.OrderBy(visit => visit.StartsAt));
            }
        }
    }

    [SkippableFact]
    public async Task WhatChangesOnOneNodeIsKnownOnTheOther()
    {
        Needs.Database("PostgreSql");
        await using var database = await TestDatabase.Copy("PostgreSql");
        await using var one = TestCity.Start(database);
        await using var other = TestCity.Start(database);
        var worker = DemoIds.Worker("caregiver1");
        Assert.Contains(worker, Ranked(other));
        await one.Taken("caregiver1", Paid);
        await CaughtUp(other);
        Assert.DoesNotContain(worker, Ranked(other)); // has a visit then
        Assert.Contains(DemoIds.Worker("caregiver2"), Ranked(other));
        await (await one.As("caregiver2")).Put("/api/caregivers/me/duty", new { onDuty = false }).Body();
        await CaughtUp(other);
        Assert.DoesNotContain(DemoIds.Worker("caregiver2"), Ranked(other));
    }

    private static IEnumerable<Guid> Ranked(TestCity city)
    {
        var at = city.Clock.GetCurrentInstant() + Duration.FromHours(3);
        var wish = new VisitWish(Guid.NewGuid(), Guid.NewGuid(), "371002001", new(37.5, 122.1), at, at + Duration.FromHours(1), null, null, null);
        return city.Get<OfferVisits>().Rank(wish).Select(one => one.CaregiverId);
    }

    private static Task CaughtUp(TestCity city) => city.Pumped(city.Get<CityDatabase>().Read(sql => sql.Query("""SELECT MAX("Sequence") FROM "Events" """, row => row.GetInt64(0))[0]));
}
