using System.Net;
using System.Text.Json;
using ElderCare.Data;
using ElderCare.Data.Seeding;
using ElderCare.Domain.People;

namespace ElderCare.MobileApi.Tests.People;

/// <summary>Changing what is known of a senior, and who sees how much of it.</summary>
public sealed class ChangeSeniorTests(SharedCities cities) : IClassFixture<SharedCities>
{
    [SkippableTheory, OnBothDatabases]
    public async Task OnlyTheFieldsThatAreGivenChange(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var worker = await city.As("district1");
        var path = $"/api/seniors/{(await city.AddSeniors(1))[0]}";
        var before = await worker.Read(path);

        var changed = await worker.Patch(path, new { phone = "138 0000-1234", allergies = new[] { "花生", "芒果" }, living = "alone" }).Body();
        Assert.Equal(("138****1234", "alone"), (changed.Text("phone"), changed.Text("living")));
        Assert.Equal(["peanut", "芒果"], changed.GetProperty("allergies").EnumerateArray().Select(word => word.GetString()));
        foreach (var same in new[] { "name", "idNumber", "bornOn", "address", "hukouDivision", "residenceDivision" }) Assert.Equal(before.Text(same), changed.Text(same));

        var emptied = await worker.Patch(path, new { phone = (string?)null, living = (string?)null, selfCare = "semiDisabled" }).Body();
        Assert.False(emptied.TryGetProperty("phone", out _) || emptied.TryGetProperty("living", out _));
        Assert.Equal(("semiDisabled", 2), (emptied.Text("selfCare"), emptied.GetProperty("allergies").GetArrayLength()));
        var read = await worker.Read(path);
        Assert.All(emptied.EnumerateObject(), field => Assert.Equal(field.Value.GetRawText(), read.GetProperty(field.Name).GetRawText()));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task AChangeNeedsTheVersionThatWasRead(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var worker = await city.As("district1");
        var path = $"/api/seniors/{(await city.AddSeniors(1))[0]}";
        using var read = await worker.GetAsync(path);
        var tag = read.Headers.ETag!.Tag;

        await worker.Patch(path, new { landline = "0631-5221234" }, ifMatch: null).ShouldBeProblem(428, "request.ifMatchRequired", "If-Match");
        using var first = await worker.Patch(path, new { landline = "0631-5221234" }, tag);
        Assert.Equal("0631-522****", (await first.Body()).Text("landline"));
        await worker.Patch(path, new { landline = (string?)null }, tag).ShouldBeProblem(412, "request.stale");
        await worker.Patch(path, new { landline = (string?)null }, first.Headers.ETag!.Tag).Body();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task EveryFieldThatWillNotDoIsNamedAndNothingChanges(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var worker = await city.As("district1");
        var path = $"/api/seniors/{(await city.AddSeniors(1))[0]}";
        var before = city.Snapshot();
        (object Body, string Field)[] wrong =
        [
            (new { name = "张3" }, "name"), (new { name = (string?)null }, "name"), (new { phone = "12345" }, "phone"), (new { landline = "5221234" }, "landline"), (new { address = "路" }, "address"),
            (new { latitude = 0, longitude = 122.1 }, "latitude"), (new { latitude = 37.5, longitude = -122.1 }, "longitude"), (new { latitude = 37.5 }, "longitude"), (new { allergies = Enumerable.Range(0, 21).Select(n => $"菜{n}") }, "allergies"),
            (new { diets = new[] { "" } }, "diets"), (new { diets = (string[]?)null }, "diets"), (new { lunarBirthday = new { month = 1, day = 1, isLeapMonth = true } }, "lunarBirthday"),
            (new { lunarBirthday = new { month = 13, day = 1 } }, "lunarBirthday"), (new { idNumber = "330399194010150020" }, "idNumber"), (new { idNumber = (string?)null }, "idNumber"), (new { idDocument = "passport" }, "idNumber"),
        ];
        foreach (var (body, field) in wrong) await worker.Patch(path, body).ShouldBeProblem(400, "request.invalid", field);
        await worker.Patch(path, new { selfCare = "fine" }).ShouldBeProblem(400, "request.malformed", "selfCare");
        var both = await worker.Patch(path, new { phone = "1", landline = "2" }).ShouldBeProblem(400, "request.invalid", "phone");
        Assert.True(both.GetProperty("errors").TryGetProperty("landline", out _));
        Assert.Equal(before, city.Snapshot());
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case3_ALunarBirthdayIsKeptBesideTheLegalOne(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var worker = await city.As("district1");
        var path = $"/api/seniors/{(await city.AddSeniors(1))[0]}";
        var bornOn = (await worker.Read(path)).Text("bornOn");

        var changed = await worker.Patch(path, new { lunarBirthday = new { month = 6, day = 30, isLeapMonth = false } }).Body();
        Assert.Equal("""{"month":6,"day":30,"isLeapMonth":false}""", changed.GetProperty("lunarBirthday").GetRawText());
        Assert.Equal(bornOn, changed.Text("bornOn"));
        Assert.False((await worker.Patch(path, new { lunarBirthday = (object?)null }).Body()).TryGetProperty("lunarBirthday", out _));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case7_AnOldNumberIsConvertedAndMarked(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var worker = await city.As("district1");
        var path = $"/api/seniors/{(await city.AddSeniors(1))[0]}";
        var changed = await worker.Patch(path, new { idNumber = provider == "Sqlite" ? "330399381015101" : "330399381015103" }).Body();
        Assert.Equal(("1938-10-15", true), (changed.Text("bornOn"), changed.GetProperty("idNumberConverted").GetBoolean()));
        Assert.Contains(changed.GetProperty("warnings").EnumerateArray(), warning => warning.Text("code") == "people.oldNumber");

        var small = IdNumbers.Checked("33039919381015" + (provider == "Sqlite" ? "123" : "125"));
        var again = await worker.Patch(path, new { idNumber = Wide(small.ToLowerInvariant()) }).Body();
        Assert.False(again.TryGetProperty("idNumberConverted", out _));
        Assert.Equal(Masking.IdNumber(small), again.Text("idNumber"));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case8_AnUnknownPrefixIsAWarningOnlyAndMovesNobody(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var worker = await city.As("district1");
        var path = $"/api/seniors/{(await city.AddSeniors(1))[0]}";
        foreach (var (prefix, isKnown) in new[] { ("330398", false), ("990101", false), ("330321", true), ("371002", true), ("110105", true) })
        {
            var changed = await worker.Patch(path, new { idNumber = IdNumbers.Next(prefix) }).Body();
            Assert.Equal(isKnown, !changed.TryGetProperty("warnings", out _));
            Assert.Equal(("371002", "371002"), (changed.Text("hukouDivision"), changed.Text("residenceDivision")));
        }
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case9_OneNumberIsOnePerson(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var worker = await city.As("district1");
        var people = await city.AddSeniors(2);
        var farAway = (await city.AddSeniors(1, division: "330302"))[0];
        var number = IdNumbers.Next();
        await worker.Patch($"/api/seniors/{people[0]}", new { idNumber = number }).Body();

        var known = await worker.Patch($"/api/seniors/{people[1]}", new { idNumber = Wide(number.ToLowerInvariant()) }).ShouldBeProblem(409, "people.idNumberTaken", "idNumber");
        Assert.Equal(people[0].ToString(), known.Text("seniorId"));
        var theirs = IdNumbers.Next();
        await (await city.As("district1")).Patch($"/api/seniors/{farAway}", new { idNumber = theirs }).ShouldBeProblem(404, "notFound");
        await city.Get<ElderCare.Data.Writing.CityWriter>().Commit(ElderCare.Data.Writing.Lane.Interactive, unit =>
            unit.Db.Seniors.Single(senior => senior.Id == farAway).IdNumberIndex = city.Get<ElderCare.Data.Privacy.FieldCipher>().Index(theirs));
        var unknown = await worker.Patch($"/api/seniors/{people[1]}", new { idNumber = theirs }).ShouldBeProblem(409, "people.idNumberTaken", "idNumber");
        Assert.False(unknown.TryGetProperty("seniorId", out _));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case9_OfTwoWhoGiveOneNumberAtOnceOneIsRefused(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var worker = await city.As("district1");
        for (var round = 0; round < 10; round++)
        {
            var (people, number) = (await city.AddSeniors(4), IdNumbers.Next());
            var answers = await Task.WhenAll(people.Select(person => worker.Patch($"/api/seniors/{person}", new { idNumber = number })));
            Assert.Single(answers, answer => answer.IsSuccessStatusCode);
            foreach (var refused in answers.Where(answer => !answer.IsSuccessStatusCode)) await Task.FromResult(refused).ShouldBeProblem(409, "people.idNumberTaken", "idNumber");
        }
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case10_EachSeesWhatTheyMay(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var senior = (await city.AddSeniors(1))[0];
        var path = $"/api/seniors/{senior}";
        await city.Link("family1", senior, FamilyRights.Order);
        var number = IdNumbers.Next();
        await (await city.As("district1")).Patch(path, new { name = "欧阳𬭎昌", idNumber = number, phone = "13812345678", landline = "0631-88881234", address = "环翠区新威路12号3单元501", diets = new[] { "halal" }, selfCare = "disabled" }).Body();

        var staff = await (await city.As("agent1")).Read(path);
        Assert.Equal(("欧阳**", Masking.IdNumber(number), "138****5678"), (staff.Text("name"), staff.Text("idNumber"), staff.Text("phone")));
        Assert.Equal(("0631-8888****", "环翠区新威路***", "disabled"), (staff.Text("landline"), staff.Text("address"), staff.Text("selfCare")));
        Assert.False(staff.TryGetProperty("latitude", out _));
        var family = await (await city.As("family1")).Read(path);
        Assert.Equal(("欧阳𬭎昌", "138****5678", "环翠区新威路12号3单元501"), (family.Text("name"), family.Text("phone"), family.Text("address")));
        foreach (var viewer in new[] { family, await (await city.As("auditor1")).Read(path) })
        {
            foreach (var health in new[] { "diets", "allergies", "selfCare" }) Assert.False(viewer.TryGetProperty(health, out _));
        }
        await (await city.As("family2")).GetAsync(path).ShouldBeProblem(404, "notFound");
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case10_TheKitchenSeesWhatAMealNeedsAndNobodysName(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var people = await city.AddSeniors(2);
        await (await city.As("district1")).Patch($"/api/seniors/{people[0]}", new { allergies = new[] { "鱼" }, diets = new[] { "软食" } }).Body();
        var menu = await city.Lunch(10, 1500);
        var order = (await (await city.As("agent1")).Post("/api/meal-orders", menu.Order(people[0])).Body()).Text("id");
        await (await city.As("agent1")).Post("/api/meal-orders", menu.Order(people[1])).Body();
        var sheet = $"/api/canteens/{menu.CanteenId}/kitchen-sheet?date={menu.Date:uuuu-MM-dd}&period=lunch";
        Assert.Equal($$"""[{"orderId":"{{order}}","allergies":["fish"],"diets":["soft"]}]""", (await (await city.As("canteen1")).Read(sheet)).GetProperty("needs").GetRawText());
        Assert.Equal(0, (await (await city.As("district1")).Read(sheet)).GetProperty("needs").GetArrayLength());
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case10_AFullNumberNeedsAPurposeAndIsWrittenDown(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var (agent, senior) = (await city.As("agent1"), (await city.AddSeniors(1))[0]);
        var (path, number) = ($"/api/seniors/{senior}/reveal", IdNumbers.Next());
        await (await city.As("district1")).Patch($"/api/seniors/{senior}", new { idNumber = number, phone = "13812345678" }).Body();

        await agent.Post(path, new { field = "idNumber" }).ShouldBeProblem(400, "request.invalid", "purpose");
        await agent.Post(path, new { field = "idNumber", purpose = "打给 13812345678" }).ShouldBeProblem(400, "request.invalid", "purpose");
        await agent.Post(path, new { purpose = "回访" }).ShouldBeProblem(400, "request.invalid", "field");
        await agent.Post(path, new { field = "landline", purpose = "回访" }).ShouldBeProblem(409, "people.notRecorded", "field");
        await (await city.As("family1")).Post(path, new { field = "idNumber", purpose = "看看" }).ShouldBeProblem(403, "auth.forbidden");
        await city.With(await city.TokenIn(Domain.Access.Role.CommunityWorker, "330302")).Post(path, new { field = "idNumber", purpose = "看看" }).ShouldBeProblem(404, "notFound");

        Assert.Equal(number, (await agent.Post(path, new { field = "idNumber", purpose = "办理助餐卡" }).Body()).Text("value"));
        Assert.Equal("13812345678", (await agent.Post(path, new { field = "phone", purpose = "回访" }).Body()).Text("value"));
        using var db = city.Get<CityDatabase>().Read();
        var rows = db.Audit.Where(row => row.SeniorId == senior && row.Action == "senior.revealed").OrderBy(row => row.Id).ToList();
        Assert.Equal(["idNumber: 办理助餐卡", "phone: 回访"], rows.Select(row => row.Detail));
        Assert.All(rows, row => Assert.Equal(DemoIds.Account("agent1").ToString(), row.Actor));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task WhoHasNoDocumentBeforeThemDoesNotSayWhoSomebodyIs(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var (agent, path) = (await city.As("agent1"), $"/api/seniors/{(await city.AddSeniors(1))[0]}");
        await agent.Patch(path, new { idNumber = IdNumbers.Next() }).ShouldBeProblem(403, "auth.forbidden");
        await agent.Patch(path, new { name = "张三" }).ShouldBeProblem(403, "auth.forbidden");
        using var allowed = await agent.Patch(path, new { phone = "13800001234" });
        Assert.Equal(HttpStatusCode.OK, allowed.StatusCode);
    }

    private static string Wide(string text) => string.Concat(text.Select(letter => (char)(letter + 0xFEE0)));
}
