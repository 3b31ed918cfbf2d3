using ElderCare.Data;
using ElderCare.Data.Seeding;
using ElderCare.Domain.HomeServices;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.HomeServices;
using ElderCare.MobileApi.Tests.Realtime;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.Tests.HomeServices;

/// <summary>The visits of a day are shared out together.</summary>
public sealed class AssignTogetherTests
{
    private const string District = "371002";
    private static readonly (string, object?) Paid = ("acceptSelfPay", true);

    [SkippableTheory, OnBothDatabases]
    public async Task ASupervisorSeesAPlanWithItsGainAndHasItDone(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var orders = await Booked(city, 4);
        var supervisor = await city.As("supervisor1");

        var plan = await supervisor.Post("/api/service-orders/batch", Ask(District)).Body();
        Assert.Equal((4, 0, false, 4), ((int)plan.Fen("orders"), (int)plan.Fen("left"), plan.GetProperty("applied").GetBoolean(), (int)plan.Fen("oneByOnePlaced")));
        var assignments = plan.GetProperty("assignments").EnumerateArray().ToList();
        Assert.Equal(orders, assignments.Select(one => one.Text("orderId")));
        Assert.All(assignments, one => Assert.False(one.GetProperty("assigned").GetBoolean()));
        Assert.True(plan.GetProperty("travelMinutes").GetDouble() <= plan.GetProperty("oneByOneTravelMinutes").GetDouble());
        Assert.Equal("offered", (await supervisor.Read($"/api/service-orders/{orders[0]}")).Text("state")); // a proposal changes nothing

        var done = await supervisor.Post("/api/service-orders/batch", Ask(District, apply: true)).Body();
        Assert.True(done.GetProperty("applied").GetBoolean());
        foreach (var one in done.GetProperty("assignments").EnumerateArray())
        {
            Assert.True(one.GetProperty("assigned").GetBoolean());
            var order = await supervisor.Read($"/api/service-orders/{one.Text("orderId")}");
            Assert.Equal(("accepted", one.Text("caregiverId")), (order.Text("state"), order.Text("workerId")));
            Assert.All(city.Asked(one.Text("orderId")).Values, state => Assert.Equal(OfferState.Withdrawn, state));
        }
        using var db = city.Get<CityDatabase>().Read();
        Assert.Equal(4, await db.Audit.CountAsync(row => row.Action == "serviceOrder.assigned" && row.Detail == "batch"));
        var again = await supervisor.Post("/api/service-orders/batch", Ask(District, apply: true)).Body();
        Assert.Equal((0, 0), (again.Fen("orders"), again.GetProperty("assignments").GetArrayLength()));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task WhatHasChangedMeanwhileIsLeftAndTold(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var orders = await Booked(city, 2);
        var supervisor = await CallerOf(city, "supervisor1");
        var together = city.Get<AssignTogether>();
        var plan = await together.Propose(TestCity.Today, District, supervisor, default);
        await (await city.As("caregiver1")).Post($"/api/service-offers/{await city.OfferOf(orders[0], "caregiver1")}/accept").Body();

        var done = await together.Apply(plan, supervisor, default);

        Assert.Equal([(orders[0], false, "services.offerTaken"), (orders[1], true, null)], done.Assignments.Select(one => ($"{one.OrderId}", one.Assigned, one.Problem)));
        Assert.Equal(DemoIds.Worker("caregiver1").ToString(), (await (await city.As("supervisor1")).Read($"/api/service-orders/{orders[0]}")).Text("workerId"));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task AManagerSharesOutToTheirOwnWhereTheyHaveAContract(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var order = (await Booked(city, 1)).Single();
        var manager = await city.As("provider1");
        Assert.Equal(0, (await manager.Post("/api/service-orders/batch", Ask(District)).Body()).Fen("orders")); // others may still take it
        city.Clock.Advance(Duration.FromMinutes(3));
        await city.RunTimers();
        Assert.Equal("unfilled", (await (await city.As("supervisor1")).Read($"/api/service-orders/{order}")).Text("state"));

        var done = await manager.Post("/api/service-orders/batch", Ask(District, apply: true)).Body();
        var given = done.GetProperty("assignments").EnumerateArray().Single();
        using var db = city.Get<CityDatabase>().Read();
        Assert.Equal(DemoIds.Provider1, (await db.Caregivers.SingleAsync(one => one.Id == Guid.Parse(given.Text("caregiverId")))).ProviderId);
        Assert.True(given.GetProperty("assigned").GetBoolean());

        foreach (var elsewhere in new[] { "371003", "371000", "000000" }) await manager.Post("/api/service-orders/batch", Ask(elsewhere)).ShouldBeProblem(404, "notFound", "divisionCode");
        await (await city.As("supervisor1")).Post("/api/service-orders/batch", Ask("330302")).ShouldBeProblem(404, "notFound", "divisionCode");
        await manager.Post("/api/service-orders/batch").ShouldBeProblem(400, "request.invalid", "date");
        Assert.Equal(403, (int)(await (await city.As("caregiver1")).Post("/api/service-orders/batch", Ask(District))).StatusCode);
    }

    private static object Ask(string division, bool apply = false) => new { date = "2026-11-23", divisionCode = division, apply };

    /// <summary>Visits of as many people, half an hour after each other; answers them in the order of time.</summary>
    private static async Task<IReadOnlyList<string>> Booked(TestCity city, int count)
    {
        using var db = city.Get<CityDatabase>().Read();
        var people = await db.Seniors.Where(senior => senior.ResidenceDivision == "371002001" && senior.DiedOn == null && !db.Absences.Any(absence => absence.SeniorId == senior.Id)).OrderBy(senior => senior.Id).Take(count).ToListAsync();
        var community = await city.As("community1");
        var orders = new List<string>();
        foreach (var senior in people)
        {
            var at = city.Clock.GetCurrentInstant() + Duration.FromHours(2) + Duration.FromMinutes(30 * orders.Count);
            orders.Add((await community.Post("/api/service-orders", city.Wish(Paid, ("seniorId", senior.Id), ("startsAt", $"{at}"))).Body()).Text("id"));
        }
        return orders;
    }

    private static async Task<Caller> CallerOf(TestCity city, string userName)
    {
        using var db = city.Get<CityDatabase>().Read();
        return city.Get<Callers>().Find((await db.Accounts.SingleAsync(account => account.UserName == userName)).Id)!;
    }
}
