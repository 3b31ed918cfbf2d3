using ElderCare.Data.Vouchers;
using ElderCare.Data.Writing;
using ElderCare.Domain.Shared;
using ElderCare.Domain.Vouchers;
using NodaTime;

namespace ElderCare.MobileApi.Tests.Vouchers;

/// <summary>Minutes held, spent, given back, expired and put right.</summary>
public sealed class VoucherUseTests(SharedCities cities) : IClassFixture<SharedCities>
{
    [SkippableTheory, OnBothDatabases]
    public async Task DrawsTheEarliestExpiryThenTheRestrictedThenTheGeneral(string provider)
    {
        var (city, senior) = await Somebody(provider);
        var never = await city.Grant(senior, 60, type => type with { Expiry = VoucherExpiry.Never, Priority = 99 });
        var general = await city.Grant(senior, 60);
        var restricted = await city.Grant(senior, 60, type => type with { Purposes = ["cleaning"] });
        var yearly = await city.Grant(senior, 60, type => type with { Expiry = VoucherExpiry.EndOfYear });
        var forBaths = await city.Grant(senior, 60, type => type with { Purposes = ["bath"] });
        var order = Guid.CreateVersion7();

        Assert.Equal(200, await city.Hold(senior, order, 200));

        Assert.Equal((0, 60), city.Of(restricted));
        Assert.Equal((0, 60), city.Of(general));
        Assert.Equal((0, 60), city.Of(yearly));
        Assert.Equal((40, 20), city.Of(never));
        Assert.Equal((60, 0), city.Of(forBaths));

        await city.Spend(order, 90);

        Assert.Equal((0, 0), city.Of(restricted));
        Assert.Equal((30, 0), city.Of(general));
        Assert.Equal((60, 0), city.Of(never));
        Assert.Equal(0, await city.HeldBy(order));
        city.MinutesShouldBalance();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task HoldsWhatThereIsAndNothingOfAnotherMonth(string provider)
    {
        var (city, senior) = await Somebody(provider);
        await city.Grant(senior, 45);
        Assert.Equal(45, await city.Hold(senior, Guid.CreateVersion7(), 600));
        Assert.Equal(0, await city.Hold(senior, Guid.CreateVersion7(), 30));

        var other = (await city.AddSeniors(1))[0];
        await city.Grant(other, 45);
        Assert.Equal(0, await city.Hold(other, Guid.CreateVersion7(), 30, CityVouchers.At(12, 1, 0)));
        Assert.Equal(0, await city.Hold(other, Guid.CreateVersion7(), 30, CityVouchers.At(10, 31, 23, 59)));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task AVisitOverMidnightAtTheEndOfAMonthChargesTheMonthOfItsStart(string provider)
    {
        await using var city = await Alone(provider);
        var senior = (await city.AddSeniors(1))[0];
        var november = await city.Grant(senior, 60);
        var december = await city.Grant(senior, 60, month: new(2026, 12, 1));
        var order = Guid.CreateVersion7();
        Assert.Equal(50, await city.Hold(senior, order, 50, CityVouchers.At(11, 30, 23, 40)));
        city.Clock.Reset(CityVouchers.At(12, 1, 0, 30));
        await city.Expire();
        Assert.Equal((0, 50), city.Of(november));

        await city.Spend(order, 50);

        Assert.Equal((0, 0), city.Of(november));
        Assert.Equal((60, 0), city.Of(december));
        city.MinutesShouldBalance();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task WhatIsReleasedAfterItsMonthExpiresAtOnce(string provider)
    {
        await using var city = await Alone(provider);
        var senior = (await city.AddSeniors(1))[0];
        var voucher = await city.Grant(senior, 60);
        var (late, swept) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await city.Hold(senior, late, 20, CityVouchers.At(11, 30, 20));
        await city.Hold(senior, swept, 30, CityVouchers.At(11, 30, 20));
        city.Clock.Reset(CityVouchers.At(12, 1, 8));

        await city.Release(late); // before the timer came round
        await city.Release(late);
        Assert.Equal((0, 30), city.Of(voucher));
        await city.Expire();
        await city.Release(swept);

        Assert.Equal((0, 0), city.Of(voucher));
        Assert.Equal(60, (await city.Entries(senior)).Where(entry => entry.Text("kind") == "minutesExpired").Sum(entry => -entry.Fen("minutes")));
        city.MinutesShouldBalance();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task WhatIsLeftIsCarriedOverOnceWhereTheTypeSaysSo(string provider)
    {
        await using var city = await Alone(provider);
        var senior = (await city.AddSeniors(1))[0];
        await city.Grant(senior, 60, type => type with { CarryOver = true });
        var order = Guid.CreateVersion7();
        await city.Hold(senior, order, 20, CityVouchers.At(11, 30, 20));
        city.Clock.Reset(CityVouchers.At(12, 1, 8));
        await city.Expire();
        await city.Release(order);

        var december = Assert.Single(await city.Vouchers(senior));
        Assert.Equal((60, "2026-12-31"), (december.Fen("balanceMinutes"), december.Text("expiresOn")));
        Assert.Equal(60, await city.Hold(senior, Guid.CreateVersion7(), 90, CityVouchers.At(12, 2, 8)));
        city.Clock.Reset(CityVouchers.At(12, 31, 23, 59));
        await city.Expire();
        Assert.Single(await city.Vouchers(senior, "city1"));
        city.MinutesShouldBalance();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task ReleasingTwiceIsAsOnceAndSpendingMoreThanIsHeldSpendsNothing(string provider)
    {
        var (city, senior) = await Somebody(provider);
        var voucher = await city.Grant(senior, 60);
        var order = Guid.CreateVersion7();
        await city.Hold(senior, order, 30);

        Assert.Equal("vouchers.notHeld", (await Assert.ThrowsAsync<RuleViolation>(() => city.Spend(order, 31))).Code);
        Assert.Equal((30, 30), city.Of(voucher));
        await city.Release(order);
        await city.Release(order);
        Assert.Equal((60, 0), city.Of(voucher));
        await city.Release(Guid.CreateVersion7());
        Assert.Equal("vouchers.notHeld", (await Assert.ThrowsAsync<RuleViolation>(() => city.Spend(order, 1))).Code);
        city.MinutesShouldBalance();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task PutsWhatWasSpentRightByNewPostings(string provider)
    {
        var (city, senior) = await Somebody(provider);
        var voucher = await city.Grant(senior, 100);
        var order = Guid.CreateVersion7();
        await city.Hold(senior, order, 60);
        await city.Spend(order, 60);

        await city.Correct(order, 30);
        Assert.Equal((70, 0), city.Of(voucher));
        await city.Correct(order, 90);
        Assert.Equal((10, 0), city.Of(voucher));
        Assert.Equal("vouchers.notEnoughMinutes", (await Assert.ThrowsAsync<RuleViolation>(() => city.Correct(order, 101))).Code);
        Assert.Equal((10, 0), city.Of(voucher));
        await city.Correct(order, 0);
        await city.Correct(order, 100);
        Assert.Equal((0, 0), city.Of(voucher));

        var entries = await city.Entries(senior);
        Assert.All(entries.Where(entry => entry.Text("kind").EndsWith(".reversed", StringComparison.Ordinal)), entry => Assert.Contains(entries, other => other.Text("id") == entry.Text("reversalOf")));
        Assert.Equal(3, entries.Count(entry => entry.Text("kind") == "minutesSpent.reversed"));
        Assert.All(entries.Where(entry => entry.Text("kind") is "minutesSpent" or "minutesHeld"), entry => Assert.Equal(order.ToString(), entry.Text("refersTo")));
        Assert.Equal("vouchers.notSpent", (await Assert.ThrowsAsync<RuleViolation>(() => city.Correct(Guid.CreateVersion7(), 5))).Code);
        city.MinutesShouldBalance();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task OfTwoHundredWhoWantTheLastThirtyMinutesExactlyOneGetsThem(string provider)
    {
        var (city, senior) = await Somebody(provider);
        var voucher = await city.Grant(senior, 30);
        var orders = Enumerable.Range(0, 200).Select(_ => Guid.CreateVersion7()).ToList();

        var held = await Task.WhenAll(orders.Select(order => city.Hold(senior, order, 30)));

        Assert.Equal(30, Assert.Single(held, minutes => minutes > 0));
        Assert.Equal((0, 30), city.Of(voucher));
        await Task.WhenAll(orders.Select(async (order, at) => await (held[at] > 0 ? city.Spend(order, 30) : city.Release(order))));
        Assert.Equal((0, 0), city.Of(voucher));
        city.MinutesShouldBalance();
    }

    private async Task<(TestCity City, Guid Senior)> Somebody(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        return (city, (await city.AddSeniors(1))[0]);
    }

    private static Task<TestCity> Alone(string provider)
    {
        Needs.Database(provider);
        return TestCity.Start(provider);
    }
}
