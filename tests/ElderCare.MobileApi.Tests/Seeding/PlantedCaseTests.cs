using System.Globalization;
using System.Text.Json;
using ElderCare.Data;
using ElderCare.Data.Privacy;
using ElderCare.Data.Seeding;
using ElderCare.Data.Writing;
using ElderCare.Domain.Access;
using ElderCare.Domain.Funding;
using ElderCare.Domain.Ledger;
using ElderCare.Domain.Meals;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Tests.Funding;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;

namespace ElderCare.MobileApi.Tests.Seeding;

/// <summary>People of the demo with something about them that a meal must get right.</summary>
public sealed class PlantedCaseTests(SharedCities cities) : IClassFixture<SharedCities>
{
    [SkippableTheory, OnBothDatabases]
    public async Task Case1_ABirthdayTodayCountsFromToday(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var born = (await Person(city, "birthdayToday")).BornOn;
        Assert.Equal(TestCity.Today.PlusYears(-80), born);
        Assert.Equal((200, 400), (await Subsidy(city, born, TestCity.Today.PlusDays(-1)), await Subsidy(city, born, TestCity.Today)));

        var menu = await city.Lunch(10, 1500);
        Assert.Equal(400, (await (await city.As("agent1")).Post("/api/meal-orders", menu.Order(DemoIds.Senior("birthdayToday"))).Body()).Fen("subsidyFen"));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case1_WhoTurnsSixtyTomorrowOrdersTodayAtTomorrowsPrice(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var born = (await Person(city, "turns60Tomorrow")).BornOn;
        Assert.Equal((0, 200), (await Subsidy(city, born, TestCity.Today), await Subsidy(city, born, TestCity.Today.PlusDays(1))));
        var young = (await (await city.As("agent1")).Post("/api/meal-orders", (await city.Lunch(10, 1500)).Order(DemoIds.Senior("notYet60"))).Body()).Fen("subsidyFen");
        Assert.Equal(0, young);
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case2_BornOnTheLeapDayTheyAreOlderOnThe28thInCommonYears(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var (elder, younger) = ((await Person(city, "leapDay1936")).BornOn, (await Person(city, "leapDay1940")).BornOn);
        Assert.Equal((new LocalDate(1936, 2, 29), new LocalDate(1940, 2, 29)), (elder, younger));
        Assert.Equal((0, 100), (await From(90, elder, new(2026, 2, 27)), await From(90, elder, new(2026, 2, 28))));
        Assert.Equal((0, 100), (await From(80, elder, new(2016, 2, 28)), await From(80, elder, new(2016, 2, 29))));
        Assert.Equal((0, 100), (await From(86, younger, new(2026, 2, 27)), await From(86, younger, new(2026, 2, 28))));

        Task<long> From(int age, LocalDate born, LocalDate date) => Subsidy(city, born, date, Rules.Over(age));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case20_NobodyOrdersForWhoHasDied(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        Assert.Equal(new LocalDate(2026, 11, 15), (await Person(city, "died")).DiedOn);
        await (await city.As("agent1")).Post("/api/meal-orders", (await city.Lunch(10, 1500)).Order(DemoIds.Senior("died"))).ShouldBeProblem(409, "people.deceased", "seniorId");
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case15_WhoLeftDibaoTwoMonthsAgoHasFourMonthsOfPhaseOutLeft(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var left = TestCity.Today.PlusMonths(-2);
        var entitled = await (await city.As("city1")).Read($"/api/seniors/{DemoIds.Senior("dibaoPhaseOut")}/entitlements");
        var category = Assert.Single(entitled.GetProperty("categories").EnumerateArray());
        Assert.Equal(
            ("minimumLivingAllowance", LocalDatePattern.Iso.Format(left), LocalDatePattern.Iso.Format(left.PlusMonths(6)), true),
            (category.Text("category"), category.Text("to"), category.Text("benefitUntil"), category.GetProperty("phasingOut").GetBoolean()));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case22_TwoCanteensOneLunchIsSubsidisedOnce(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var (agent, day, senior) = (await city.As("agent1"), city.FreeDay(), DemoIds.Senior("twoCanteens"));
        var (one, two) = (await city.Offer("canteen1", day, MealPeriod.Lunch, 10, 1500), await city.Offer("canteen2", day, MealPeriod.Lunch, 10, 1500));

        Assert.Equal(200, (await agent.Post("/api/meal-orders", one.Order(senior)).Body()).Fen("subsidyFen"));
        await agent.Post("/api/meal-orders", two.Order(senior)).ShouldBeProblem(409, "meals.alreadySubsidised", "acceptFullPrice");
        var second = two.Order(senior);
        second["acceptFullPrice"] = true;
        Assert.Equal((0, 1_500), Paid(await agent.Post("/api/meal-orders", second).Body()));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case28_ACashPayersShareIsInTheDrawerOnceTheMealIsHandedOver(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var senior = DemoIds.Senior("cashPayer");
        await city.Link("family2", senior, FamilyRights.Order);
        var order = await (await city.As("family2")).Post("/api/meal-orders", (await city.Lunch(10, 1500)).Order(senior)).Body();
        Assert.Equal((1_300L, 0L), (city.Balance(AccountKind.CanteenPledged, DemoIds.Canteen1), city.Balance(AccountKind.CashDrawer, DemoIds.Canteen1)));
        await (await city.As("canteen1")).Post($"/api/meal-orders/{order.Text("id")}/collect", new { code = order.Text("code") }).Body();
        Assert.Equal((0L, 1_300L), (city.Balance(AccountKind.CanteenPledged, DemoIds.Canteen1), city.Balance(AccountKind.CashDrawer, DemoIds.Canteen1)));
        city.BooksShouldBalance();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case12_AChildInAnotherProvinceOrdersAndTheSubsidyIsTheSeniors(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var senior = DemoIds.Senior("childFarAway");
        await city.Link("family2", senior, FamilyRights.Order);
        var order = await (await city.As("family2")).Post("/api/meal-orders", (await city.Lunch(10, 1500)).Order(senior)).Body();
        Assert.Equal((200, 1_300), Paid(order));
        Assert.Contains(order.GetProperty("splits").EnumerateArray(), split => split.Text("payer") == "district" && split.Text("fundId") == "fund-371082-meals");
        using var db = city.Get<CityDatabase>().Read();
        Assert.Equal(DemoIds.Account("family2"), (await db.MealOrders.SingleAsync(placed => placed.Id == Guid.Parse(order.Text("id")))).PlacedBy);
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case31_AFundWithTwentyYuanServesTwoOrdersOfThreeAtOnceAndFourMore(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        const string fund = "fund-371098-meals";
        await city.Publish(Rules.Over(60) with
        {
            Id = "three-yuan", City = "371000", DivisionCode = "371098", ResidencyBasis = ResidencyBasis.Residence, ValueFen = 300, StackGroup = "wh-basic",
            Funding = [new() { Payer = Payer.District, FundId = fund, Rest = true }],
        });
        var (agent, menu) = (await city.As("agent1"), await city.Lunch(20, 1500));
        IReadOnlyList<Guid> seniors = [DemoIds.Senior("fundRunningDry"), .. await city.AddSeniors(6, division: "371098")];
        Assert.Equal(2_000, city.Balance(AccountKind.Fund, fund));

        var two = await Task.WhenAll(seniors.Take(2).Select(senior => agent.Post("/api/meal-orders", menu.Order(senior)).Body()));
        Assert.All(two, order => Assert.Equal(300, order.PaidBy(fund)));
        Assert.Equal(1_400, city.Balance(AccountKind.Fund, fund));
        var five = await Task.WhenAll(seniors.Skip(2).Select(senior => agent.Post("/api/meal-orders", menu.Order(senior)).Body()));

        Assert.Equal([0L, 300, 300, 300, 300], five.Select(order => order.PaidBy(fund)).Order());
        Assert.Equal(1_500, five.Single(order => order.PaidBy(fund) == 0).Fen("selfPayFen"));
        Assert.Equal(200, city.Balance(AccountKind.Fund, fund));
        city.BooksShouldBalance();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case5_AMadeUpSaturdayIsAWorkday(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var (made, plain) = (new LocalDate(2023, 10, 7), new LocalDate(2023, 10, 14));
        Assert.Equal((IsoDayOfWeek.Saturday, IsoDayOfWeek.Saturday), (made.DayOfWeek, plain.DayOfWeek));
        Assert.Equal((300, 0), (await Shinan(made), await Shinan(plain)));

        Task<long> Shinan(LocalDate date) => Subsidy(city, date.PlusYears(-72), date, division: "370202");
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case7_AnIdNumberWithXIsFoundHoweverItIsTyped(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var number = await IdNumberOf(city, "idWithX");
        Assert.EndsWith("X", number, StringComparison.Ordinal);
        foreach (var typed in new[] { number, number.ToLowerInvariant(), string.Concat(number.Select(letter => (char)(letter + 0xFEE0))) })
        {
            Assert.Equal(DemoIds.Senior("idWithX").ToString(), Assert.Single(await Search(city, "371000", typed)).Text("id"));
        }
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case8_AFormerPrefixIsAcceptedAndDecidesNothing(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var number = await IdNumberOf(city, "oldIdPrefix");
        Assert.StartsWith("330398", number, StringComparison.Ordinal);
        Assert.Equal("330399", Assert.Single(ReferenceData.DemoDivisionAliases(), alias => alias.OldCode == number[..6]).NewCode);
        Assert.Equal(DemoIds.Senior("oldIdPrefix").ToString(), Assert.Single(await Search(city, "371000", number)).Text("id"));
        var order = await (await city.As("agent1")).Post("/api/meal-orders", (await city.Lunch(10, 1500)).Order(DemoIds.Senior("oldIdPrefix"))).Body();
        Assert.Equal(200, order.PaidBy(CityFunds.OfDistrict)); // half of what an 80-year-old of where they live today gets
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case9_NamesWithADotAndWithRareCharactersAreKeptAndFound(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        foreach (var (key, name, division) in new[] { ("nameWithDot", "古丽娜·阿不都", "370203"), ("rareCharacter", "李𬭎昌", "320412") })
        {
            Assert.Equal(name, (await Person(city, key)).Name);
            Assert.Equal(DemoIds.Senior(key).ToString(), Assert.Single(await Search(city, division, name)).Text("id"));
        }
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case17_WhoMovedIsRegisteredInTheOldDistrictAndLivesInTheNew(string provider)
    {
        Needs.Database(provider);
        var moved = await Person(await cities.On(provider), "movedRuianToLucheng");
        Assert.Equal(("330381", "330302006"), (moved.HukouDivision, moved.ResidenceDivision));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task TheDemoHasTwoThousandPeopleInFiveCitiesWithCanteensAndMenusInEach(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        using var db = city.Get<CityDatabase>().Read();
        var divisions = city.Get<CityFacts>().Divisions;
        var demo = (await db.Seniors.Where(senior => senior.Address != "新威路").Select(senior => senior.ResidenceDivision).ToListAsync()).GroupBy(code => divisions.CityOf(code)).ToDictionary(group => group.Key!, group => group.Count());
        Assert.Equal(new Dictionary<string, int> { ["330300"] = 500, ["371000"] = 450, ["320600"] = 300, ["320400"] = 350, ["370200"] = 400 }, demo);
        var canteens = await db.Canteens.Select(canteen => new { canteen.Id, canteen.DivisionCode, canteen.Tags }).ToListAsync();
        var ofDemo = canteens.ToLookup(canteen => divisions.CityOf(canteen.DivisionCode)!);
        Assert.Equal([8, 16, 24, 20, 145], new[] { "320400", "320600", "330300", "370200", "371000" }.Select(code => ofDemo[code].Count()));
        Assert.Equal(["island", "mountain"], canteens.SelectMany(canteen => canteen.Tags).Distinct().Order(StringComparer.Ordinal));
        var menus = await db.Menus.Where(menu => menu.ServedOn >= TestCity.Today && menu.ServedOn <= TestCity.Today.PlusDays(14)).Select(menu => menu.CanteenId).ToListAsync();
        Assert.All(canteens, canteen => Assert.Equal(30, menus.Count(menu => menu == canteen.Id)));
    }

    private static (long Subsidy, long Self) Paid(JsonElement order) => (order.Fen("subsidyFen"), order.Fen("selfPayFen"));

    private static async Task<Senior> Person(TestCity city, string key)
    {
        using var db = city.Get<CityDatabase>().Read();
        return await db.Seniors.SingleAsync(senior => senior.Id == DemoIds.Senior(key));
    }

    private static async Task<string> IdNumberOf(TestCity city, string key) => city.Get<FieldCipher>().Decrypt((await Person(city, key)).IdNumberCipher);

    /// <summary>What the rules give on a lunch of 15 yuan; the published ones unless one is given.</summary>
    private static async Task<long> Subsidy(TestCity city, LocalDate born, LocalDate date, SubsidyRule? rule = null, string division = "371002") => (await (await city.As("city1")).Post("/api/subsidy-rules/trial", new
    {
        person = new { bornOn = Iso(born), hukouDivision = division, residenceDivision = division, categories = Array.Empty<string>() },
        meal = new { date = Iso(date), period = "lunch", priceFen = 1_500, canteenDivision = division },
        rules = rule is null ? [] : new[] { JsonSerializer.SerializeToElement(rule, Json.Options) },
    }).Body()).Fen("subsidyFen");

    private static string Iso(LocalDate date) => date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);

    private static async Task<IReadOnlyList<JsonElement>> Search(TestCity city, string division, string text)
    {
        var officer = new Account { Id = Guid.CreateVersion7(), UserName = $"officer-{Guid.NewGuid():N}", Name = "某人", Roles = [Role.DistrictOfficer], DivisionCode = division, CreatedAt = TestCity.Noon };
        await city.Get<CityWriter>().Commit(Lane.Interactive, unit => unit.Insert(officer));
        return [.. (await city.With(city.Get<AccessTokens>().Issue(officer).Token).Post("/api/seniors/search", new { text }).Body()).Items()];
    }

    private static class Rules
    {
        /// <summary>A rule that gives 1 yuan from an age on.</summary>
        public static SubsidyRule Over(int age) => new()
        {
            Id = "over", AgeFrom = age, Kind = RuleKind.Fixed, ValueFen = 100, Evidence = "ILLUS", Funding = [new() { Payer = Payer.City, FundId = CityFunds.OfCity, Rest = true }],
        };
    }
}
