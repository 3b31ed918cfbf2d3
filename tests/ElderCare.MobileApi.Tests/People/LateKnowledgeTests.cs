using ElderCare.Data;
using ElderCare.Domain.Funding;
using ElderCare.Data.Funding;
using ElderCare.Data.Seeding;
using ElderCare.Data.Writing;
using ElderCare.Domain.Ledger;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Meals;
using ElderCare.MobileApi.Tests.Realtime;
using ElderCare.MobileApi.Timers;
using NodaTime;

namespace ElderCare.MobileApi.Tests.People;

/// <summary>What is learnt late about a person, and what it does to meals that are ordered and to meals that were settled.</summary>
public sealed class LateKnowledgeTests(SharedCities cities) : IClassFixture<SharedCities>
{
    private const string Hardship = "destituteScattered";
    private static readonly string Canteen = DemoIds.Canteen1.ToString();

    [SkippableTheory, OnBothDatabases]
    public async Task Case14_ACategoryLostLongAgoAdjustsWhatWasSettledAndEditsNothing(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var senior = (await city.AddSeniors(1, Hardship))[0];
        var before = city.Balances();
        var settled = await city.Order(await city.Lunch(10, 1500), senior);
        await city.Collect(settled);
        var period = await city.Believed(senior, "category");
        var asSettled = city.Balances();

        await city.Record(senior, $"categories/{period}/end", new { validTo = TestCity.Today.PlusDays(-20).Iso(), source = "民政局通知" }, "district1");

        city.ShouldHaveChanged(asSettled, (AccountKind.Fund, CityRegistry.CityFund, 300), (AccountKind.Fund, CityRegistry.DistrictFund, 300), (AccountKind.SeniorAdjustment, senior.ToString(), -600));
        city.ShouldHaveChanged(before, (AccountKind.Fund, CityRegistry.CityFund, -100), (AccountKind.Fund, CityRegistry.DistrictFund, -100), (AccountKind.SeniorAdjustment, senior.ToString(), -600),
            (AccountKind.SeniorShare, senior.ToString(), -700), (AccountKind.CashDrawer, Canteen, 700), (AccountKind.CanteenReceivable, Canteen, 800));
        Assert.Equal(settled.GetProperty("splits").ToString(), (await city.Order(settled.Text("id"))).GetProperty("splits").ToString());
        var adjustment = Assert.Single(await city.Adjustments(senior));
        Assert.Equal(("category", "senior", 600L, settled.Text("id")), (adjustment.Text("cause"), adjustment.Text("counterparty"), adjustment.Fen("amountFen"), adjustment.Text("orderId")));
        Assert.Contains(adjustment.GetProperty("lines").EnumerateArray(), line => line.Text("rule") == "wh-illus-hardship@1" && line.Fen("amountFen") == 400);

        await city.Record(senior, $"categories/{await city.Believed(senior, "category")}/restore", new { source = "复核后恢复" });

        city.ShouldHaveChanged(asSettled);
        Assert.True(Assert.Single(await city.Adjustments(senior)).TryGetProperty("reversedAt", out _));
        var history = await city.History(senior);
        Assert.Equal([false, true, true], history.Select(fact => fact.TryGetProperty("supersededAt", out _)));
        Assert.Equal([false, true, false], history.Select(fact => fact.TryGetProperty("validTo", out _)));
        city.BooksShouldBalance();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case14_ACategoryGrantedLateMakesOpenOrdersCheaperAndOwesTheSeniorForSettledOnes(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var senior = (await city.AddSeniors(1))[0];
        var before = city.Balances();
        var settled = await city.Order(await city.Lunch(10, 1500), senior);
        await city.Collect(settled);
        var open = await city.Order(await city.Lunch(10, 1500), senior);

        await city.Record(senior, "categories", new { category = Hardship, validFrom = TestCity.Today.PlusDays(-20).Iso(), source = "民政局通知" });

        Assert.Equal((1300, 700), (open.Fen("selfPayFen"), (await city.Order(open.Text("id"))).Fen("selfPayFen")));
        city.ShouldHaveChanged(before, (AccountKind.Fund, CityRegistry.CityFund, -800), (AccountKind.Fund, CityRegistry.DistrictFund, -800),
            (AccountKind.FundReserved, CityRegistry.CityFund, 400), (AccountKind.FundReserved, CityRegistry.DistrictFund, 400), (AccountKind.SeniorAdjustment, senior.ToString(), 600),
            (AccountKind.SeniorShare, senior.ToString(), -2000), (AccountKind.CanteenPledged, Canteen, 700), (AccountKind.CashDrawer, Canteen, 1300), (AccountKind.CanteenReceivable, Canteen, 200));
        city.BooksShouldBalance();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case34_AnOrderThatStandsNeverBecomesDearerAndIsAdjustedOnceSettled(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var senior = (await city.AddSeniors(1, Hardship))[0];
        var menu = await city.Lunch(10, 1500);
        var order = await city.Order(menu, senior);
        await city.Record(senior, $"categories/{await city.Believed(senior, "category")}/end", new { validTo = TestCity.Today.Iso(), source = "通知" });
        Assert.Equal(700, (await city.Order(order.Text("id"))).Fen("selfPayFen"));
        await city.Collect(order);
        Assert.Empty(await city.Adjustments(senior));

        // It looks again once the meal is over.
        var subject = FactsChanged.SubjectOf(senior, menu.Date);
        using (var db = city.Get<CityDatabase>().Read()) Assert.Equal(CityClock.At(menu.Date.PlusDays(1), LocalTime.Midnight), db.Timers.Single(timer => timer.Subject == subject).DueAt);
        await city.Get<ReassessMeals>().Handle(senior, TestCity.Today, null, CancellationToken.None);

        Assert.Equal(600, Assert.Single(await city.Adjustments(senior)).Fen("amountFen"));
        Assert.Contains((await (await city.As("city1")).Read($"/api/adjustments?fundId={CityRegistry.CityFund}")).Items(), adjustment => adjustment.Text("orderId") == order.Text("id"));
        city.BooksShouldBalance();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case34_ARuleThatPaysMoreFromADayOnMakesOrdersOfThatDayCheaper(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var senior = (await city.AddSeniors(1, "upliftGuest"))[0];
        var (before, from) = (await city.Lunch(10, 1500), await city.Lunch(60, 1500));
        var (early, others) = (await city.Order(before, senior), new List<string>());
        foreach (var other in await city.AddSeniors(52)) others.Add((await city.Order(from, other)).Text("id")); // more than are looked at in one go
        var late = await city.Order(from, senior);
        var rule = $$"""
            {"id":"test-uplift","city":"371000","residencyBasis":"either","divisionCode":"371000","categories":["upliftGuest"],"kind":"fixed","valueFen":500,"per":"day","stackGroup":"wh-basic",
            "validFrom":"{{from.Date.Iso()}}","funding":[{"payer":"city","fundId":"fund-371000-meals","shareBasisPoints":10000}]}
            """;
        await city.Get<CityWriter>().Commit(Lane.Interactive, unit => unit.TryInsert(new SubsidyRuleRow { Id = "test-uplift", Version = 1, Status = RuleStatus.Published, City = "371000", Json = rule }));
        city.Get<CityFacts>().Reload();
        var books = city.Balances();

        await city.Get<CityWriter>().Commit(Lane.Interactive, unit => unit.Schedule(RulesChanged.Kind, RulesChanged.SubjectOf(from.Date), unit.Now));
        await city.RunTimers();

        foreach (var order in others) Assert.Equal(1300, (await city.Order(order)).Fen("selfPayFen"));
        Assert.Equal((1300, 1000), ((await city.Order(early.Text("id"))).Fen("selfPayFen"), (await city.Order(late.Text("id"))).Fen("selfPayFen")));
        city.ShouldHaveChanged(books, (AccountKind.Fund, CityRegistry.CityFund, -400), (AccountKind.Fund, CityRegistry.DistrictFund, 100),
            (AccountKind.FundReserved, CityRegistry.CityFund, 400), (AccountKind.FundReserved, CityRegistry.DistrictFund, -100),
            (AccountKind.SeniorShare, senior.ToString(), 300), (AccountKind.CanteenPledged, Canteen, -300));
        city.BooksShouldBalance();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case31_WhatADryFundCouldNotPayIsNotPaidLaterForAnotherFactsSake(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var senior = (await city.AddSeniors(1))[0];
        await city.LeaveInFund(CityRegistry.CityFund, "371000", 0);
        await city.LeaveInFund(CityRegistry.DistrictFund, "371002", 150);
        var order = await city.Order(await city.Lunch(10, 1500), senior);
        Assert.Equal(1400, order.Fen("selfPayFen"));
        await city.Collect(order);
        await city.LeaveInFund(CityRegistry.CityFund, "371000", 10_000);
        var settled = city.Balances();

        await city.Record(senior, "categories", new { category = "leftBehind", validFrom = TestCity.Today.PlusDays(-20).Iso(), source = "走访" });

        city.ShouldHaveChanged(settled);
        Assert.Empty(await city.Adjustments(senior));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case15_PhaseOutKeepsBenefitsSixMonths(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var people = await city.AddSeniors(2, "minimumLivingAllowance");
        var (senior, leaver) = (people[0], people[1]);
        var agent = await city.As("agent1");
        var menu = await city.Lunch(10, 1500);
        var left = menu.Date.PlusMonths(-6).PlusDays(1);

        await city.Record(senior, $"categories/{await city.Believed(senior, "category")}/end", new { validTo = left.Iso(), source = "退出低保" });
        Assert.Equal(700, (await agent.Post("/api/meal-orders/quote", menu.Order(senior)).Body()).Fen("selfPayFen"));
        await city.Record(senior, $"categories/{await city.Believed(senior, "category")}/end", new { validTo = left.PlusDays(-1).Iso(), source = "更正" });
        Assert.Equal(1300, (await agent.Post("/api/meal-orders/quote", menu.Order(senior)).Body()).Fen("selfPayFen"));

        await city.Record(leaver, $"categories/{await city.Believed(leaver, "category")}/end", new { validTo = TestCity.Today.Iso(), source = "退出低保" });
        var until = TestCity.Today.PlusMonths(6).Iso();
        using var worker = (await city.As("district1")).InEnglish();
        var entitlements = await worker.Read($"/api/seniors/{leaver}/entitlements");
        var category = entitlements.GetProperty("categories")[0];
        Assert.Equal((until, true), (category.Text("benefitUntil"), category.GetProperty("phasingOut").GetBoolean()));
        var hardship = entitlements.Items().Single(item => item.Text("ruleId") == "wh-illus-hardship");
        Assert.Equal(until, hardship.Text("until"));
        Assert.Contains(hardship.GetProperty("reasons").EnumerateArray(), reason => reason.GetString()!.Contains($"phase-out period until {until}", StringComparison.Ordinal));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case17_TheOldDistrictPaysUpToTheDayBeforeAMoveAndTheNewFromTheDayOn(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var senior = (await city.AddSeniors(1))[0];
        var (first, second, third) = (await city.Lunch(10, 1500), await city.Lunch(10, 1500), await city.Lunch(10, 1500));
        var before = city.Balances();
        await city.Collect(await city.Order(first, senior));
        await city.Collect(await city.Order(second, senior));
        var open = await city.Order(third, senior);

        await city.Record(senior, "moves", new { basis = "hukou", divisionCode = "371003", effectiveOn = second.Date.Iso(), source = "公安数据" });

        city.ShouldHaveChanged(before, (AccountKind.Fund, CityRegistry.CityFund, -300), (AccountKind.Fund, CityRegistry.DistrictFund, -100), (AccountKind.Fund, "fund-371003-meals", -200),
            (AccountKind.FundReserved, CityRegistry.CityFund, 100), (AccountKind.FundReserved, "fund-371003-meals", 100),
            (AccountKind.SeniorShare, senior.ToString(), -3900), (AccountKind.CanteenPledged, Canteen, 1300), (AccountKind.CashDrawer, Canteen, 2600), (AccountKind.CanteenReceivable, Canteen, 400));
        var adjustment = Assert.Single(await city.Adjustments(senior));
        Assert.Equal(("move", 0L), (adjustment.Text("cause"), adjustment.Fen("amountFen")));
        Assert.Contains((await city.Order(open.Text("id"))).GetProperty("splits").EnumerateArray(), split => split.TryGetProperty("fundId", out var fund) && fund.GetString() == "fund-371003-meals");
        Assert.Equal("371002", (await (await city.As("city1")).Read($"/api/seniors/{senior}")).Text("hukouDivision"));

        var move = (await city.History(senior)).First(fact => fact.Text("kind") == "hukou" && !fact.TryGetProperty("validTo", out _) && !fact.TryGetProperty("supersededAt", out _));
        await city.Record(senior, $"moves/{move.Text("id")}/withdraw", new { source = "数据有误" });
        Assert.True(Assert.Single(await city.Adjustments(senior)).TryGetProperty("reversedAt", out _));
        city.ShouldHaveChanged(before, (AccountKind.Fund, CityRegistry.CityFund, -300), (AccountKind.Fund, CityRegistry.DistrictFund, -300),
            (AccountKind.FundReserved, CityRegistry.CityFund, 100), (AccountKind.FundReserved, CityRegistry.DistrictFund, 100),
            (AccountKind.SeniorShare, senior.ToString(), -3900), (AccountKind.CanteenPledged, Canteen, 1300), (AccountKind.CashDrawer, Canteen, 2600), (AccountKind.CanteenReceivable, Canteen, 400));
        city.BooksShouldBalance();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case17_WhoSeesThePersonFollowsTheMoveOnItsDay(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var senior = (await city.AddSeniors(1))[0];
        var on = TestCity.Today.PlusDays(3);
        foreach (var basis in new[] { "hukou", "residence" }) await city.Record(senior, "moves", new { basis, divisionCode = "371003", effectiveOn = on.Iso(), source = "公安数据" });
        await (await city.As("district1")).Read($"/api/seniors/{senior}");

        city.Clock.Advance(Duration.FromDays(3));
        await city.RunTimers();

        using var community = city.With(await city.TokenOf("district1"));
        await community.GetAsync($"/api/seniors/{senior}").ShouldBeProblem(404, "notFound");
        using var officer = city.With(await city.TokenOf("city1"));
        Assert.Equal(("371003", "371003"), (await officer.Read($"/api/seniors/{senior}")) is var seen ? (seen.Text("hukouDivision"), seen.Text("residenceDivision")) : default);
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case18_WhoLivesHereWithoutBeingRegisteredGetsWhatGoesByResidence(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var senior = (await city.AddSeniors(1, "cardHolder", age: 71))[0];
        var agent = await city.As("agent1");
        var menu = await city.Lunch(10, 1500);
        await city.Record(senior, "moves", new { basis = "hukou", divisionCode = "330000", effectiveOn = TestCity.Today.Iso(), source = "公安数据" });
        Assert.Equal(1000, (await agent.Post("/api/meal-orders/quote", menu.Order(senior)).Body()).Fen("selfPayFen")); // the card goes by residence
        await city.Record(senior, "moves", new { basis = "residence", divisionCode = "371003", effectiveOn = menu.Date.Iso(), source = "本人" });
        var card = (await (await city.As("city1")).Read($"/api/seniors/{senior}/entitlements")).Items().Single(item => item.Text("ruleId") == "wh-huancui-2020-70-lunch");
        Assert.Equal(menu.Date.Iso(), card.Text("until"));
        Assert.Equal(1300, (await agent.Post("/api/meal-orders/quote", menu.Order(senior)).Body()).Fen("selfPayFen")); // no card there, the city's rule by residence
        await city.Record(senior, "moves", new { basis = "residence", divisionCode = "330302", effectiveOn = menu.Date.Iso(), source = "更正" });
        Assert.Equal(1500, (await agent.Post("/api/meal-orders/quote", menu.Order(senior)).Body()).Fen("selfPayFen")); // neither: may eat, no subsidy
    }
}
