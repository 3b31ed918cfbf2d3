using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.MobileApi.Tests.Funding;

/// <summary>The cases in which a rule of the thumb goes wrong, by their number in the list of edge cases (docs/rules.md).</summary>
public sealed class RuleEdgeCasesTests
{
    private const string Lunch = "lunch", Dinner = "dinner";

    [SkippableTheory, OnBothDatabases]
    public async Task Case01_AgeIsThatOfTheMealsDateWheneverItIsOrdered(string provider)
    {
        await using var bench = await Bench(provider);
        await bench.Publish([CityRules.Rule("from-70", ("ageFrom", 70))]);
        var (eve, birthday) = (new LocalDate(2026, 12, 15), new LocalDate(2026, 12, 16));
        var senior = await bench.Senior(birthday.PlusYears(-70), "371002", "371002");
        foreach (var (day, subsidy) in new[] { (eve, 0), (birthday, 300) })
        {
            var order = await bench.Agent.Post("/api/meal-orders", (await bench.City.Offer("canteen1", day, MealPeriod.Lunch, 5, 1_500)).Order(senior)).Body();
            Assert.Equal(subsidy, order.Fen("subsidyFen"));
            Assert.Equal(subsidy, (await Tried(bench, birthday.PlusYears(-70), day)).Fen("subsidyFen"));
        }
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case02_BornOn29FebruaryTheBirthdayIsThe28thInCommonYears(string provider)
    {
        await using var bench = await Bench(provider);
        var bornOn = new LocalDate(1936, 2, 29);
        foreach (var (age, date, pays) in new[] { (90, new LocalDate(2026, 2, 27), false), (90, new(2026, 2, 28), true), (80, new(2016, 2, 28), false), (80, new(2016, 2, 29), true) })
        {
            Assert.Equal(pays ? 300 : 0, (await Tried(bench, bornOn, date, CityRules.Rule("r", ("ageFrom", age)))).Fen("subsidyFen"));
        }
        await bench.Publish([CityRules.Rule("from-91", ("ageFrom", 91))]);
        var senior = await bench.Senior(bornOn, "371002", "371002");
        foreach (var (day, subsidy) in new[] { (27, 0), (28, 300) })
        {
            var menu = await bench.City.Offer("canteen1", new(2027, 2, day), MealPeriod.Lunch, 5, 1_500);
            Assert.Equal(subsidy, (await bench.Agent.Post("/api/meal-orders", menu.Order(senior)).Body()).Fen("subsidyFen"));
        }
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case04_DoubleNinthIsPublishedAsThatYearsDay(string provider)
    {
        await using var bench = await Bench(provider);
        var lunar = new ChineseLunisolarCalendar();
        foreach (var (year, day) in new[] { (2026, new LocalDate(2026, 10, 18)), (2027, new LocalDate(2027, 10, 8)) })
        {
            var month = lunar.GetLeapMonth(year) is > 0 and <= 9 ? 10 : 9; // the framework counts a leap month as one of its own
            Assert.Equal(day, LocalDate.FromDateTime(lunar.ToDateTime(year, month, 9, 0, 0, 0, 0)));
            var campaign = CityRules.Rule("double-ninth", ("kind", "free"), ("validFrom", Text(day)), ("validTo", Text(day.PlusDays(1))));
            foreach (var offset in new[] { -1, 0, 1 }) Assert.Equal(offset == 0 ? 0 : 1_500, (await Tried(bench, new(1950, 1, 1), day.PlusDays(offset), campaign)).Fen("selfPayFen"));
        }
        // The next year's day is a new version: nothing of this year's is changed.
        await bench.Officer.Publish(CityRules.NobodysRule("double-ninth"), "2027-10-08", "2027-10-09");
        Assert.Equal((1, "2027-10-08", "2027-10-09"), await bench.Officer.Read("/api/subsidy-rules/double-ninth") is var rule ? (rule.Fen("version"), rule.Text("inForceFrom"), rule.Text("inForceTo")) : default);
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case05_TheCalendarIsDataWithShiftedWorkdaysAndAYearWithoutOneIsRefused(string provider)
    {
        await using var bench = await Bench(provider);
        var workdays = CityRules.Rule("r", ("dayKinds", new JsonArray("workday")));
        var shifted = bench.City.Get<CityFacts>().Calendar;
        var saturday = Enumerable.Range(0, 365).Select(day => new LocalDate(2026, 1, 1).PlusDays(day)).First(day => day.DayOfWeek == IsoDayOfWeek.Saturday && shifted.DayKindOf(day) == DayKind.Workday);
        foreach (var (date, subsidy) in new[] { (saturday, 300), (new LocalDate(2026, 11, 28), 0), (new(2026, 10, 1), 0), (new(2026, 11, 25), 300) })
        {
            Assert.Equal(subsidy, (await Tried(bench, new(1950, 1, 1), date, workdays)).Fen("subsidyFen"));
        }
        var provisional = await Tried(bench, new(1950, 1, 1), new(2027, 3, 3), workdays);
        Assert.Equal(300, provisional.Fen("subsidyFen"));
        Assert.Contains(provisional.GetProperty("explanation").EnumerateArray(), sentence => sentence.GetString()!.StartsWith("2027 年放假安排尚未公布", StringComparison.Ordinal));
        await Post(bench, new(1950, 1, 1), new(2028, 3, 1), workdays).ShouldBeProblem(409, "calendar.yearMissing");
        // Who names none, or all three, need not know.
        foreach (var kinds in new[] { null, """["workday","rest","statutory"]""" })
        {
            Assert.Equal(300, (await Tried(bench, new(1950, 1, 1), new(2028, 3, 1), CityRules.Rule("r", ("dayKinds", kinds is null ? null : JsonNode.Parse(kinds))))).Fen("subsidyFen"));
        }
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case16_TheBestOfAGroupCountsGroupsAddAndTheSumIsCut(string provider)
    {
        await using var bench = await Bench(provider);
        SubsidyOf[] stacks =
        [
            new(500, CityRules.Rule("a", ("stackGroup", "g")), CityRules.Rule("b", ("stackGroup", "g"), ("valueFen", 500))),
            new(800, CityRules.Rule("a", ("stackGroup", "g")), CityRules.Rule("b", ("stackGroup", "h"), ("valueFen", 500))),
            new(600, CityRules.Rule("a", ("stackGroup", "g")), CityRules.Rule("b", ("stackGroup", "h"), ("valueFen", 500), ("maximumTotalBasisPoints", 6_000))),
            new(900, CityRules.Rule("a", ("stackGroup", "g"), ("kind", "free")), CityRules.Rule("b", ("stackGroup", "h"), ("minimumSelfPayFen", 100))),
            new(250, CityRules.Rule("a", ("stackGroup", "g"), ("capFen", 250))),
        ];
        foreach (var (stack, i) in stacks.Select((stack, i) => (stack, i)))
        {
            var rules = stack.Rules.Select(rule => { rule["id"] = $"{rule["id"]}-{i}"; return rule; }).ToList();
            await bench.Publish(rules);
            var day = bench.DayLike("2026-11-25");
            var menu = await bench.City.Offer("canteen1", day, MealPeriod.Lunch, 5, 1_000);
            var order = await bench.Agent.Post("/api/meal-orders", menu.Order((await bench.City.AddSeniors(1))[0])).Body();
            Assert.Equal((i, stack.Fen), (i, order.Fen("subsidyFen")));
            Assert.Equal(RuleBench.Lines(order), RuleBench.Lines(await bench.Trial(new { bornOn = "1950-01-01", hukouDivision = "371002" }, new { date = Text(day), period = Lunch, priceFen = 1_000, canteenDivision = "371002" }, rules)));
            await bench.WithdrawAll();
        }
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case22_OnceAMealOrOnceADayAsTheRuleSays(string provider)
    {
        await using var bench = await Bench(provider);
        foreach (var (per, dinner) in new[] { ("meal", 300), ("day", 0) })
        {
            await bench.Publish([CityRules.Rule($"once-a-{per}", ("per", per), ("periods", new JsonArray(Lunch, Dinner)))]);
            var day = bench.DayLike("2026-11-25");
            var senior = (await bench.City.AddSeniors(1))[0];
            var here = await bench.City.Offer("canteen1", day, MealPeriod.Lunch, 5, 1_500);
            var there = await bench.City.Offer("canteen2", day, MealPeriod.Lunch, 5, 1_500);
            Assert.Equal(300, (await bench.Agent.Post("/api/meal-orders", here.Order(senior)).Body()).Fen("subsidyFen"));
            // The second canteen asks whether the full price is meant; it never gives twice.
            await bench.Agent.Post("/api/meal-orders", there.Order(senior)).ShouldBeProblem(409, "meals.alreadySubsidised", "acceptFullPrice");
            var evening = (await bench.City.Offer("canteen1", day, MealPeriod.Dinner, 5, 1_500)).Order(senior);
            evening["acceptFullPrice"] = true;
            Assert.Equal((per, dinner), (per, (await bench.Agent.Post("/api/meal-orders", evening).Body()).Fen("subsidyFen")));
            await bench.WithdrawAll();
        }
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case33_AFreeMealIsFreeOnceAndMayCostNothing(string provider)
    {
        await using var bench = await Bench(provider);
        await bench.Publish([CityRules.Rule("free", ("kind", "free"), ("capFen", 2_000), ("minimumSelfPayFen", 0))]);
        var day = bench.DayLike("2026-11-25");
        var senior = (await bench.City.AddSeniors(1))[0];
        var menu = await bench.City.Offer("canteen1", day, MealPeriod.Lunch, 50, 1_500);
        // Portions beyond what one person eats are not free: the rule's cap says how much one meal may be.
        Assert.Equal((3_000, 2_000, 1_000), await bench.Agent.Post("/api/meal-orders/quote", menu.Order(senior, 2)).Body() is var two ? (two.Fen("priceFen"), two.Fen("subsidyFen"), two.Fen("selfPayFen")) : default);
        Assert.Equal(0, (await bench.Agent.Post("/api/meal-orders", menu.Order(senior)).Body()).Fen("selfPayFen"));
        var second = menu.Order(senior);
        await bench.Agent.Post("/api/meal-orders", second).ShouldBeProblem(409, "meals.alreadySubsidised", "acceptFullPrice");
        second["acceptFullPrice"] = true;
        Assert.Equal(1_500, (await bench.Agent.Post("/api/meal-orders", second).Body()).Fen("selfPayFen"));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case34_ARaiseAtNoonCountsFromMidnightOfItsDateAndMealsAreNamedByTheirVersion(string provider)
    {
        await using var bench = await Bench(provider);
        var raised = bench.DayLike("2026-11-25");
        var eve = raised.PlusDays(-1);
        await bench.Publish([CityRules.Rule("raise", ("dishTags", null))]);
        var (menuBefore, menuAfter) = (await bench.City.Offer("canteen1", eve, MealPeriod.Lunch, 9, 1_500), await bench.City.Offer("canteen1", raised, MealPeriod.Lunch, 9, 1_500));
        var early = await bench.Agent.Post("/api/meal-orders", menuAfter.Order((await bench.City.AddSeniors(1))[0])).Body();

        await bench.Officer.Publish(CityRules.Rule("raise", ("valueFen", 500)), Text(raised)); // it is noon

        Assert.Equal((300, 1), Paid(await bench.Agent.Post("/api/meal-orders", menuBefore.Order((await bench.City.AddSeniors(1))[0])).Body()));
        Assert.Equal((500, 2), Paid(await bench.Agent.Post("/api/meal-orders", menuAfter.Order((await bench.City.AddSeniors(1))[0])).Body()));
        // What was ordered before is never priced anew behind the person's back.
        Assert.Equal((300, 1), Paid(await bench.Agent.Read($"/api/meal-orders/{early.Text("id")}")));
        Assert.Equal((300, 1), Paid(early));

        static (long Fen, long Version) Paid(JsonElement order) => (order.Fen("subsidyFen"), order.GetProperty("splits")[0].Fen("ruleVersion"));
    }

    private static Task<RuleBench> Bench(string provider)
    {
        Needs.Database(provider);
        return RuleBench.Open(provider);
    }

    private static Task<HttpResponseMessage> Post(RuleBench bench, LocalDate bornOn, LocalDate date, params JsonObject[] rules) => bench.Officer.Post("/api/subsidy-rules/trial", new
    {
        person = new { bornOn = Text(bornOn), hukouDivision = "371002", residenceDivision = "371002" },
        meal = new { date = Text(date), period = Lunch, priceFen = 1_500, canteenDivision = "371002" },
        rules,
    });

    private static Task<JsonElement> Tried(RuleBench bench, LocalDate bornOn, LocalDate date, params JsonObject[] rules) => Post(bench, bornOn, date, rules).Body();

    private static string Text(LocalDate date) => date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);

    private sealed record SubsidyOf(long Fen, params JsonObject[] Rules);
}
