using ElderCare.Domain.Shared;
using NodaTime;
using NodaTime.Text;

namespace ElderCare.MobileApi.Tests.Funding;

/// <summary>What the published pages say that a senior pays comes out of a trial of the seed rules, and of real orders by the same rules in Weihai.</summary>
public sealed class GoldenRulesTests
{
    private const MealPeriod Breakfast = MealPeriod.Breakfast, Lunch = MealPeriod.Lunch, Dinner = MealPeriod.Dinner;
    private const string Dibao = "minimumLivingAllowance";
    private static readonly string[] Shibei = ["qd-city-2023-70", "qd-shibei-2023-70-district"];
    private static readonly string[] Shinan = ["qd-city-2023-70", "qd-shinan-2023-70", "qd-shinan-2023-hardship"];
    private static readonly string[] Chengyang = ["qd-city-2023-70", "qd-chengyang-2020-60", "qd-chengyang-2020-70", "qd-chengyang-2020-80", "qd-chengyang-2020-hardship"];
    private static readonly string[] Qingdao2024 = ["qd-2024-illus-60", "qd-2024-illus-70", "qd-2024-illus-80", "qd-2024-illus-hardship"];
    private static readonly string[] Zengcheng = ["gz-zengcheng-2020-60", "gz-zengcheng-2020-80", "gz-zengcheng-2020-hardship"];
    private static readonly string[] Yangzhou = ["yz-60", "yz-75", "yz-85-first-free", "yz-85-second-half"];
    private static readonly string[] Hefei = ["hf-2025-set", "hf-2025-diabetic-set"];
    private static readonly string[] Huancui = ["wh-huancui-2020-70-breakfast", "wh-huancui-2020-70-lunch"];
    private static readonly string[] Wenfeng = ["wh-wenfeng-2020-60-breakfast", "wh-wenfeng-2020-60-lunch", "wh-wenfeng-2020-60-dinner"];
    private static readonly string[] Wenzhou = ["wz-illus-60", "wz-illus-70", "wz-illus-80", "wz-illus-hardship"];

