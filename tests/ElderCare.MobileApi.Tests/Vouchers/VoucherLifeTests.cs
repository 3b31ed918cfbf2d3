using ElderCare.Data;
using ElderCare.Domain.Access;
using ElderCare.Domain.Ledger;
using ElderCare.Domain.Vouchers;
using ElderCare.MobileApi.Tests.CallCentre;
using ElderCare.MobileApi.Tests.People;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.Tests.Vouchers;

/// <summary>What becomes of vouchers when people die, inherit, or turn out to be one.</summary>
public sealed class VoucherLifeTests(SharedCities cities) : IClassFixture<SharedCities>
{
    [SkippableTheory, OnBothDatabases]
    public async Task ADeathLetsThemLapseAndAWrongReportBringsThemBack(string provider)
    {
        var city = await Shared(provider);
        var senior = (await city.AddSeniors(1))[0];
        var voucher = await city.Grant(senior, 100);
        var stays = await city.Grant(senior, 40, type => type with { OnDeath = VoucherOnDeath.StopFromNextMonth });
        var order = Guid.CreateVersion7();
        await city.Hold(senior, order, 30);

        await city.Record(senior, "death", new { diedOn = "2026-11-22", source = "公安比对" });
        Assert.Equal((0, 30), city.Of(voucher));
        Assert.Equal((40, 0), city.Of(stays));
        await city.Release(order); // the visit is called off
        Assert.Equal((0, 0), city.Of(voucher));
        Assert.Equal(0, await city.Hold(senior, Guid.CreateVersion7(), 30, service: "bath") - 30);

        await (await city.As("city1")).Post($"/api/seniors/{senior}/death/revoke", new { source = "本人到场" }).Body();
        Assert.Equal((100, 0), city.Of(voucher));
        Assert.Equal(60, await city.Hold(senior, Guid.CreateVersion7(), 60));
        Assert.Equal(2, (await city.Entries(senior)).Count(entry => entry.Text("kind") == "minutesVoided.reversed"));
        city.MinutesShouldBalance();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task AnHeirWhomAnOfficerNamesGetsWhatIsInheritable(string provider)
    {
        var city = await Shared(provider);
        var (senior, heir) = ((await city.AddSeniors(1))[0], (await city.AddSeniors(1))[0]);
        var voucher = await city.Grant(senior, 100, type => type with { OnDeath = VoucherOnDeath.Inherit, Expiry = VoucherExpiry.Never });
        var order = Guid.CreateVersion7();
        await city.Hold(senior, order, 30);
        var officer = await city.As("city1");
        var heritage = new { heirId = heir, reason = "公证书" };
        await officer.Post($"/api/seniors/{senior}/vouchers/inherit", heritage).ShouldBeProblem(409, "people.notDeceased");
        await city.Record(senior, "death", new { diedOn = "2026-11-22", source = "公安比对" });
        await officer.Post($"/api/seniors/{senior}/vouchers/inherit", new { heirId = Guid.NewGuid(), reason = "公证书" }).ShouldBeProblem(404, "notFound", "heirId");

        Assert.Equal(70, (await officer.Post($"/api/seniors/{senior}/vouchers/inherit", heritage).Body()).Fen("minutes"));
        await city.Release(order);
        var inherited = Assert.Single(await city.Vouchers(heir));
        Assert.Equal(100, inherited.Fen("balanceMinutes"));
        Assert.False(inherited.TryGetProperty("expiresOn", out _));
        Assert.Equal((0, 0), city.Of(voucher));
        Assert.Equal(40, await city.Hold(heir, Guid.CreateVersion7(), 40));

        await officer.Post($"/api/seniors/{senior}/death/revoke", new { source = "本人到场" }).Body();
        Assert.Equal(60, city.Of(voucher).Free); // what the heir has booked stays booked
        await city.Record(senior, "death", new { diedOn = "2026-11-22", source = "公安比对" });
        var other = (await city.AddSeniors(1))[0];
        Assert.Equal(60, (await officer.Post($"/api/seniors/{senior}/vouchers/inherit", new { heirId = other, reason = "新公证书" }).Body()).Fen("minutes"));
        Assert.Equal(60, Assert.Single(await city.Vouchers(other)).Fen("balanceMinutes"));
        city.MinutesShouldBalance();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task AVisitThatIsFoundLongerAfterADeathIsPaidAndNothingIsGivenTwiceWhenThePersonLives(string provider)
    {
        var city = await Shared(provider);
        var senior = (await city.AddSeniors(1))[0];
        var voucher = await city.Grant(senior, 120);
        var order = Guid.CreateVersion7();
        await city.Hold(senior, order, 60);
        await city.Spend(order, 30);
        await city.Record(senior, "death", new { diedOn = "2026-11-22", source = "公安比对" });
        await city.Correct(order, 60);
        await Assert.ThrowsAsync<ElderCare.Domain.Shared.RuleViolation>(() => city.Correct(order, 61)); // more than it ever held
        await (await city.As("city1")).Post($"/api/seniors/{senior}/death/revoke", new { source = "本人到场" }).Body();
        Assert.Equal((60, 0), city.Of(voucher));
        city.MinutesShouldBalance();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task TheVouchersOfAMergedRecordGoWithItAndAreBookedOn(string provider)
    {
        var city = await Shared(provider);
        var people = await city.AddSeniors(2, age: 91);
        var (stays, goes) = (people[0], people[1]);
        await (await city.As("city1")).Post("/api/voucher-grants/run", new { programmeCode = CityVouchers.Programme, month = "2026-11" }).Body();
        var voucher = await city.Grant(goes, 60, type => type with { Purposes = ["cleaning"] });
        var order = Guid.CreateVersion7();
        await city.Hold(goes, order, 50);

        await (await city.As("district1")).Post($"/api/seniors/{stays}/merge", new { otherId = goes, reason = "同一人" }).Body();

        Assert.Equal(60 + 900 + 900, (await city.Vouchers(stays)).Sum(one => one.Fen("balanceMinutes")));
        Assert.Empty(await city.Vouchers(goes));
        await city.Spend(order, 50);
        Assert.Equal((10, 0), city.Of(voucher));
        Assert.Contains((await (await city.As("city1")).Read($"/api/ledger/accounts?owner={stays}&limit=200")).Items(), account => account.Text("kind") == "voucherMinutes" && account.Fen("balance") == 10);
        Assert.Contains((await (await city.As("district1")).Read("/api/tasks?kind=review&limit=200")).Items(), task => task.Text("title").Contains("服务时长发了两次", StringComparison.Ordinal));
        var again = await (await city.As("city1")).Post("/api/voucher-grants/run", new { programmeCode = CityVouchers.Programme, month = "2026-11" }).Body();
        Assert.Equal(0, again.Fen("granted"));
        city.MinutesShouldBalance();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task TheCardOfACallShowsTheMinutes(string provider)
    {
        await using var city = await Alone(provider);
        var (senior, phone) = await city.AddCaller();
        await city.Grant(senior, 90);
        await city.Hold(senior, Guid.CreateVersion7(), 25);
        var id = await city.Ring(phone);
        var agent = await city.As("agent1");
        await agent.Post($"/api/calls/{id}/claim").Body();
        Assert.Equal(65, (await agent.Call(id)).GetProperty("people")[0].Fen("voucherMinutes"));
    }

    private Task<TestCity> Shared(string provider)
    {
        Needs.Database(provider);
        return cities.On(provider);
    }

    private static Task<TestCity> Alone(string provider)
    {
        Needs.Database(provider);
        return TestCity.Start(provider);
    }
}
