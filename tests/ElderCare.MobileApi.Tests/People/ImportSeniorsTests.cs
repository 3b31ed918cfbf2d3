using System.Text;
using System.Text.Json;
using ElderCare.Data;
using ElderCare.Domain.Ledger;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.Tests.People;

/// <summary>Importing files of people that are right: all of their rows, each person once.</summary>
public sealed class ImportSeniorsTests(SharedCities cities) : IClassFixture<SharedCities>
{
    static ImportSeniorsTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [SkippableTheory, OnBothDatabases]
    public async Task Case9_ANumberThatIsRegisteredUnderAnotherNameIsNamed(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var officer = await city.As("city1");
        var (known, fresh) = (InventedIdNumbers.Next(), InventedIdNumbers.Next());
        await officer.Import(SeniorList.Of([SeniorList.Row(known)])).Body();
        var other = SeniorList.Of([SeniorList.Row(fresh), SeniorList.Row(known, name: "孙不同")]);
        foreach (var dryRun in new[] { true, false })
        {
            var problem = await officer.Import(other, dryRun).ShouldBeProblem(400, "people.importInvalid", "idNumber");
            Assert.Equal(3, problem.GetProperty("problems")[0].GetProperty("row").GetInt32());
        }
        Assert.Empty((await officer.Post("/api/seniors/search", new { text = fresh }).Body()).Items());
    }

