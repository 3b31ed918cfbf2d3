using System.Text.Json;
using ElderCare.Data;
using ElderCare.Data.Seeding;
using ElderCare.Data.Writing;
using ElderCare.Domain.People;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.Tests.People;

/// <summary>Whom to call for a senior, and in which order.</summary>
public sealed class ContactTests(SharedCities cities) : IClassFixture<SharedCities>
{
    [SkippableTheory, OnBothDatabases]
    public async Task Case13_ContactsAreCalledInAnUnbrokenOrder(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var (worker, path) = (await city.As("district1"), $"/api/seniors/{(await city.AddSeniors(1))[0]}/contacts");
        var first = await Add(worker, path, "林建国", "13812345678");
        var second = await Add(worker, path, "林建军", "0631-5221234");
        var urgent = await Add(worker, path, "王阿姨", "13912345678", callOrder: 1);
        Assert.Equal([urgent, first, second], await Order(worker, path));
        Assert.Equal(["139****5678", "138****5678", "0631-522****"], (await worker.Read(path)).Items().Select(contact => contact.Text("phone")));
        Assert.Equal("王**", (await worker.Read(path)).Items()[0].Text("name"));

        await worker.Post($"{path}/reorder", new { ids = new[] { second, urgent, first } }).Body();
        Assert.Equal([second, urgent, first], await Order(worker, path));
        await worker.Post($"{path}/{urgent}/remove").Body();
        Assert.Equal([second, first], await Order(worker, path));
        await worker.GetAsync($"{path}/{urgent}").ShouldBeProblem(404, "notFound");

        foreach (var wrong in new[] { new[] { first }, [first, first], [first, urgent], [first, second, Guid.NewGuid().ToString()] })
        {
            await worker.Post($"{path}/reorder", new { ids = wrong }).ShouldBeProblem(409, "people.contactsChanged", "ids");
        }
        Assert.Equal([second, first], await Order(worker, path));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case13_HoweverManyAddAndReorderAtOnceEachPlaceHasOneContact(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var (worker, senior) = (await city.As("district1"), (await city.AddSeniors(1))[0]);
        var path = $"/api/seniors/{senior}/contacts";
        await Add(worker, path, "林建国", "13812345678");
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(n => worker.Post(path, new { name = "林建国", relation = "child", phone = "13812345678", callOrder = 1 })));
        Assert.Equal(Contact.Most - 1, answers.Count(answer => answer.IsSuccessStatusCode));
        foreach (var refused in answers.Where(answer => !answer.IsSuccessStatusCode)) await Task.FromResult(refused).ShouldBeProblem(409, "people.tooManyContacts");
        Assert.Equal(Enumerable.Range(1, Contact.Most), (await worker.Read(path)).Items().Select(contact => contact.GetProperty("callOrder").GetInt32()));

        var twice = await Assert.ThrowsAnyAsync<DbUpdateException>(() => city.Get<CityWriter>().Commit(Lane.Interactive, unit =>
            unit.Db.Contacts.Add(new Contact { Id = Guid.NewGuid(), SeniorId = senior, Name = "林", Relation = Relation.Child, PhoneCipher = "", PhoneMasked = "", CallOrder = 3 })));
        Assert.Contains("unique", twice.InnerException!.Message, StringComparison.OrdinalIgnoreCase);
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case13_OneContactMustBeVerifiedEachNinetyDays(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var senior = (await city.AddSeniors(1))[0];
        var (worker, record) = (await city.As("district1"), $"/api/seniors/{senior}");
        var id = await Add(worker, $"{record}/contacts", "林建国", "13812345678");
        await Add(worker, $"{record}/contacts", "林建军", "13912345678");
        await DueShouldBe(true, null);

        Assert.Equal("2026-11-23", (await worker.Post($"{record}/contacts/{id}/verify").Body()).Text("verifiedOn"));
        await DueShouldBe(false, "2026-11-23");
        city.Clock.Advance(Duration.FromDays(CityPolicies.Register().ContactVerifiedEveryDays - 1));
        worker = city.With(await city.TokenOf("district1"));
        await DueShouldBe(false, "2026-11-23");
        city.Clock.Advance(Duration.FromDays(1));
        worker = city.With(await city.TokenOf("district1"));
        await DueShouldBe(true, "2026-11-23");

        async Task DueShouldBe(bool due, string? verifiedOn)
        {
            var seen = await worker.Read(record);
            Assert.Equal((due, verifiedOn), (seen.GetProperty("contactsDue").GetBoolean(), seen.TryGetProperty("contactsVerifiedOn", out var on) ? on.GetString() : null));
            Assert.Equal(due, (await Listed(worker, "true")).Contains(senior.ToString()));
            Assert.Equal(!due, (await Listed(worker, "false")).Contains(senior.ToString()));
        }
    }

    [SkippableTheory, OnBothDatabases]
    public async Task AnotherPhoneIsNotYetVerified(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var (worker, path) = (await city.As("district1"), $"/api/seniors/{(await city.AddSeniors(1))[0]}/contacts");
        var contact = $"{path}/{await Add(worker, path, "林建国", "13812345678")}";
        await worker.Post($"{contact}/verify").Body();
        await worker.Patch(contact, new { relation = "sibling" }, ifMatch: null).ShouldBeProblem(428, "request.ifMatchRequired", "If-Match");
        await worker.Patch(contact, new { relation = "sibling" }, "\"1\"").ShouldBeProblem(412, "request.stale");
        await worker.Patch(contact, new { phone = "1" }).ShouldBeProblem(400, "request.invalid", "phone");

        var same = await worker.Patch(contact, new { relation = "sibling", phone = "138-1234-5678" }, "\"2\"").Body();
        Assert.Equal(("sibling", "2026-11-23"), (same.Text("relation"), same.Text("verifiedOn")));
        Assert.False((await worker.Patch(contact, new { phone = "13912345678" }).Body()).TryGetProperty("verifiedOn", out _));
        Assert.Equal("13912345678", (await worker.Post($"{contact}/reveal", new { purpose = "紧急联系" }).Body()).Text("phone"));
        await worker.Post($"{contact}/reveal").ShouldBeProblem(400, "request.invalid", "purpose");
    }

    [SkippableTheory, OnBothDatabases]
    public async Task EachFieldOfANewContactIsChecked(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var (worker, path) = (await city.As("district1"), $"/api/seniors/{(await city.AddSeniors(1))[0]}/contacts");
        var problem = await worker.Post(path, new { name = "林", phone = "88" }).ShouldBeProblem(400, "request.invalid", "relation");
        foreach (var field in new[] { "name", "phone" }) Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _));
        await worker.Post(path, new { name = "林建国", relation = "child", phone = "13812345678", callOrder = 2 }).ShouldBeProblem(400, "request.invalid", "callOrder");
        await (await city.As("family2")).Post(path, new { name = "林建国", relation = "child", phone = "13812345678" }).ShouldBeProblem(404, "notFound");
        await (await city.As("family1")).Post($"/api/seniors/{DemoIds.Senior1}/contacts", new { name = "林建国", relation = "child", phone = "13812345678" }).ShouldBeProblem(403, "auth.forbidden");
        Assert.Equal("林建国", (await (await city.As("senior1")).Post($"/api/seniors/{DemoIds.Senior1}/contacts", new { name = "林建国", relation = "child", phone = "13812345678" }).Body()).Text("name"));
    }

    private static async Task<string> Add(HttpClient client, string path, string name, string phone, int? callOrder = null) =>
        (await client.Post(path, new { name, relation = "child", phone, callOrder }).Body()).Text("id");

    private static async Task<IReadOnlyList<string>> Order(HttpClient client, string path) => [.. (await client.Read(path)).Items().Select(contact => contact.Text("id"))];

    private static async Task<IReadOnlyList<string>> Listed(HttpClient client, string due)
    {
        var (ids, cursor) = (new List<string>(), "");
        do
        {
            var page = await client.Read($"/api/seniors?contactsDue={due}&limit=200{(cursor.Length > 0 ? $"&cursor={cursor}" : "")}");
            ids.AddRange(page.Items().Select(senior => senior.Text("id")));
            cursor = page.GetProperty("nextCursor").GetString() ?? "";
        }
        while (cursor.Length > 0);
        return ids;
    }
}
