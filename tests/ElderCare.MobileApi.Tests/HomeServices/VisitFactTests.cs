using ElderCare.Data;
using ElderCare.Data.Seeding;
using ElderCare.Domain.HomeServices;
using ElderCare.MobileApi.Tests.Realtime;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.Tests.HomeServices;

/// <summary>What becomes of visits when something becomes known of their person.</summary>
public sealed class VisitFactTests
{
    [SkippableTheory, OnBothDatabases]
    public async Task AHospitalStayCallsOffTheVisitsOfItsDaysAndNoOther(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var before = await city.Minutes();
        var tomorrow = await city.Taken("caregiver1", ("startsAt", $"{city.Clock.GetCurrentInstant() + Duration.FromHours(24)}"));
        var later = (await city.Book(("startsAt", $"{city.Clock.GetCurrentInstant() + Duration.FromDays(5)}"))).Text("id");
        await (await city.As("community1")).Post($"/api/seniors/{DemoIds.Senior1}/absences", new { kind = "hospital", validFrom = "2026-11-24", validTo = "2026-11-27", source = "医院通知" }).Body();
        await city.RunTimers();
        Assert.Equal((ServiceOrderState.Cancelled, "people.absent"), await StateOf(city, tomorrow));
        Assert.Equal((ServiceOrderState.Offered, null), await StateOf(city, later));
        foreach (var phone in new[] { DemoIds.Senior1Phone, DemoIds.Family1Phone }) Assert.Single(city.MessagesTo(phone), text => text.Contains("登记不在家，11月24日12:00的助洁已取消", StringComparison.Ordinal));
        Assert.Equal((before.Balance, before.Reserved + 60), await city.Minutes());
        await (await city.As("family1")).Post("/api/service-orders", city.Wish(("startsAt", $"{city.Clock.GetCurrentInstant() + Duration.FromHours(25)}"))).ShouldBeProblem(409, "people.absent", "startsAt");
    }

    [SkippableTheory, OnBothDatabases]
    public async Task ADeathCallsOffEveryVisitAndNothingIsBookedAnyMore(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var order = (await city.Book()).Text("id");
        await (await city.As("community1")).Post($"/api/seniors/{DemoIds.Senior1}/death", new { diedOn = "2026-11-23", source = "家属报告" }).Body();
        await city.RunTimers();
        Assert.Equal((ServiceOrderState.Cancelled, "people.deceased"), await StateOf(city, order));
        Assert.Equal(OfferState.Withdrawn, city.Asked(order)[DemoIds.Worker("caregiver1")]);
        await (await city.As("community1")).Post("/api/service-orders", city.Wish()).ShouldBeProblem(409, "people.deceased", "seniorId");
    }

    private static async Task<(ServiceOrderState State, string? Reason)> StateOf(TestCity city, string order)
    {
        using var db = city.Get<CityDatabase>().Read();
        var found = await db.ServiceOrders.AsNoTracking().SingleAsync(row => row.Id == Guid.Parse(order));
        return (found.State, found.Reason);
    }
}
