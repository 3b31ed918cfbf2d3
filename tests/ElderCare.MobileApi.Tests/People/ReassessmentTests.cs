using ElderCare.Data;
using ElderCare.Data.Seeding;
using ElderCare.Data.Writing;
using ElderCare.Domain.Funding;
using ElderCare.Domain.Ledger;
using ElderCare.Domain.Meals;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Meals;
using ElderCare.MobileApi.Tests.Funding;
using ElderCare.MobileApi.Tests.Realtime;
using ElderCare.MobileApi.Timers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ElderCare.MobileApi.Tests.People;

/// <summary>Facts that change again: dry funds, merged records, changed rules and changed terms of funds meanwhile.</summary>
public sealed class ReassessmentTests
{
    private const string Hardship = "destituteScattered";
    private static readonly string Canteen = DemoIds.Canteen1.ToString();

    [SkippableTheory, OnBothDatabases]
    public async Task Case26_WhatALateGrantOverdrewIsRepaidWhenTheGrantIsTakenBack(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var senior = (await city.AddSeniors(1))[0];
        await city.Collect(await city.Order(await city.Lunch(10, 1500), senior));
        await city.LeaveInFund(CityRegistry.CityFund, "371000", 50);
        var granted = await city.Record(senior, "categories", new { category = Hardship, validFrom = TestCity.Today.PlusDays(-20).Iso(), source = "通知" });
        Assert.Equal((0, -250), (city.Balance(AccountKind.Fund, CityRegistry.CityFund), city.Balance(AccountKind.FundOverdraft, CityRegistry.CityFund)));

        await city.Record(senior, $"categories/{granted.Text("id")}/withdraw", new { source = "弄错了" });

        Assert.Equal((50, 0), (city.Balance(AccountKind.Fund, CityRegistry.CityFund), city.Balance(AccountKind.FundOverdraft, CityRegistry.CityFund)));
        Assert.Equal(0, city.Balance(AccountKind.SeniorAdjustment, senior));
        city.BooksShouldBalance();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case26_WhatARevokedDeathOverdrewIsRepaidWhenItIsReportedAgain(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var senior = (await city.AddSeniors(1))[0];
        await city.Collect(await city.Order(await city.Lunch(10, 1500), senior));
        var died = new { diedOn = TestCity.Today.Iso(), source = "公安数据" };
        await city.Record(senior, "death", died);
        await city.LeaveInFund(CityRegistry.CityFund, "371000", 30);
        await city.Record(senior, "death/revoke", new { source = "本人到场" });
        Assert.Equal((0, -70), (city.Balance(AccountKind.Fund, CityRegistry.CityFund), city.Balance(AccountKind.FundOverdraft, CityRegistry.CityFund)));

        await city.Record(senior, "death", died);

        Assert.Equal((30, 0), (city.Balance(AccountKind.Fund, CityRegistry.CityFund), city.Balance(AccountKind.FundOverdraft, CityRegistry.CityFund)));
        city.BooksShouldBalance();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case30_TwoLinesOfAFundRepayItsOverdraftOnce(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        await city.Publish(Extra("test-second-line", 200));
        var senior = (await city.AddSeniors(1, Hardship))[0];
        await city.LeaveInFund(CityRegistry.CityFund, "371000", 0);
        await city.LeaveInFund(CityRegistry.DistrictFund, "371002", 0);
        await city.Collect(await city.Order(await city.Lunch(10, 1500), senior));
        Assert.Equal((0, -600), (city.Balance(AccountKind.Fund, CityRegistry.CityFund), city.Balance(AccountKind.FundOverdraft, CityRegistry.CityFund)));

        await city.Record(senior, "death", new { diedOn = TestCity.Today.Iso(), source = "公安数据" });

        Assert.Equal((0, 0), (city.Balance(AccountKind.Fund, CityRegistry.CityFund), city.Balance(AccountKind.FundOverdraft, CityRegistry.CityFund)));
        city.BooksShouldBalance();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case34_AMergeDoesNotMakeAKeptPriceLookNew(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var (stays, goes) = ((await city.AddSeniors(1))[0], (await city.AddSeniors(1, Hardship))[0]);
        var order = await city.Order(await city.Lunch(10, 1500), goes);
        await city.Record(goes, $"categories/{await city.Believed(goes, "category")}/end", new { validTo = TestCity.Today.Iso(), source = "通知" });
        await Merge(city, stays, goes);
        await city.RunTimers();
        Assert.Equal(700, (await city.Order(order.Text("id"))).Fen("selfPayFen"));
        await city.Collect(order);

        await city.Get<ReassessMeals>().Handle(stays, TestCity.Today, null, CancellationToken.None);

        Assert.Equal(600, Assert.Single(await city.Adjustments(stays)).Fen("amountFen"));
        city.BooksShouldBalance();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case9_AFactLearntJustBeforeAMergeReachesTheMealsOfTheOneThatStays(string provider)
    {
        Needs.Database(provider);
        await using var database = await TestDatabase.Copy(provider);
        await using var city = LifeTable.CityWithoutTimers(database);
        var (stays, goes) = ((await city.AddSeniors(1))[0], (await city.AddSeniors(1))[0]);
        await MergeTests.AddPast(city, goes, OrdersOfOneUnit);
        await city.Collect(await city.Order(await city.Lunch(10, 1500), goes));
        city.Clock.Advance(NodaTime.Duration.FromSeconds(1));
        await (await city.As("city1")).Post($"/api/seniors/{goes}/categories", new { category = Hardship, validFrom = TestCity.Today.Iso(), source = "通知" }).Body();
        await Merge(city, stays, goes); // the meal is among the newest and has not moved yet

        await RunFactsChanged(city, goes);

        Assert.Equal(-600, Assert.Single(await city.Adjustments(stays)).Fen("amountFen"));
        Assert.Equal((0, 600), (city.Balance(AccountKind.SeniorAdjustment, goes), city.Balance(AccountKind.SeniorAdjustment, stays)));
        city.BooksShouldBalance();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case9_AnAdjustmentOfAMergedRecordIsTakenBackFromTheOneThatStays(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var (stays, goes) = ((await city.AddSeniors(1))[0], (await city.AddSeniors(1, Hardship))[0]);
        await city.Collect(await city.Order(await city.Lunch(10, 1500), goes));
        await city.Record(goes, $"categories/{await city.Believed(goes, "category")}/end", new { validTo = TestCity.Today.PlusDays(-20).Iso(), source = "通知" });
        await Merge(city, stays, goes);
        Assert.Equal(-600, city.Balance(AccountKind.SeniorAdjustment, stays));

        await city.Record(stays, $"categories/{await city.Believed(stays, "category")}/restore", new { source = "复核" });

        Assert.Equal((0, 0), (city.Balance(AccountKind.SeniorAdjustment, goes), city.Balance(AccountKind.SeniorAdjustment, stays)));
        city.BooksShouldBalance();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case9_NothingIsRecordedOfARecordThatWasMerged(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var people = await city.AddSeniors(2);
        var (stays, goes, officer) = (people[0], people[1], await city.As("city1"));
        var period = (await city.Record(goes, "categories", new { category = "livingAlone", validFrom = TestCity.Today.Iso(), source = "走访" })).Text("id");
        await Merge(city, stays, goes);

        foreach (var (path, body) in new (string, object)[]
        {
            ("categories", new { category = Hardship, validFrom = TestCity.Today.Iso(), source = "x1" }), ($"categories/{period}/end", new { validTo = TestCity.Today.Iso(), source = "x1" }),
            ("moves", new { basis = "hukou", divisionCode = "371003", effectiveOn = TestCity.Today.Iso(), source = "x1" }), ("absences", new { kind = "away", validFrom = TestCity.Today.Iso(), source = "x1" }),
            ("death", new { diedOn = TestCity.Today.Iso(), source = "x1" }), ("life-checks", new { way = "faceToFace", seenOn = TestCity.Today.Iso() }),
        }) await officer.Post($"/api/seniors/{goes}/{path}", body).ShouldBeProblem(409, "people.merged");
        await (await city.As("agent1")).Post("/api/standing-orders", new { seniorId = goes, canteenId = DemoIds.Canteen1, weekdays = new[] { 1 }, periods = new[] { "lunch" }, fulfilment = "dineIn", payBy = "onCollection" })
            .ShouldBeProblem(409, "people.merged", "seniorId");
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case20_AfterAWrongDeathReportTheMealsOfEachWeekGoOn(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var senior = (await city.AddSeniors(1))[0];
        await (await city.As("agent1")).Post("/api/standing-orders", new { seniorId = senior, canteenId = DemoIds.Canteen1, weekdays = new[] { 4, 5 }, periods = new[] { "lunch" }, fulfilment = "dineIn", payBy = "onCollection" }).Body();
        await city.Record(senior, "death", new { diedOn = TestCity.Today.Iso(), source = "公安数据" });
        city.Clock.Advance(NodaTime.Duration.FromDays(1));
        await city.RunTimers();

        city.Clock.Advance(NodaTime.Duration.FromSeconds(1));
        await city.With(await city.TokenOf("city1")).Post($"/api/seniors/{senior}/death/revoke", new { source = "本人到场" }).Body();
        await city.RunTimers();

        using var db = city.Get<CityDatabase>().Read();
        var order = Assert.Single(await db.MealOrders.Where(order => order.SeniorId == senior).ToListAsync());
        Assert.Equal((TestCity.Today.PlusDays(3), MealOrderState.Placed), (order.ServedOn, order.State));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case34_WhoKeepsAHigherSubsidyThanTheRulesGiveNowOwesOnlyWhatTheFactChanges(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        await city.Publish(Extra("test-withdrawn", 200));
        var senior = (await city.AddSeniors(1, Hardship))[0];
        var menu = await city.Lunch(10, 1500);
        var order = await city.Order(menu, senior);
        Assert.Equal(500, order.Fen("selfPayFen"));
        await (await city.As("city1")).Withdraw("test-withdrawn", TestCity.Today.PlusDays(1).Iso()).Body();
        await city.RunTimers();
        await city.Collect(order);
        var settled = city.Balances();

        await city.Record(senior, $"categories/{await city.Believed(senior, "category")}/end", new { validTo = TestCity.Today.PlusDays(-20).Iso(), source = "通知" });

        Assert.Equal(600, Assert.Single(await city.Adjustments(senior)).Fen("amountFen"));
        city.ShouldHaveChanged(settled, (AccountKind.Fund, CityRegistry.CityFund, 300), (AccountKind.Fund, CityRegistry.DistrictFund, 300), (AccountKind.SeniorAdjustment, senior.ToString(), -600));
        await city.Record(senior, $"categories/{await city.Believed(senior, "category")}/restore", new { source = "复核" });
        city.ShouldHaveChanged(settled);
        city.BooksShouldBalance();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case30_AFundThatPaysForSomePeopleGetsItBackFromWhoWasNoneOfThem(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        const string Charity = "fund-test-for-hardship";
        var officer = await city.As("district1");
        await officer.Post("/api/funds", new { id = Charity, nameZh = "帮困基金", nameEn = "Charity", divisionCode = "371002", payer = "charity", purpose = "帮困", categories = new[] { Hardship } }).Body();
        await officer.Post($"/api/funds/{Charity}/allotments", new { amountFen = 10_000, docRef = "捐赠" }).Body();
        await city.Publish(new SubsidyRule
        {
            Id = "test-charity", City = "371000", DivisionCode = "371002", ResidencyBasis = ResidencyBasis.Either, Kind = RuleKind.Fixed, ValueFen = 300, StackGroup = "charity", Evidence = "ILLUS",
            Funding = [new() { Payer = Payer.Charity, FundId = Charity, ShareFen = 300 }, new() { Payer = Payer.District, FundId = CityFunds.OfDistrict, Rest = true }],
        });
        var senior = (await city.AddSeniors(1, Hardship))[0];
        await city.Collect(await city.Order(await city.Lunch(10, 1500), senior));
        var settled = city.Balances();

        await city.Record(senior, $"categories/{await city.Believed(senior, "category")}/end", new { validTo = TestCity.Today.PlusDays(-20).Iso(), source = "通知" });

        // The charity never may pay for this person; the rule's next line, the district, does instead.
        city.ShouldHaveChanged(settled, (AccountKind.Fund, CityRegistry.CityFund, 300), (AccountKind.Fund, Charity, 300), (AccountKind.SeniorAdjustment, senior.ToString(), -600));
        await city.Record(senior, $"categories/{await city.Believed(senior, "category")}/restore", new { source = "复核" });
        city.ShouldHaveChanged(settled);

        // Terms that change later do not reach back to what was settled.
        await city.ChangeFund(Charity, new { categories = new[] { "livingAlone" } });
        await city.Record(senior, "categories", new { category = "leftBehind", validFrom = TestCity.Today.PlusDays(-20).Iso(), source = "走访" });
        city.ShouldHaveChanged(settled);
        city.BooksShouldBalance();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case14_MoreMealsThanAreLookedAtInOneGoAreAllPutRight(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var senior = (await city.AddSeniors(1))[0];
        var menu = await city.Lunch(100, 1500);
        var agent = await city.As("agent1");
        for (var n = 0; n < 55; n++) // beyond the first, which holds the day's subsidy, at the full price
        {
            var wish = menu.Order(senior);
            wish["acceptFullPrice"] = true;
            await agent.Post("/api/meal-orders", wish).Body();
        }
        var last = await city.Order(await city.Lunch(10, 1500), senior);
        Assert.Equal(1300, last.Fen("selfPayFen"));

        await city.Record(senior, "categories", new { category = Hardship, validFrom = TestCity.Today.PlusDays(-20).Iso(), source = "通知" });

        Assert.Equal(700, (await city.Order(last.Text("id"))).Fen("selfPayFen"));
        city.BooksShouldBalance();
    }

    private const int OrdersOfOneUnit = 250;

    private static async Task Merge(TestCity city, Guid stays, Guid goes)
    {
        city.Clock.Advance(NodaTime.Duration.FromSeconds(1));
        await (await city.As("city1")).Post($"/api/seniors/{stays}/merge", new { otherId = goes, reason = "同一人" }).Body();
        city.Clock.Advance(NodaTime.Duration.FromSeconds(1));
    }

    /// <summary>Runs the timers that a person's facts have set, whatever their time.</summary>
    private static async Task RunFactsChanged(TestCity city, Guid senior)
    {
        List<TimerRow> timers;
        using (var db = city.Get<CityDatabase>().Read()) timers = await db.Timers.Where(timer => timer.Kind == FactsChanged.Kind && timer.Subject.StartsWith(senior.ToString())).ToListAsync();
        Assert.NotEmpty(timers);
        foreach (var timer in timers) await city.Services.GetServices<ITimerHandler>().OfType<FactsChanged>().Single().Run(timer, CancellationToken.None);
    }

    private static SubsidyRule Extra(string id, long fen) => new()
    {
        Id = id, City = "371000", DivisionCode = "371002", ResidencyBasis = ResidencyBasis.Either, Kind = RuleKind.Fixed, ValueFen = fen, StackGroup = id, Evidence = "ILLUS",
        Funding = [new() { Payer = Payer.City, FundId = CityRegistry.CityFund, ShareBasisPoints = 10_000 }],
    };
}
