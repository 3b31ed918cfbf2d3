using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using ElderCare.Data;
using ElderCare.Data.Meals;
using ElderCare.Data.Seeding;
using ElderCare.Domain.Shared;
using NodaTime;
using NodaTime.Text;
using Xunit.Abstractions;

namespace ElderCare.MobileApi.Tests.Funding;

/// <summary>There is one pricing function: a trial by the published rules, a trial by the same rules sent along, a quote and an order share every price alike.</summary>
public sealed class TrialAndOrderPropertyTests(ITestOutputHelper output)
{
    private const int RuleSets = 20;
    private const int MealsOfASet = 50;
    private const int People = 24;
    private static readonly string[] Homes = ["371002", "371003", "371002001", "371082"];
    private static readonly string?[] Categories = [null, null, "disabled", "minimumLivingAllowance"];
    private static readonly long[] Prices = [1, 801, 1_500, 2_333];

    private static readonly Gen<JsonNode> Funding = OneOf(
        """[{"payer":"city","fundId":"fund-371000-meals","shareBasisPoints":10000}]""",
        """[{"payer":"city","fundId":"fund-371000-meals","shareBasisPoints":5000},{"payer":"district","fundId":"fund-own-district","shareBasisPoints":5000}]""",
        """[{"payer":"town","fundId":"fund-371082-town","shareBasisPoints":3333},{"payer":"district","fundId":"fund-371002-meals","shareBasisPoints":3333},{"payer":"city","fundId":"fund-371000-meals","shareBasisPoints":3334}]""",
        """[{"payer":"city","fundId":"fund-371000-meals","priceBasisPoints":2500,"capFen":300},{"payer":"district","fundId":"fund-own-district","rest":true}]""",
        """[{"payer":"city","fundId":"fund-371000-meals","shareFen":49},{"payer":"district","fundId":"fund-371002-meals","shareFen":1,"onlyInside":"371003"},{"payer":"town","fundId":"fund-371082-town","rest":true,"onlyInside":"371002"}]""")
        .Select(json => JsonNode.Parse(json)!);

    private static readonly Gen<JsonObject> Amounts = Gen.Select(
        OneOf("fixed", "fixed", "percent", "selfPay", "free"), Gen.Long[50, 2_000], Gen.Long[1, 10_000], OneOf<long?>(null, null, 299, 500),
        OneOf<long?>(null, null, 3_333, 6_000), OneOf<long?>(null, null, 1, 100), Funding,
        (kind, value, points, cap, most, least, funding) => new JsonObject
        {
            ["kind"] = kind, ["valueFen"] = value, ["valueBasisPoints"] = points, ["capFen"] = cap, ["maximumTotalBasisPoints"] = most, ["minimumSelfPayFen"] = least, ["funding"] = funding.DeepClone(),
        });

    private static readonly Gen<JsonObject> Covered = Gen.Select(
        OneOf("371000", "371002", "371003", "371002001"), OneOf("hukou", "residence", "either"), OneOf(60, 65, 70), OneOf<int?>(null, null, 80), OneOf<string?>(null, null, "disabled", "minimumLivingAllowance"),
        (division, basis, from, to, category) => new JsonObject
        {
            ["divisionCode"] = division, ["residencyBasis"] = basis, ["ageFrom"] = from, ["ageTo"] = to, ["categories"] = category is null ? null : new JsonArray(category),
        });

    private static readonly Gen<JsonObject> Served = Gen.Select(
        OneOf<string?>(null, """["lunch"]""", """["lunch","dinner"]"""), OneOf<string?>(null, null, """["workday"]""", """["rest","statutory"]"""), OneOf("meal", "day"),
        OneOf<string?>(null, "g", "h"), OneOf("meal", "meal", "meal", "delivery"), OneOf<int?>(null, null, 1), OneOf<int?>(null, null, 500),
        (periods, kinds, per, group, appliesTo, ofDay, metres) => new JsonObject
        {
            ["periods"] = Parsed(periods), ["dayKinds"] = Parsed(kinds), ["per"] = per, ["stackGroup"] = group, ["appliesTo"] = appliesTo, ["mealOfDay"] = ofDay, ["toMetres"] = appliesTo == "delivery" ? metres : null,
        });

    private static readonly Gen<JsonObject> Rules = Gen.Select(Amounts, Covered, Served, (amount, people, meals) =>
    {
        var rule = new JsonObject { ["city"] = "371000", ["evidence"] = "ILLUS" };
        foreach (var (name, value) in amount.Concat(people).Concat(meals).Where(field => field.Value is not null)) rule[name] = value!.DeepClone();
        return rule;
    });

    private static readonly Gen<Wish> Wishes = Gen.Select(Gen.Int[0, People - 1], Gen.Int[0, 5], Gen.Int[0, 3], Gen.Int[1, 3], Gen.Bool, Gen.Int[0, 9],
        (senior, menu, dish, quantity, delivered, order) => new Wish(senior, menu, dish, quantity, delivered, order == 0));

