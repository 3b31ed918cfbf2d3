using System.Text.Json;
using ElderCare.Data;
using ElderCare.Data.Privacy;
using ElderCare.Data.Seeding;
using ElderCare.Data.Writing;
using ElderCare.Domain.Access;
using ElderCare.Domain.Ledger;
using ElderCare.Domain.People;
using ElderCare.MobileApi.Access;

namespace ElderCare.MobileApi.Tests.People;

/// <summary>Who acts and who decides for a senior.</summary>
public sealed class GuardianTests(SharedCities cities) : IClassFixture<SharedCities>
{
    private static int _phones = 600_000;

    [SkippableTheory, OnBothDatabases]
    public async Task Case12_WhoeverOrdersEntitlementAndLimitsAreTheSeniors(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var (first, second) = (await Family(city), await Family(city));
        var (one, two) = ((await city.AddSeniors(1))[0], (await city.AddSeniors(1))[0]);
        foreach (var member in new[] { first, second })
        {
            foreach (var senior in new[] { one, two }) await Link(city, member, senior);
        }
        var menu = await city.Lunch(10, 1500);
        var alone = await (await city.As("agent1")).Post("/api/meal-orders/quote", menu.Order(one)).Body();
        var byFirst = await first.Client.Post("/api/meal-orders", menu.Order(one)).Body();
        Assert.True(byFirst.Fen("subsidyFen") > 0);
        Assert.Equal(alone.Fen("selfPayFen"), byFirst.Fen("selfPayFen"));
        Assert.Equal(-byFirst.Fen("selfPayFen"), city.Balance(AccountKind.SeniorShare, one));

        // The meal's subsidy is used, whoever asks for it now; what they have used for the one is not lost to the other.
        await second.Client.Post("/api/meal-orders", menu.Order(one)).ShouldBeProblem(409, "meals.alreadySubsidised", "acceptFullPrice");
        Assert.Equal(byFirst.Fen("subsidyFen"), (await first.Client.Post("/api/meal-orders", menu.Order(two)).Body()).Fen("subsidyFen"));
        await (await city.As("family2")).Post("/api/meal-orders", menu.Order(one)).ShouldBeProblem(404, "notFound", "seniorId");
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case12_WhoeverOrdersWhatTheSeniorMustNotEatIsRefused(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var (member, senior) = (await Family(city), (await city.AddSeniors(1))[0]);
        await Link(city, member, senior);
        await (await city.As("district1")).Patch($"/api/seniors/{senior}", new { allergies = new[] { "花生" } }).Body();
        var date = city.FreeDay();
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/canteens/{DemoIds.Canteen1}/menus/{date:uuuu-MM-dd}/lunch")
        {
            Content = System.Net.Http.Json.JsonContent.Create(new { ordersCloseAt = $"{date:uuuu-MM-dd}T01:00:00Z", dishes = new[] { new { name = "宫保鸡丁", priceFen = 1500, allergens = new[] { "peanut" }, capacity = 5 } } }),
        };
        request.Headers.Add("If-None-Match", "*");
        var dish = (await (await city.As("canteen1")).SendAsync(request).Body()).GetProperty("dishes")[0].GetProperty("id").GetGuid();
        await member.Client.Post("/api/meal-orders", new TestMenu(DemoIds.Canteen1, date, "lunch", [dish]).Order(senior)).ShouldBeProblem(409, "meals.allergen", "items[0].dishId");
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case13_ForASeniorWithDementiaAGuardianConsents(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var (worker, guardian, member) = (city.With(await city.TokenIn(Role.CommunityWorker, "371002")), await Family(city), await Family(city));
        var senior = (await city.AddSeniors(1, "cognitiveImpairment"))[0];
        var (links, consents) = ($"/api/seniors/{senior}/family-links", $"/api/seniors/{senior}/consents");

        await worker.Post(links, new { accountId = member.Id, scope = new[] { "order" } }).ShouldBeProblem(409, "people.guardianConsentNeeded", "consentedBy");
        await worker.Post(consents, new { kind = "face" }).ShouldBeProblem(409, "people.guardianConsentNeeded", "consentedBy");
        await worker.Post(links, new { accountId = member.Id, scope = new[] { "order" }, consentedBy = guardian.Id }).ShouldBeProblem(400, "request.invalid", "consentedBy");
        await guardian.Client.Post(links, new { accountId = guardian.Id, scope = new[] { "order" }, guardian = true }).ShouldBeProblem(404, "notFound");

        var own = await worker.Post(links, new { accountId = guardian.Id, scope = new[] { "order", "pay", "viewHealth" }, guardian = true }).Body();
        Assert.Equal((true, guardian.Id), (own.GetProperty("isGuardian").GetBoolean(), own.GetProperty("consentedBy").GetGuid()));
        await guardian.Client.Post(links, new { accountId = member.Id, scope = new[] { "order" }, guardian = true }).ShouldBeProblem(403, "auth.forbidden");
        var granted = await guardian.Client.Post(links, new { accountId = member.Id, scope = new[] { "order" } }).Body();
        Assert.Equal((false, guardian.Id), (granted.GetProperty("isGuardian").GetBoolean(), granted.GetProperty("consentedBy").GetGuid()));
        Assert.Equal(guardian.Id, (await worker.Post(consents, new { kind = "face", consentedBy = guardian.Id }).Body()).GetProperty("guardian").GetGuid());
        await member.Client.Post(consents, new { kind = "location" }).ShouldBeProblem(403, "auth.forbidden");
        await guardian.Client.Post(consents, new { kind = "location" }).Body();
        await guardian.Client.Post($"/api/seniors/{senior}/contacts", new { name = "林建国", relation = "child", phone = "13812345678" }).Body();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case12_OfTwoGuardiansTheLatestDecisionHoldsAndBothAreTold(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var worker = city.With(await city.TokenIn(Role.CommunityWorker, "371002"));
        var (one, two, member) = (await Family(city), await Family(city), await Family(city));
        var senior = (await city.AddSeniors(1, "cognitiveImpairment"))[0];
        var (links, consents) = ($"/api/seniors/{senior}/family-links", $"/api/seniors/{senior}/consents");
        var guardians = new List<string>();
        foreach (var guardian in new[] { one, two }) guardians.Add((await worker.Post(links, new { accountId = guardian.Id, scope = new[] { "order" }, guardian = true }).Body()).Text("id"));

        var granted = await one.Client.Post(links, new { accountId = member.Id, scope = new[] { "order", "pay" } }).Body();
        Assert.Empty(Told(city, one, two));
        await two.Client.Post($"{links}/{granted.Text("id")}/revoke").Body();
        Assert.Equal([one.Phone, two.Phone], Told(city, one, two));
        await member.Client.GetAsync($"/api/seniors/{senior}").ShouldBeProblem(404, "notFound");
        await one.Client.Post(links, new { accountId = member.Id, scope = new[] { "order", "pay" } }).Body();
        Assert.Equal(4, Told(city, one, two).Count);
        var narrower = await two.Client.Post(links, new { accountId = member.Id, scope = new[] { "viewHealth" } }).Body();
        Assert.Equal(6, Told(city, one, two).Count);
        Assert.Equal([narrower.Text("id")], (await worker.Read(links)).Items().Where(link => link.GetProperty("accountId").GetGuid() == member.Id && link.GetProperty("holds").GetBoolean()).Select(link => link.Text("id")));

        var consent = (await one.Client.Post(consents, new { kind = "face" }).Body()).Text("id");
        Assert.False((await two.Client.Post($"{consents}/{consent}/revoke").Body()).GetProperty("holds").GetBoolean());
        Assert.Equal(8, Told(city, one, two).Count);
        await two.Client.Post($"{links}/{guardians[0]}/revoke").ShouldBeProblem(403, "auth.forbidden");
        using var db = city.Get<CityDatabase>().Read();
        Assert.Equal(4, db.Audit.Count(row => row.SeniorId == senior && row.Action == "guardian.decidedOtherwise"));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case11_AFaceConsentIsGivenAndRevokedAndHasAnAlternative(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var (worker, senior) = (await city.As("district1"), (await city.AddSeniors(1))[0]);
        var path = $"/api/seniors/{senior}/consents";
        await worker.Post(path, new { }).ShouldBeProblem(400, "request.invalid", "kind");
        await worker.Post(path, new { kind = "face", givenOn = "2026-11-24" }).ShouldBeProblem(400, "request.invalid", "givenOn");
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => worker.Post(path, new { kind = "face", givenOn = "2026-11-01" })));
        var given = await Assert.Single(answers, answer => answer.IsSuccessStatusCode).Body();
        foreach (var refused in answers.Where(answer => !answer.IsSuccessStatusCode)) await Task.FromResult(refused).ShouldBeProblem(409, "people.consentGiven", "kind");
        Assert.Equal(["idCard", "socialSecurityCard", "mealCard", "paperVoucher", "staffVouched"], given.GetProperty("alternatives").EnumerateArray().Select(way => way.GetString()));

        var revoked = await worker.Post($"{path}/{given.Text("id")}/revoke").Body();
        Assert.Equal(("2026-11-01", "2026-11-23", false), (revoked.Text("givenOn"), revoked.Text("revokedOn"), revoked.GetProperty("holds").GetBoolean()));
        Assert.Equal(revoked.GetRawText(), (await worker.Post($"{path}/{given.Text("id")}/revoke").Body()).GetRawText());
        await worker.Post(path, new { kind = "face" }).Body();
        Assert.Equal([true, false], (await worker.Read(path)).Items().Select(consent => consent.GetProperty("holds").GetBoolean()));
        await (await city.As("family2")).GetAsync(path).ShouldBeProblem(404, "notFound");
    }

    private static async Task<Member> Family(TestCity city)
    {
        var phone = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"19900{Interlocked.Increment(ref _phones):000000}");
        var account = new Account
        {
            Id = Guid.CreateVersion7(), UserName = $"family-{Guid.NewGuid():N}", Name = "家人", Roles = [Role.Family], CreatedAt = TestCity.Noon, PhoneCipher = city.Get<FieldCipher>().Encrypt(phone),
        };
        await city.Get<CityWriter>().Commit(Lane.Interactive, unit => unit.Insert(account));
        return new(account.Id, phone, city.With(city.Get<AccessTokens>().Issue(account).Token));
    }

    private static Task Link(TestCity city, Member member, Guid senior) => city.Get<CityWriter>().Commit(Lane.Interactive, unit =>
    {
        unit.Insert(new FamilyLink { Id = Guid.CreateVersion7(), AccountId = member.Id, SeniorId = senior, Rights = FamilyRights.Order | FamilyRights.Pay, ValidFrom = unit.Now, GrantedBy = member.Id });
        unit.AfterCommit(() => city.Get<AccountDirectory>().Forget(member.Id));
    });

    /// <summary>The phones to which messages about two guardians' decisions were written.</summary>
    private static List<string> Told(TestCity city, params Member[] members)
    {
        using var db = city.Get<CityDatabase>().Read();
        var cipher = city.Get<FieldCipher>();
        var phones = members.Select(member => member.Phone).ToHashSet();
        return [.. db.Messages.ToList().Where(message => cipher.Decrypt(message.TextCipher).Contains("最近一次", StringComparison.Ordinal)).Select(message => cipher.Decrypt(message.ToCipher)).Where(phones.Contains).Order()];
    }

    private sealed record Member(Guid Id, string Phone, HttpClient Client);
}
