using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using ElderCare.Data;
using ElderCare.Domain.Access;
using ElderCare.Domain.People;

namespace ElderCare.MobileApi.Tests.People;

/// <summary>How to get in, illnesses and medicines: kept, read by those who may, and by nobody else.</summary>
public sealed class PersonCardFieldsTests(SharedCities cities) : IClassFixture<SharedCities>
{
    private const string Way = "单元门 2580#，钥匙在 502 王阿姨家";

    [SkippableTheory, OnBothDatabases]
    public async Task TheyAreRegisteredChangedEmptiedAndRead(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var worker = await city.As("district1");
        var person = new JsonObject
        {
            ["name"] = "王秀英", ["idNumber"] = InventedIdNumbers.Next(), ["hukouDivision"] = "371002", ["residenceDivision"] = "371002",
            ["doorNote"] = $" {Way} ", ["conditions"] = new JsonArray("高血压", " 高血压", "冠心病"), ["medicines"] = new JsonArray("阿司匹林 100 mg 早上"),
        };

        var made = await worker.Post("/api/seniors", person).Body();

        var path = $"/api/seniors/{made.Text("id")}";
        foreach (var view in new[] { made, await worker.Read(path) })
        {
            Assert.Equal((Way, "高血压|冠心病", "阿司匹林 100 mg 早上"), (view.Text("doorNote"), Words(view, "conditions"), Words(view, "medicines")));
        }
        var changed = await worker.Patch(path, new { doorNote = "密码 1357", conditions = Array.Empty<string>(), medicines = new[] { "胰岛素" } }).Body();
        Assert.Equal(("密码 1357", "", "胰岛素"), (changed.Text("doorNote"), Words(changed, "conditions"), Words(changed, "medicines")));
        await worker.Patch(path, new { phone = "13812340009" }).Body();
        Assert.Equal("密码 1357", (await worker.Read(path)).Text("doorNote"));
        foreach (var nothing in new string?[] { null, "  " })
        {
            await worker.Patch(path, new { doorNote = "x" }).Body();
            Assert.False((await worker.Patch(path, new { doorNote = nothing }).Body()).TryGetProperty("doorNote", out _));
        }
        using var db = city.Get<CityDatabase>().Read();
        var id = made.GetProperty("id").GetGuid();
        Assert.Contains(db.Audit.Where(row => row.SeniorId == id && row.Action == "senior.changed").Select(row => row.Detail), detail => detail!.Split(' ').Order().SequenceEqual(["conditions", "doorNote", "medicines"]));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task WhatWillNotDoIsNamed(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var (worker, path) = (await city.As("district1"), $"/api/seniors/{(await city.AddSeniors(1))[0]}");
        foreach (var (body, field) in new (object, string)[]
        {
            (new { doorNote = new string('门', 501) }, "doorNote"), (new { doorNote = "第一行\n第二行" }, "doorNote"), (new { conditions = new[] { "" } }, "conditions"), (new { conditions = new[] { new string('病', 61) } }, "conditions"),
            (new { conditions = (string[]?)null }, "conditions"), (new { medicines = Enumerable.Range(0, 31).Select(n => $"药{n}").ToArray() }, "medicines"), (new { medicines = new string?[] { null } }, "medicines"),
        })
        {
            await worker.Patch(path, body).ShouldBeProblem(400, "request.invalid", field);
            var person = JsonSerializer.SerializeToNode(body)!.AsObject();
            foreach (var (name, value) in new[] { ("name", "王秀英"), ("idNumber", InventedIdNumbers.Next()), ("hukouDivision", "371002"), ("residenceDivision", "371002") }) person[name] = value;
            if (person["conditions"] is not null || person["medicines"] is not null || person["doorNote"] is not null) await worker.Post("/api/seniors", person).ShouldBeProblem(400, "request.invalid", field);
        }
        await worker.Patch(path, new { doorNote = new string('门', 500), medicines = Enumerable.Range(0, 30).Select(n => $"药{n}").ToArray(), conditions = new[] { new string('病', 60) } }).Body();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task WhoSeesWhat(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var senior = (await city.AddSeniors(1, division: "371002001"))[0];
        var path = $"/api/seniors/{senior}";
        await (await city.As("community1")).Patch(path, new { doorNote = Way, conditions = new[] { "冠心病" }, medicines = new[] { "硝酸甘油" } }).Body();
        var all = FamilyRights.Order | FamilyRights.Pay | FamilyRights.ViewHealth;
        (string Who, HttpClient Client, bool Way, bool Health)[] viewers =
        [
            ("city", await city.As("city1"), true, true), ("district", await city.As("district1"), true, true), ("street", await city.As("street1"), true, true),
            ("community", await city.As("community1"), true, true), ("agent", await city.As("agent1"), true, true), ("supervisor", await city.As("supervisor1"), true, true),
            ("auditor", await city.As("auditor1"), false, false),
            ("family with all rights", await city.FamilyOf(senior, all), true, true),
            ("family that may know their health", await city.FamilyOf(senior, FamilyRights.ViewHealth), false, true),
            ("family that orders", await city.FamilyOf(senior, FamilyRights.Order), false, false),
            ("family that orders and pays", await city.FamilyOf(senior, FamilyRights.Order | FamilyRights.Pay), false, false),
        ];
        foreach (var (who, client, way, health) in viewers)
        {
            var view = await client.Read(path);
            Assert.Equal((who, way, health, health), (who, view.TryGetProperty("doorNote", out _), view.TryGetProperty("conditions", out _), view.TryGetProperty("medicines", out _)));
            var listed = (await client.Read("/api/seniors?limit=200")).Items().SingleOrDefault(one => one.Text("id") == senior.ToString());
            if (listed.ValueKind == JsonValueKind.Undefined) continue;
            Assert.Equal((who, false, health), (who, listed.TryGetProperty("doorNote", out _), listed.TryGetProperty("conditions", out _)));
        }
        await city.With(await city.TokenIn(Role.DistrictOfficer, "330302")).GetAsync(path).ShouldBeProblem(404, "notFound");
        foreach (var never in new[] { "canteen1", "kiosk1", "courier1", "responder1", "caregiver1", "volunteer1" }) await (await city.As(never)).GetAsync(path).ShouldBeProblem(403, "auth.forbidden");
        await (await city.As("auditor1")).Patch(path, new { doorNote = "x" }).ShouldBeProblem(403, "auth.forbidden");
    }

    [SkippableTheory, OnBothDatabases]
    public async Task TheCounterTheKitchenAndTheFeedKnowNothingOfThem(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var senior = (await city.AddSeniors(1))[0];
        var (worker, kitchen, card) = (await city.As("district1"), await city.As("canteen1"), $"CARD{Guid.NewGuid():N}"[..16]);
        await worker.Patch($"/api/seniors/{senior}", new { doorNote = Way, conditions = new[] { "冠心病" }, medicines = new[] { "硝酸甘油" } }).Body();
        await worker.Post($"/api/seniors/{senior}/cards", new { kind = "mealCard", number = card }).Body();
        var menu = await city.Lunch(5, 1500);
        var order = await (await city.As("agent1")).Post("/api/meal-orders", menu.Order(senior)).Body();
        var answers = new[]
        {
            await kitchen.Post("/api/seniors/identify", new { card }).Body(), await kitchen.Read($"/api/meal-orders/{order.Text("id")}"),
            await kitchen.Read($"/api/canteens/{menu.CanteenId}/kitchen-sheet?date={menu.Date:uuuu-MM-dd}&period=lunch"), await (await city.As("agent1")).Read("/api/events?after=0&waitSeconds=0"),
        };
        foreach (var answer in answers)
        {
            foreach (var secret in new[] { "2580", "冠心病", "硝酸甘油" }) Assert.DoesNotContain(secret, answer.GetRawText(), StringComparison.Ordinal);
        }
    }

    [SkippableTheory, OnBothDatabases]
    public async Task AnImportBringsThemAndTheirColumnsMayBeMissing(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var worker = await city.As("district1");
        var (one, two, three) = (InventedIdNumbers.Next(), InventedIdNumbers.Next(), InventedIdNumbers.Next());
        await worker.Import($"姓名,证件号码,户籍区划,居住区划,进门说明,疾病,用药\n李秀兰,{one},371002,371002,{Way.Replace("，", "；", StringComparison.Ordinal)},高血压；冠心病,阿司匹林;硝酸甘油\n李秀兰,{two},371002,371002,,,\n").Body();
        await worker.Import($"name,idNumber,hukouDivision,residenceDivision,doorNote\n李秀兰,{three},371002,371002,key under the stone\n").Body();

        var (first, second, third) = (await Found(one), await Found(two), await Found(three));
        Assert.Equal((Way.Replace("，", "；", StringComparison.Ordinal), "高血压|冠心病", "阿司匹林|硝酸甘油"), (first.Text("doorNote"), Words(first, "conditions"), Words(first, "medicines")));
        Assert.Equal((false, "", ""), (second.TryGetProperty("doorNote", out _), Words(second, "conditions"), Words(second, "medicines")));
        Assert.Equal(("key under the stone", ""), (third.Text("doorNote"), Words(third, "conditions")));
        var wrong = await worker.Import($"name,idNumber,hukouDivision,residenceDivision,doorNote,conditions,medicines\n李秀兰,{InventedIdNumbers.Next()},371002,371002,{new string('a', 501)},{new string('b', 61)},=1\n").ShouldBeProblem(400, "people.importInvalid");
        Assert.Equal(["conditions", "doorNote", "medicines"], wrong.GetProperty("problems").EnumerateArray().Select(row => row.Text("field")).Order());

        async Task<JsonElement> Found(string number) => await worker.Read($"/api/seniors/{Assert.Single((await worker.Post("/api/seniors/search", new { text = number }).Body()).Items()).Text("id")}");
    }

    [SkippableTheory, OnBothDatabases]
    public async Task AMergeKeepsTheWayInThatStaysAndTheIllnessesAndMedicinesOfBoth(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var worker = await city.As("district1");
        var people = await city.AddSeniors(4);
        await worker.Patch($"/api/seniors/{people[0]}", new { doorNote = "密码 1", conditions = new[] { "高血压" } }).Body();
        await worker.Patch($"/api/seniors/{people[1]}", new { doorNote = "密码 2", conditions = new[] { "高血压", "糖尿病" }, medicines = new[] { "胰岛素" } }).Body();
        await worker.Patch($"/api/seniors/{people[3]}", new { doorNote = "密码 3" }).Body();

        foreach (var (stays, goes) in new[] { (0, 1), (2, 3) }) await worker.Post($"/api/seniors/{people[stays]}/merge", new { otherId = people[goes], reason = "同一人" }).Body();

        var merged = await worker.Read($"/api/seniors/{people[0]}");
        Assert.Equal(("密码 1", "高血压|糖尿病", "胰岛素"), (merged.Text("doorNote"), Words(merged, "conditions"), Words(merged, "medicines")));
        Assert.Equal("密码 3", (await worker.Read($"/api/seniors/{people[2]}")).Text("doorNote"));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task TheWayInIsNotReadFromTheDatabaseAsItIs(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var senior = (await city.AddSeniors(1))[0];
        await (await city.As("district1")).Patch($"/api/seniors/{senior}", new { doorNote = Way }).Body();
        var kept = city.Get<CityDatabase>().Read(sql => sql.Query("""SELECT "DoorNoteCipher" FROM "Seniors" WHERE "Id" = @p0""", row => row.GetString(0), senior)[0]);
        Assert.DoesNotContain("2580", kept, StringComparison.Ordinal);
    }

    private static string Words(JsonElement view, string name) => string.Join('|', view.GetProperty(name).EnumerateArray().Select(word => word.GetString()));
}
