using System.Text.Json;
using System.Text.Json.Nodes;
using ElderCare.Data;
using ElderCare.Data.Privacy;
using ElderCare.Data.Seeding;
using ElderCare.Data.Writing;
using ElderCare.Domain.Access;
using ElderCare.Domain.People;
using ElderCare.MobileApi.Tests.People;
using NodaTime;

namespace ElderCare.MobileApi.Tests.Meals;

/// <summary>News of a meal takes the way that a phone has, and goes in person where there is none.</summary>
public sealed class ReachingPeopleTests(SharedCities cities) : IClassFixture<SharedCities>
{
    private static int _phones;

    [SkippableTheory, OnBothDatabases]
    public async Task ALandlineIsRungAndAMobileGetsAnSms(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var worker = await city.As("district1");
        var (landline, second, mobile) = (Landline(), Landline(), Mobile());
        var registered = (await worker.Post("/api/seniors", Person(landline)).Body()).GetProperty("id").GetGuid();
        var changed = (await city.AddSeniors(1))[0];
        await worker.Patch($"/api/seniors/{changed}", new { landline = second }).Body();
        var both = (await city.AddSeniors(1))[0];
        await worker.Patch($"/api/seniors/{both}", new { phone = mobile, landline = Landline() }).Body();

        foreach (var senior in new[] { registered, changed, both })
        {
            var order = await city.Order(await city.Lunch(10, 1500), senior);
            var (to, channel) = senior == both ? (mobile, "sms") : (senior == registered ? landline : second, "voice");
            var message = Assert.Single(await Outbox(city), message => message.Text("to") == to);
            Assert.Equal(channel, message.Text("channel"));
            var code = CodeOf(city, order);
            Assert.Contains(channel == "sms" ? code : string.Join(' ', code.AsEnumerable()), message.Text("text"), StringComparison.Ordinal); // a voice says each digit
            Assert.Equal(channel == "sms", message.Text("text").Contains('*', StringComparison.Ordinal)); // a voice says stars for them
            Assert.Equal(channel == "voice", message.Text("text").Contains("姓老人", StringComparison.Ordinal));
            Assert.Empty(await TasksOf(city, order));
        }
    }

    [SkippableTheory, OnBothDatabases]
    public async Task FamilyAtALandlineIsRungToo(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var (senior, phone) = ((await city.AddSeniors(1))[0], Landline());
        await LinkNew(city, senior, phone);

        var order = await city.Order(await city.Lunch(10, 1500), senior);

        Assert.Equal("voice", Assert.Single(await Outbox(city), message => message.Text("to") == phone).Text("channel"));
        Assert.Empty(await TasksOf(city, order));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task WhomNoPhoneReachesIsToldInPersonOnce(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var agent = await city.As("agent1");
        var senior = (await city.AddSeniors(1, category: "cognitiveImpairment"))[0];
        var lunch = await city.Lunch(10, 1500, 300);
        var order = await city.Order(lunch, senior);

        var task = Assert.Single(await TasksOf(city, order));
        Assert.Contains("凭身份证或卡取餐", task.Text("title"), StringComparison.Ordinal);
        Assert.Equal(("callBack", "open", senior), (task.Text("kind"), task.Text("status"), task.GetProperty("seniorId").GetGuid()));

        var more = lunch.Order(senior);
        more["items"]!.AsArray().Add(new JsonObject { ["dishId"] = lunch.Dishes[1], ["quantity"] = 1 });
        await agent.Put($"/api/meal-orders/{order.Text("id")}", more, "*").Body();
        await agent.Put($"/api/meal-orders/{order.Text("id")}", lunch.Order(senior), "*").Body();
        Assert.Equal(2, (await TasksOf(city, order)).Count); // that it was changed is one thing to tell, however often
        await agent.Post($"/api/meal-orders/{order.Text("id")}/cancel").Body();
        Assert.Equal(3, (await TasksOf(city, order)).Count);
        Assert.All(await TasksOf(city, order), told => Assert.DoesNotContain("障碍", told.Text("title"), StringComparison.Ordinal));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task WhatTheirOwnSideDoesNobodyIsSentFor(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var senior = (await city.AddSeniors(1))[0];
        var family = await LinkNew(city, senior, phone: null);
        var order = await family.Post("/api/meal-orders", (await city.Lunch(10, 1500)).Order(senior)).Body();
        await family.Post($"/api/meal-orders/{order.Text("id")}/cancel").Body();
        Assert.Empty(await TasksOf(city, order));
        var atTheCounter = await (await city.As("canteen1")).Post("/api/meal-orders", (await city.Lunch(10, 1500)).Order(senior)).Body();
        Assert.Empty(await TasksOf(city, atTheCounter)); // who stands there hears it
    }

    private static string Landline() => $"0631-52{Interlocked.Increment(ref _phones):00000}";

    private static string Mobile() => $"19855{Interlocked.Increment(ref _phones):000000}";

    private static JsonObject Person(string phone) => new()
    {
        ["name"] = "王座机", ["idNumber"] = InventedIdNumbers.Next(), ["phone"] = phone, ["hukouDivision"] = "371002", ["residenceDivision"] = "371002", ["address"] = "环翠区新威路1号",
    };

    private static async Task<HttpClient> LinkNew(TestCity city, Guid senior, string? phone)
    {
        var account = new Account
        {
            Id = Guid.CreateVersion7(), UserName = $"family-{Guid.NewGuid():N}", Name = "家人", Roles = [Role.Family], CreatedAt = TestCity.Noon,
            PhoneCipher = phone is null ? null : city.Get<FieldCipher>().Encrypt(phone),
        };
        await city.Get<CityWriter>().Commit(Lane.Interactive, unit =>
        {
            unit.Insert(account);
            unit.Insert(new FamilyLink { Id = Guid.CreateVersion7(), AccountId = account.Id, SeniorId = senior, Rights = FamilyRights.Order, ValidFrom = unit.Now - Duration.FromDays(1), GrantedBy = account.Id });
        });
        return city.With(city.Get<MobileApi.Access.AccessTokens>().Issue(account).Token);
    }

    private static string CodeOf(TestCity city, JsonElement order)
    {
        using var db = city.Get<CityDatabase>().Read();
        return db.MealOrders.Single(row => row.Id == order.GetProperty("id").GetGuid()).Code;
    }

    private static async Task<IReadOnlyList<JsonElement>> Outbox(TestCity city) => (await (await city.As("agent1")).Read("/api/dev/outbox")).Items();

    private static async Task<IReadOnlyList<JsonElement>> TasksOf(TestCity city, JsonElement order) =>
        [.. (await (await city.As("district1")).Read("/api/tasks?kind=callBack&limit=200")).Items().Where(task => task.Text("subjectId") == order.Text("id"))];
}