    private static readonly Case[] Cases =
    [
        new("Shibei, 76", Shibei, "2023-08-16", 1500, 76, 1100) { Hukou = "370203" },
        new("Shibei on a rest day", Shibei, "2023-08-19", 1500, 76, 1500) { Hukou = "370203" },
        new("Shinan, 72 on a Wednesday", Shinan, "2023-08-16", 1500, 72, 1200) { Hukou = "370202" },
        new("Shinan, 72 on a Saturday", Shinan, "2023-08-19", 1500, 72, 1500) { Hukou = "370202" },
        new("Shinan, 72 on a holiday", Shinan, "2023-05-01", 1500, 72, 1500) { Hukou = "370202" },
        new("Shinan, hard up on a Saturday", Shinan, "2023-08-19", 1500, 65, 100) { Hukou = "370202", Category = Dibao },
        new("Shinan, hard up on a holiday", Shinan, "2023-05-01", 1500, 65, 100) { Hukou = "370202", Category = Dibao },
        new("Shinan, 65 and not hard up", Shinan, "2023-08-16", 1500, 65, 1500) { Hukou = "370202" },
        new("Chengyang, 69", Chengyang, "2023-08-16", 1500, 69, 800) { Hukou = "370214" },
        new("Chengyang, 70", Chengyang, "2023-08-16", 1500, 70, 700) { Hukou = "370214" },
        new("Chengyang, 80", Chengyang, "2023-08-16", 1500, 80, 600) { Hukou = "370214" },
        new("Chengyang, dibao", Chengyang, "2023-08-16", 1500, 80, 200) { Hukou = "370214", Category = Dibao },
        new("Jimo, flat", ["qd-jimo-flat", "qd-jimo-90-free"], "2023-08-16", 1500, 75, 500) { Hukou = "370215" },
        new("Jimo, 90", ["qd-jimo-flat", "qd-jimo-90-free"], "2023-08-16", 1500, 90, 0) { Hukou = "370215" },
        new("Jimo's village on a Saturday", ["qd-jimo-village-70-free"], "2023-09-16", 1200, 70, 0) { Hukou = "370215", OnWeekday = true },
        new("Jimo's village on a Sunday", ["qd-jimo-village-70-free"], "2023-09-17", 1200, 70, 1200) { Hukou = "370215", OnWeekday = true },
        new("Qingdao 2024, 65", Qingdao2024, "2024-08-14", 1500, 65, 1300) { Hukou = "370202" },
        new("Qingdao 2024, 75", Qingdao2024, "2024-08-14", 1500, 75, 1200) { Hukou = "370202" },
        new("Qingdao 2024, 85", Qingdao2024, "2024-08-14", 1500, 85, 1000) { Hukou = "370202" },
        new("Qingdao 2024, hard up", Qingdao2024, "2024-08-14", 1500, 85, 100) { Hukou = "370202", Category = Dibao },
        new("Zengcheng in the own town", Zengcheng, "2025-03-05", 1200, 66, 500) { Hukou = "440118104", Canteen = "440118104" },
        new("Zengcheng in another town", Zengcheng, "2025-03-05", 1200, 66, 600) { Hukou = "440118104", Canteen = "440118105" },
        new("Zengcheng in another district", Zengcheng, "2025-03-05", 1200, 66, 900) { Hukou = "440118104", Canteen = "440112" },
        new("Zengcheng, 80", Zengcheng, "2025-03-05", 1200, 80, 300) { Hukou = "440118104", Canteen = "440118104" },
        new("Zengcheng, hard up, at dinner", Zengcheng, "2025-03-05", 1200, 80, 100) { Hukou = "440118104", Canteen = "440118104", Category = "preferentialTreatment", Period = Dinner },
        new("Zengcheng, a quarter of the price", Zengcheng, "2025-03-05", 1000, 66, 300) { Hukou = "440118104", Canteen = "440118104" },
        new("Yangzhou, 74", Yangzhou, "2025-03-05", 1000, 74, 800) { Hukou = "321000" },
        new("Yangzhou, 75", Yangzhou, "2025-03-05", 1000, 75, 700) { Hukou = "321000" },
        new("Yangzhou, 84", Yangzhou, "2025-03-05", 1000, 84, 700) { Hukou = "321000" },
        new("Yangzhou, 85, first meal", Yangzhou, "2025-03-05", 1000, 85, 0) { Hukou = "321000", Period = Dinner },
        new("Yangzhou, 85, second meal", Yangzhou, "2025-03-05", 1000, 85, 500) { Hukou = "321000", Period = Dinner, Before = [Breakfast] },
        new("Yangzhou, 85, third meal", Yangzhou, "2025-03-05", 1000, 85, 1000) { Hukou = "321000", Period = Dinner, Before = [Breakfast, Lunch] },
        new("Hefei, set", Hefei, "2025-04-16", 1500, 60, 500) { Hukou = "340100", Tag = "set" },
        new("Hefei, diabetic set", Hefei, "2025-04-16", 1500, 60, 800) { Hukou = "340100", Tag = "diabeticSet" },
        new("Hefei, no set", Hefei, "2025-04-16", 1500, 60, 1500) { Hukou = "340100" },
        new("Huancui, breakfast with the card", Huancui, "2025-03-05", 900, 70, 500) { Hukou = "371002", Category = "cardHolder", Period = Breakfast },
        new("Huancui, lunch with the card", Huancui, "2025-03-05", 1500, 70, 1000) { Hukou = "371002", Category = "cardHolder" },
        new("Huancui without the card", Huancui, "2025-03-05", 1500, 70, 1500) { Hukou = "371002" },
        new("Jingqu, 30 % off", ["wh-jingqu-60"], "2025-03-05", 1500, 60, 1050) { Hukou = "371072" },
        new("Wenfeng, breakfast", Wenfeng, "2025-03-05", 1500, 60, 500) { Hukou = "371002", Period = Breakfast },
        new("Wenfeng, lunch", Wenfeng, "2025-03-05", 1500, 60, 800) { Hukou = "371002" },
        new("Wenfeng, dinner", Wenfeng, "2025-03-05", 1500, 60, 1000) { Hukou = "371002", Period = Dinner },
        new("Village of Weihai", ["wh-village-2019-lunch"], "2025-03-05", 900, 60, 100) { Hukou = "371000", Category = "villageMember" },
        new("Rongcheng, 80 in the country", ["wh-rongcheng-80-free"], "2025-03-05", 1100, 80, 0) { Hukou = "371082", Category = "ruralResident" },
        new("Ouhai at Spring Festival", ["wz-ouhai-2023-spring-festival"], "2023-01-18", 4200, 60, 1200) { Hukou = "330304" },
        new("Rui'an at Spring Festival", ["wz-ruian-2023-spring-festival"], "2023-01-23", 2000, 60, 0) { Hukou = "330381", Category = "listedForCampaign" },
        new("Wenzhou, 65", Wenzhou, "2025-03-05", 1500, 65, 1300) { Hukou = "330302" },
        new("Wenzhou, 85 with a cheap meal", Wenzhou, "2025-03-05", 501, 85, 100) { Hukou = "330302" },
        new("Wenzhou, hard up", Wenzhou, "2025-03-05", 1500, 75, 700) { Hukou = "330302", Category = Dibao },
        new("Nantong, 75", ["nt-illus-60", "nt-illus-80"], "2025-03-05", 1500, 75, 1300) { Hukou = "320613" },
        new("Changzhou, 75", ["cz-illus-60", "cz-illus-80"], "2025-03-05", 1500, 75, 1300) { Hukou = "320412" },
        new("Zhuhai", ["zh-percent"], "2025-03-05", 2000, 60, 1260) { Hukou = "440400" },
        new("Zhuhai without hukou", ["zh-percent"], "2025-03-05", 2000, 60, 2000) { Hukou = "110000", Residence = "440400" },
        new("Jinan", ["jn-2023"], "2023-09-13", 1500, 60, 1300) { Hukou = "370100" },
    ];

