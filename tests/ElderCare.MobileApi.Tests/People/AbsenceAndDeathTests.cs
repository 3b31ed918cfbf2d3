using ElderCare.Data;
using ElderCare.Data.Seeding;
using ElderCare.Domain.Ledger;
using ElderCare.MobileApi.Tests.Realtime;

namespace ElderCare.MobileApi.Tests.People;

/// <summary>Who is away, in hospital, in an institution, or dead: what becomes of their meals and of the money.</summary>
public sealed class AbsenceAndDeathTests(SharedCities cities) : IClassFixture<SharedCities>
{
    private static readonly string Canteen = DemoIds.Canteen1.ToString();

    [SkippableTheory, OnBothDatabases]
    public async Task Case19_MealsOfTheDaysAwayAreCalledOffFreeOfCharge(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var senior = (await city.AddSeniors(1))[0];
        var (during, after) = (await city.Lunch(10, 1500), await city.Lunch(10, 1500));
        var agent = await city.As("agent1");
        await city.FillWallet(senior, 2_000);
        var before = city.Balances();
        var wish = during.Order(senior);
        var called = await agent.Post("/api/meal-orders", wish).Body();

        var absence = await city.Record(senior, "absences", new { kind = "hospital", validFrom = during.Date.Iso(), validTo = after.Date.Iso(), source = "家属来电" }, "agent1");

        Assert.Equal("cancelled", (await city.Order(called.Text("id"))).Text("state"));
        city.ShouldHaveChanged(before);
        Assert.Equal([10], city.Remaining(during));
        await agent.Post("/api/meal-orders", wish).ShouldBeProblem(409, "people.absent", "date");
        Assert.Equal(1300, (await agent.Post("/api/meal-orders/quote", after.Order(senior)).Body()).Fen("selfPayFen"));

        await city.Record(senior, $"absences/{absence.Text("id")}/withdraw", new { source = "没有住院" }, "agent1");
        Assert.Equal("placed", (await agent.Post("/api/meal-orders", wish).Body()).Text("state")); // its key and portion are free
        city.BooksShouldBalance();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case19_WhomAnInstitutionFeedsGetsNoSubsidyForTheSameDay(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var senior = (await city.AddSeniors(1))[0];
        var menu = await city.Lunch(10, 1500);
        await city.Collect(await city.Order(menu, senior));
        var settled = city.Balances();

        var absence = await city.Record(senior, "absences", new { kind = "institution", validFrom = menu.Date.Iso(), source = "机构入住名单" });

        city.ShouldHaveChanged(settled, (AccountKind.Fund, CityRegistry.CityFund, 100), (AccountKind.Fund, CityRegistry.DistrictFund, 100), (AccountKind.SeniorAdjustment, senior.ToString(), -200));
        Assert.Equal("institution", Assert.Single(await city.Adjustments(senior)).Text("cause"));
        await city.Record(senior, $"absences/{absence.Text("id")}/end", new { validTo = menu.Date.PlusDays(1).Iso(), source = "机构" });
        Assert.Single(await city.Adjustments(senior));
        await city.Record(senior, $"absences/{await city.Believed(senior, "absence")}/withdraw", new { source = "名单有误" });
        city.ShouldHaveChanged(settled);
        city.BooksShouldBalance();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case19_AMealHandedOverDuringAHospitalStayIsReviewedOnceAndMovesNoMoney(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var senior = (await city.AddSeniors(1))[0];
        var menu = await city.Lunch(10, 1500);
        var used = await city.Order(menu, senior);
        await city.Collect(used);
        var settled = city.Balances();

        var absence = await city.Record(senior, "absences", new { kind = "hospital", validFrom = menu.Date.Iso(), source = "出院记录" }, "district1");
        await city.Record(senior, $"absences/{absence.Text("id")}/end", new { validTo = menu.Date.PlusDays(3).Iso(), source = "出院记录" }, "district1");

        city.ShouldHaveChanged(settled);
        var adjustment = Assert.Single(await city.Adjustments(senior));
        Assert.Equal(("absence", 0L), (adjustment.Text("cause"), adjustment.Fen("amountFen")));
        var task = Assert.Single((await (await city.As("district1")).Read("/api/tasks?kind=review&status=open&limit=200")).Items(), task => task.TryGetProperty("seniorId", out var whose) && whose.GetGuid() == senior);
        Assert.Equal(used.Text("id"), task.Text("subjectId"));

        await city.Record(senior, $"absences/{await city.Believed(senior, "absence")}/withdraw", new { source = "没有住院" }, "district1");
        Assert.True(Assert.Single(await city.Adjustments(senior)).TryGetProperty("reversedAt", out _));
        city.ShouldHaveChanged(settled);
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case20_ADeathStopsOrdersFlagsUsesAndRecoversFromTheProvider(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var senior = (await city.AddSeniors(1))[0];
        var before = city.Balances();
        var used = await city.Order(await city.Lunch(10, 1500), senior);
        await city.Collect(used);
        var open = await city.Order(await city.Lunch(10, 1500), senior);
        var messages = Messages(city);

        await city.Record(senior, "death", new { diedOn = TestCity.Today.PlusDays(-1).Iso(), source = "公安数据" }, "district1");

        Assert.Equal("cancelled", (await city.Order(open.Text("id"))).Text("state"));
        city.ShouldHaveChanged(before, (AccountKind.SeniorShare, senior.ToString(), -1300), (AccountKind.CashDrawer, Canteen, 1300)); // the receivable is set off
        var adjustment = Assert.Single(await city.Adjustments(senior, "district1"));
        Assert.Equal(("death", "canteen", 200L), (adjustment.Text("cause"), adjustment.Text("counterparty"), adjustment.Fen("amountFen")));
        var task = Assert.Single((await (await city.As("district1")).Read("/api/tasks?kind=review&status=open")).Items(), task => task.TryGetProperty("seniorId", out var whose) && whose.GetGuid() == senior);
        Assert.Equal(used.Text("id"), task.Text("subjectId"));
        Assert.Equal(messages, Messages(city));
        using (var db = city.Get<CityDatabase>().Read()) Assert.DoesNotContain(db.Events.ToList(), told => told.Type == "notice.published" && told.SubjectId == senior.ToString());
        Assert.Equal("death", (await (await city.As("city1")).Read($"/api/seniors/{senior}/entitlements")).GetProperty("suspension").Text("kind"));
        await (await city.As("agent1")).Post("/api/meal-orders", (await city.Lunch(10, 1500)).Order(senior)).ShouldBeProblem(409, "people.deceased", "seniorId");
        city.BooksShouldBalance();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case20_AWrongDeathReportIsReversed(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var senior = (await city.AddSeniors(1))[0];
        var menu = await city.Lunch(10, 1500);
        await city.Collect(await city.Order(menu, senior));
        var settled = city.Balances();
        await city.Record(senior, "death", new { diedOn = TestCity.Today.Iso(), source = "公安数据" });
        Assert.NotEmpty(city.ChangesSince(settled));

        await city.Record(senior, "death/revoke", new { source = "本人到场" });

        city.ShouldHaveChanged(settled);
        Assert.True(Assert.Single(await city.Adjustments(senior)).TryGetProperty("reversedAt", out _));
        Assert.False((await (await city.As("city1")).Read($"/api/seniors/{senior}")).TryGetProperty("diedOn", out _));
        await (await city.As("agent1")).Post("/api/meal-orders", menu.Order(senior)).ShouldBeProblem(409, "meals.alreadySubsidised"); // the meal has its key again
        Assert.Equal("placed", (await city.Order(await city.Lunch(10, 1500), senior)).Text("state"));
        await (await city.As("city1")).Post($"/api/seniors/{senior}/death/revoke", new { source = "again" }).ShouldBeProblem(409, "people.notDeceased");
        city.BooksShouldBalance();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case20_TheFamilyOwesOnlyWhatTheyAreKnownToHaveUsed(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var senior = (await city.AddSeniors(1))[0];
        await city.Collect(await city.Order(await city.Lunch(10, 1500), senior));
        var settled = city.Balances();
        await city.Record(senior, "death", new { diedOn = TestCity.Today.Iso(), source = "公安数据" });
        city.ShouldHaveChanged(settled, (AccountKind.Fund, CityRegistry.CityFund, 100), (AccountKind.Fund, CityRegistry.DistrictFund, 100), (AccountKind.CanteenReceivable, Canteen, -200));

        await city.Record(senior, "death", new { diedOn = TestCity.Today.Iso(), usedByFamily = true, source = "家属承认" });

        city.ShouldHaveChanged(settled, (AccountKind.Fund, CityRegistry.CityFund, 100), (AccountKind.Fund, CityRegistry.DistrictFund, 100), (AccountKind.SeniorAdjustment, senior.ToString(), -200));
        Assert.Equal(["senior", "canteen"], (await city.Adjustments(senior)).Select(adjustment => adjustment.Text("counterparty")));
        city.BooksShouldBalance();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case20_ADeathThatCameWithTheRecordCanBeRevokedToo(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var senior = (await city.AddSeniors(1, diedOn: TestCity.Today.PlusDays(-3)))[0];
        await city.Record(senior, "death/revoke", new { source = "本人到场" });
        var fact = Assert.Single(await city.History(senior));
        Assert.True(fact.TryGetProperty("supersededAt", out _));
        Assert.False(fact.TryGetProperty("recordedAt", out _));
        Assert.Equal("placed", (await city.Order(await city.Lunch(10, 1500), senior)).Text("state"));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case26_ACalledOffWalletMealGoesBackToTheWalletAndEachFund(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        await city.FillWallet(DemoIds.Senior1, 2_000);
        var before = city.Balances();
        var menu = await city.Lunch(10, 1500);
        var wish = menu.Order(DemoIds.Senior1);
        wish["payBy"] = "wallet";
        var order = await (await city.As("senior1")).Post("/api/meal-orders", wish).Body();
        Assert.NotEmpty(city.ChangesSince(before));

        await city.Record(DemoIds.Senior1, "absences", new { kind = "away", validFrom = menu.Date.Iso(), validTo = menu.Date.PlusDays(1).Iso(), source = "本人来电" });

        city.ShouldHaveChanged(before);
        using var db = city.Get<CityDatabase>().Read();
        var transfers = db.Transfers.Where(transfer => transfer.Cause == order.Text("id")).ToList();
        Assert.Equal(3, transfers.Count(transfer => transfer.ReversalOf is not null && transfer.RuleVersion == transfers.Single(undone => undone.Id == transfer.ReversalOf).RuleVersion));
        city.BooksShouldBalance();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case26_AnAdjustmentTakenBackFromADryFundIsOverdrawnAndAlerted(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var senior = (await city.AddSeniors(1))[0];
        await city.Collect(await city.Order(await city.Lunch(10, 1500), senior));
        await city.Record(senior, "death", new { diedOn = TestCity.Today.Iso(), source = "公安数据" });
        await city.LeaveInFund(CityRegistry.CityFund, "371000", 30);

        await city.Record(senior, "death/revoke", new { source = "本人到场" });

        Assert.Equal((0, -70), (city.Balance(AccountKind.Fund, CityRegistry.CityFund), city.Balance(AccountKind.FundOverdraft, CityRegistry.CityFund)));
        Assert.Contains((await (await city.As("district1")).Read("/api/tasks?kind=review&status=open")).Items(), task => task.Text("title").Contains("资金不足", StringComparison.Ordinal));
        city.BooksShouldBalance();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case30_WhatAHardshipMealHadOverdrawnIsMadeGoodFirst(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var senior = (await city.AddSeniors(1, "destituteScattered"))[0];
        await city.LeaveInFund(CityRegistry.CityFund, "371000", 150);
        await city.LeaveInFund(CityRegistry.DistrictFund, "371002", 400);
        await city.Collect(await city.Order(await city.Lunch(10, 1500), senior));
        Assert.Equal((0, -250), (city.Balance(AccountKind.Fund, CityRegistry.CityFund), city.Balance(AccountKind.FundOverdraft, CityRegistry.CityFund)));

        await city.Record(senior, "death", new { diedOn = TestCity.Today.Iso(), source = "公安数据" });

        Assert.Equal((150, 0), (city.Balance(AccountKind.Fund, CityRegistry.CityFund), city.Balance(AccountKind.FundOverdraft, CityRegistry.CityFund)));
        Assert.Equal(400, city.Balance(AccountKind.Fund, CityRegistry.DistrictFund));
        city.BooksShouldBalance();
    }

    private static int Messages(TestCity city)
    {
        using var db = city.Get<CityDatabase>().Read();
        return db.Messages.Count();
    }
}