    [SkippableTheory, OnBothDatabases]
    public async Task ATrialAndARealOrderSplitAThousandMealsAlike(string provider)
    {
        Needs.Database(provider);
        await using var bench = await RuleBench.Open(provider);
        var (people, menus) = (await Seniors(bench), await Menus(bench));
        var (meals, subsidised, set) = (0, 0, 0);
        await Property.Holds(output, RuleSets, Gen.Select(Rules.Array[1, 6], Wishes.Array[MealsOfASet]), async given =>
        {
            set++;
            var rules = given.Item1.Select((rule, i) => With(rule, $"set-{set}-{i}")).ToList();
            await bench.Publish(rules);
            foreach (var wish in given.Item2)
            {
                meals++;
                if (await IsSplitAlike(bench, rules, people[wish.Senior], menus[wish.Menu], wish)) subsidised++;
            }
            await bench.WithdrawAll();
        });
        output.WriteLine($"{meals} meals, {subsidised} of them subsidised");
        Console.WriteLine($"{meals} meals, {subsidised} of them subsidised");
        Assert.True(subsidised > meals / 10, $"only {subsidised} of {meals} meals are subsidised: the cases say too little");
    }

    /// <summary>Compares all ways to a price; answers whether anybody pays but the senior.</summary>
    private static async Task<bool> IsSplitAlike(RuleBench bench, List<JsonObject> rules, Person person, (TestMenu Menu, string Division, int Metres, long DeliveryFen) at, Wish wish)
    {
        var order = at.Menu.Order(person.Id, wish.Quantity);
        order["items"]![0]!["dishId"] = at.Menu.Dishes[wish.Dish];
        order["fulfilment"] = wish.Delivered ? "delivery" : "dineIn";
        var quote = await bench.Agent.Post("/api/meal-orders/quote", order).Body();
        var made = new { bornOn = LocalDatePattern.Iso.Format(person.BornOn), hukouDivision = person.Hukou, residenceDivision = person.Residence, categories = person.Category is { } category ? new[] { category } : [] };
        var meal = new
        {
            date = LocalDatePattern.Iso.Format(at.Menu.Date), period = at.Menu.Period, priceFen = Prices[wish.Dish] * wish.Quantity, canteenDivision = at.Division,
            deliveryFen = wish.Delivered ? at.DeliveryFen : 0, distanceMetres = wish.Delivered ? at.Metres : (int?)null,
        };
        foreach (var trial in new[] { await bench.Trial(made, meal), await bench.Trial(made, meal, rules) })
        {
            Assert.Equal(RuleBench.Lines(quote), RuleBench.Lines(trial).Select(line => line with { Fund = FundOf(line.Fund, rules.Find(rule => (string?)rule["id"] == line.Rule), person) }));
            Assert.Equal(quote.GetProperty("explanation").GetRawText(), trial.GetProperty("explanation").GetRawText());
        }
        if (wish.Ordered) await OrderAndCancel(bench, order, quote);
        return RuleBench.Lines(quote).Count > 1;
    }

    private static async Task OrderAndCancel(RuleBench bench, JsonObject wish, JsonElement quote)
    {
        var placed = await bench.Agent.Post("/api/meal-orders", wish).Body();
        Assert.Equal(RuleBench.Lines(quote), RuleBench.Lines(placed));
        Assert.All(placed.GetProperty("splits").EnumerateArray().SkipLast(1), split => Assert.Equal(1, split.Fen("ruleVersion")));
        await bench.Agent.Post($"/api/meal-orders/{placed.Text("id")}/cancel").Body();
    }

    /// <summary>The fund that a real order shows for the own district: that of the hukou, else of the residence, by which the person matched.</summary>
    private static string? FundOf(string? fund, JsonObject? rule, Person person)
    {
        if (fund != "fund-own-district") return fund;
        var (basis, division) = ((string)rule!["residencyBasis"]!, (string)rule["divisionCode"]!);
        bool Matches(string home) => division == "371000" || home.StartsWith(division, StringComparison.Ordinal);
        var matched = basis != "residence" && Matches(person.Hukou) ? person.Hukou : person.Residence;
        return $"fund-{matched[..6]}-meals";
    }

    private static async Task<List<Person>> Seniors(RuleBench bench)
    {
        var people = new List<Person>();
        for (var i = 0; i < People; i++)
        {
            var bornOn = TestCity.Today.PlusYears(-58 - i).PlusDays(i * 31 % 365);
            var (hukou, residence, category) = (Homes[i % 4], Homes[i / 4 % 4], Categories[i % 3 + i % 2]);
            people.Add(new(await bench.Senior(bornOn, hukou, residence, category), bornOn, hukou, residence, category));
        }
        return people;
    }

    private static async Task<List<(TestMenu, string, int, long)>> Menus(RuleBench bench)
    {
        await bench.City.LeaveInFund("fund-371082-town", "371082", 100_000_000);
        var canteen = bench.City.Get<CityDatabase>().Read(sql => sql.Canteen(DemoIds.Canteen1))!;
        var metres = (int)canteen.Place.MetresTo(new GeoPoint(37.5, 122.1));
        var menus = new List<(TestMenu, string, int, long)>();
        foreach (var like in new[] { "2026-11-25", "2026-11-28", "2026-10-01" })
        {
            var day = bench.DayLike(like);
            foreach (var period in new[] { MealPeriod.Lunch, MealPeriod.Dinner }) menus.Add((await bench.City.Offer("canteen1", day, period, 1_000, Prices), canteen.DivisionCode, metres, canteen.DeliveryFen));
        }
        return menus;
    }

    private static JsonObject With(JsonObject rule, string id)
    {
        var named = rule.DeepClone().AsObject();
        named["id"] = id;
        return named;
    }

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static JsonNode? Parsed(string? json) => json is null ? null : JsonNode.Parse(json);

    private sealed record Person(Guid Id, LocalDate BornOn, string Hukou, string Residence, string? Category);

    private sealed record Wish(int Senior, int Menu, int Dish, int Quantity, bool Delivered, bool Ordered);
}