    [SkippableTheory, OnBothDatabases]
    public async Task TheDocumentedPricesComeOutOfTrialsAndOfRealOrdersAlike(string provider)
    {
        Needs.Database(provider);
        await using var bench = await RuleBench.Open(provider);
        var wrong = new List<string>();
        foreach (var golden in Cases)
        {
            var tried = await Try(bench, golden);
            var ordered = await Order(bench, golden);
            if (tried.SelfPayFen != golden.SelfPayFen) wrong.Add($"{golden.Name}: a trial says {tried.SelfPayFen} instead of {golden.SelfPayFen}");
            if (!tried.Lines.SequenceEqual(ordered)) wrong.Add($"{golden.Name}: an order says {string.Join(' ', ordered)} and a trial {string.Join(' ', tried.Lines)}");
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task ShibeisDiscountIsThreeFromTheCityAndOneFromTheDistrict(string provider)
    {
        Needs.Database(provider);
        await using var bench = await RuleBench.Open(provider);
        var (tried, ordered) = (await Try(bench, Cases[0]), await Order(bench, Cases[0]));
        Assert.Equal([("city", "qd-city-2023-70", 300), ("district", "qd-shibei-2023-70-district", 100), ("senior", null, 1100)], tried.Lines);
        Assert.Equal(tried.Lines, ordered);
    }

    /// <summary>The seed rules themselves, in their city and on the day of the page.</summary>
    private static async Task<(long SelfPayFen, IReadOnlyList<(string Payer, string? Rule, long Fen)> Lines)> Try(RuleBench bench, Case golden)
    {
        var date = LocalDatePattern.Iso.Parse(golden.Date).Value;
        var quote = await bench.Trial(
            new { bornOn = Text(date.PlusYears(-golden.Age)), hukouDivision = golden.Hukou, residenceDivision = golden.Residence ?? golden.Hukou, categories = golden.Category is { } category ? new[] { category } : [] },
            new { date = golden.Date, period = Word(golden.Period), priceFen = golden.PriceFen, canteenDivision = golden.Canteen ?? golden.Hukou, dishTags = golden.Tag is { } tag ? new[] { tag } : [] },
            golden.Rules.Select(RuleBench.Seed),
            golden.Before.Select(period => new { date = golden.Date, period = Word(period) }));
        return (quote.Fen("selfPayFen"), Plain(quote, ""));
    }

    /// <summary>A real order by the same rules in Weihai, on a day of the same kind, by somebody whose birthday it is.</summary>
    private static async Task<IReadOnlyList<(string Payer, string? Rule, long Fen)>> Order(RuleBench bench, Case golden)
    {
        await bench.Publish(golden.Rules.Select(id => InWeihai.Rule(RuleBench.Seed(id))));
        await bench.MoveCanteen(InWeihai.Division(golden.Canteen ?? golden.Hukou));
        var day = bench.DayLike(golden.Date, golden.OnWeekday);
        // Who has no hukou here still lives here, or nobody could order for them.
        var hukou = golden.Residence is null ? InWeihai.Division(golden.Hukou) : golden.Hukou;
        var senior = await bench.Senior(day.PlusYears(-golden.Age), hukou, InWeihai.Division(golden.Residence ?? golden.Hukou), golden.Category);
        foreach (var period in golden.Before)
        {
            var earlier = await bench.City.Offer("canteen1", day, period, 5, golden.PriceFen);
            await bench.Agent.Post("/api/meal-orders", earlier.Order(senior)).Body();
        }
        var menu = await bench.City.Offer("canteen1", day, golden.Period, 5, golden.PriceFen);
        if (golden.Tag is { } tag) await bench.Tag(menu, tag);
        var order = await bench.Agent.Post("/api/meal-orders", menu.Order(senior)).Body();
        await bench.WithdrawAll();
        return Plain(order, "weihai-");
    }

    private static IReadOnlyList<(string Payer, string? Rule, long Fen)> Plain(System.Text.Json.JsonElement meal, string prefix) =>
        [.. RuleBench.Lines(meal).Select(line => (line.Payer, line.Rule?[prefix.Length..], line.Fen))];

    private static string Word(MealPeriod period) => period.ToString().ToLowerInvariant();

    private static string Text(LocalDate date) => LocalDatePattern.Iso.Format(date);

    private sealed record Case(string Name, string[] Rules, string Date, long PriceFen, int Age, long SelfPayFen)
    {
        public required string Hukou { get; init; }

        /// <summary>Where the person lives when that is not where they are registered.</summary>
        public string? Residence { get; init; }

        public string? Category { get; init; }

        public string? Canteen { get; init; }

        public string? Tag { get; init; }

        public MealPeriod Period { get; init; } = Lunch;

        /// <summary>The periods in which the person has had a subsidised meal already.</summary>
        public MealPeriod[] Before { get; init; } = [];

        /// <summary>Whether the weekday matters beside the kind of day.</summary>
        public bool OnWeekday { get; init; }
    }
}