    [SkippableTheory, OnBothDatabases]
    public async Task EverybodyOfAFileIsThereWithCategoriesAndAccounts(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        using var officer = await city.As("district1");
        using var agent = await city.As("agent1");
        var numbers = Enumerable.Range(0, 731).Select(_ => InventedIdNumbers.Next()).ToList();

        var answer = await officer.Import(SeniorList.Of(numbers.Select(number => SeniorList.Row(number)))).Body();

        Assert.Equal((731, 731, 0, false), Told(answer));
        foreach (var number in new[] { numbers[0], numbers[365], numbers[730] })
        {
            var found = Assert.Single((await officer.Post("/api/seniors/search", new { text = number }).Body()).Items());
            var accounts = (await officer.Read($"/api/ledger/accounts?owner={found.Text("id")}")).Items();
            Assert.Equal(["seniorShare", "wallet"], accounts.Select(account => account.Text("kind")).Order());
            await agent.Post("/api/meal-orders", (await city.Lunch(5, 1500)).Order(Guid.Parse(found.Text("id")))).Body();
        }
        using var db = city.Get<CityDatabase>().Read();
        var brought = await db.Seniors.Where(senior => senior.Name == "李秀兰" && senior.ImportId != null).OrderByDescending(senior => senior.Id).Take(731).Select(senior => senior.Id).ToListAsync();
        Assert.Equal(731, await db.CategoryPeriods.CountAsync(period => brought.Contains(period.SeniorId) && period.Category == "disabled"));
        var accountIds = brought.Select(id => LedgerAccount.IdOf(AccountKind.Wallet, id)).ToList();
        Assert.Equal(731, await db.Balances.CountAsync(balance => accountIds.Contains(balance.AccountId) && balance.Floor == 0));
        city.BooksShouldBalance();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case09_WhoIsRegisteredIsLeftAsTheyAre(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        using var officer = await city.As("district1");
        var (known, fresh) = (InventedIdNumbers.Next(), InventedIdNumbers.Next());
        await officer.Import(SeniorList.Of(SeniorList.Row(known))).Body();

        var answer = await officer.Import(SeniorList.Of(SeniorList.Row(fresh), SeniorList.Row(known).Replace("新威路", "海滨路", StringComparison.Ordinal))).Body();

        Assert.Equal((2, 1, 1, false), Told(answer));
        Assert.Equal([3], answer.GetProperty("alreadyRegisteredRows").EnumerateArray().Select(row => row.GetInt32()));
        Assert.Equal("李**", Assert.Single((await officer.Post("/api/seniors/search", new { text = known }).Body()).Items()).Text("name"));
        Assert.Equal((2, 0, 2, false), Told(await officer.Import(SeniorList.Of(SeniorList.Row(fresh), SeniorList.Row(known))).Body()));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task ADryRunSaysTheSameAndKeepsNothing(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        using var officer = await city.As("district1");
        var file = SeniorList.Of(SeniorList.Row(), SeniorList.Row());
        var before = Kept();
        Assert.Equal((2, 2, 0, true), Told(await officer.Import(file, dryRun: true, key: Guid.NewGuid().ToString()).Body()));
        Assert.Equal(before, Kept());
        using (var db = city.Get<CityDatabase>().Read()) Assert.Equal(1, await db.Audit.CountAsync(row => row.Action == "seniors.importTried")); // it tells who is registered
        Assert.Equal((2, 2, 0, false), Told(await officer.Import(file).Body()));

        IReadOnlyList<string> Kept() => [.. city.Snapshot().Where(table => !table.StartsWith("Audit:", StringComparison.Ordinal))];
    }

    [SkippableTheory, OnBothDatabases]
    public async Task ARefusalThatTellsWhoIsRegisteredIsWrittenDown(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        using var officer = await city.As("district1");
        var known = InventedIdNumbers.Next();
        await officer.Import(SeniorList.Of(SeniorList.Row(known))).Body();

        await officer.Import(SeniorList.Of(SeniorList.Row(known, "孙不同"))).ShouldBeProblem(400, "people.importInvalid", "idNumber");
        await officer.Import(SeniorList.Of(SeniorList.Row("123"))).ShouldBeProblem(400, "people.importInvalid", "idNumber"); // tells of nobody

        using var db = city.Get<CityDatabase>().Read();
        Assert.Single(await db.Audit.Where(row => row.Action == "seniors.importRefused").ToListAsync());
    }

    [SkippableTheory, OnBothDatabases]
    public async Task ADryRunTellsNothingOfPeopleOfAnotherDivision(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        using var officer = await city.As("district1");
        var (outside, inside) = (InventedIdNumbers.Next(), InventedIdNumbers.Next());
        await (await city.As("city1")).Import(SeniorList.Of(SeniorList.Row(outside, division: "371082"), SeniorList.Row(inside))).Body();
        var fresh = InventedIdNumbers.Next();

        foreach (var name in new[] { "李秀兰", "孙不同" })
        {
            var tried = await officer.Import(SeniorList.Of(SeniorList.Row(outside, name), SeniorList.Row(inside), SeniorList.Row(fresh)), dryRun: true).Body();
            Assert.Equal((3, 2, 1, true), Told(tried));
            Assert.Equal([3], tried.GetProperty("alreadyRegisteredRows").EnumerateArray().Select(row => row.GetInt32()));
        }
        var imported = await officer.Import(SeniorList.Of(SeniorList.Row(outside, "孙不同"), SeniorList.Row(inside), SeniorList.Row(fresh))).Body();
        Assert.Equal((3, 1, 2, false), Told(imported));
        Assert.Equal([3], imported.GetProperty("alreadyRegisteredRows").EnumerateArray().Select(row => row.GetInt32()));
        Assert.Equal("371082", Assert.Single((await (await city.As("city1")).Post("/api/seniors/search", new { text = outside }).Body()).Items()).Text("residenceDivision"));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task TheSameKeyGetsTheFirstAnswerAgain(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        using var officer = await city.As("district1");
        var (file, key) = (SeniorList.Of(SeniorList.Row()), Guid.NewGuid().ToString());
        var first = await officer.Import(file, key: key).Body();
        Assert.Equal(first.ToString(), (await officer.Import(file, key: key).Body()).ToString());
        await officer.Import(file + "\n", key: key).ShouldBeProblem(422, "idempotency.keyReused");
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Utf8WithAndWithoutAMarkAndGbkAreRead(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        using var officer = await city.As("district1");
        var rare = "买买提·\U00020BB7";
        string File(out string number) => $"姓名,证件号码,户籍区划,居住区划,性别,自理能力\r\n{rare},{number = InventedIdNumbers.Next()},371002,371002,,半失能\r\n";

        byte[][] files =
        [
            Encoding.UTF8.GetBytes(File(out var first)),
            [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(File(out var second))],
            Encoding.GetEncoding("GB18030").GetBytes(File(out var third)),
            Encoding.GetEncoding("GBK").GetBytes(File(out var fourth).Replace("\U00020BB7", "囍", StringComparison.Ordinal)),
        ];
        foreach (var file in files) Assert.Equal((1, 1, 0, false), Told(await officer.Import(file).Body()));

        using var db = city.Get<CityDatabase>().Read();
        var cipher = city.Get<Data.Privacy.FieldCipher>();
        foreach (var (number, name) in new[] { (first, rare), (second, rare), (third, rare), (fourth, "买买提·囍") })
        {
            var index = cipher.Index(number);
            var senior = await db.Seniors.SingleAsync(senior => senior.IdNumberIndex == index);
            Assert.Equal((name, Domain.People.SelfCareLevel.SemiDisabled), (senior.Name, senior.SelfCare));
        }
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case07And08_OldNumbersAndPrefixesAreWarningsOnly(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        using var officer = await city.As("district1");
        var (old, birth) = (InventedIdNumbers.Next(), "19010203");
        var fifteen = $"330399{birth[2..]}{Random.Shared.Next(100, 999)}";
        var formerDivision = SeniorList.Row(old, division: "371081");

        var answer = await officer.Import(SeniorList.Of(SeniorList.Row(fifteen), SeniorList.Row())).Body();

        Assert.Equal((2, 2, 0, false), Told(answer));
        Assert.Equal([2, 3], answer.GetProperty("warnings").EnumerateArray().Select(warning => warning.GetProperty("row").GetInt32()));
        using var city1 = await city.As("city1");
        Assert.Equal((1, 1, 0, false), Told(await city1.Import(SeniorList.Of(formerDivision)).Body()));
        Assert.Equal("371003", Assert.Single((await city1.Post("/api/seniors/search", new { text = old }).Body()).Items()).Text("residenceDivision"));
    }

    private static (int Rows, int Added, int Known, bool DryRun) Told(JsonElement answer) =>
        (answer.GetProperty("rows").GetInt32(), answer.GetProperty("added").GetInt32(), answer.GetProperty("alreadyRegistered").GetInt32(), answer.GetProperty("dryRun").GetBoolean());
}
