using System.Net.Http.Json;
using ElderCare.Data;
using ElderCare.Data.Seeding;
using ElderCare.Data.Vouchers;
using ElderCare.Domain.Access;
using ElderCare.Domain.Ledger;
using ElderCare.Domain.People;
using ElderCare.MobileApi.Tests.People;
using ElderCare.MobileApi.Tests.Realtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Testing;

namespace ElderCare.MobileApi.Tests.Vouchers;

/// <summary>Minutes granted by the month and one by one, and who may see them.</summary>
public sealed class VoucherGrantTests(SharedCities cities) : IClassFixture<SharedCities>
{
    [SkippableTheory, OnBothDatabases]
    public async Task ARunGrantsEachPersonOnceAndSaysWhyOthersGetNothing(string provider)
    {
        await using var city = await Alone(provider);
        var officer = await city.As("city1");
        var run = new { programmeCode = CityVouchers.Programme, month = "2026-11" };
        var before = await officer.Post("/api/voucher-grants/run", run).Body();
        Assert.Equal(0, before.Fen("granted")); // the demo's people had it at the start
        Assert.True(before.Fen("already") > 0);
        var old = (await city.AddSeniors(3, age: 91))[0];
        var alone = (await city.AddSeniors(1, "livingAlone", age: 82))[0];
        await city.AddSeniors(1, age: 91, diedOn: TestCity.Today);
        var inHome = (await city.AddSeniors(1, age: 91))[0];
        await city.Record(inHome, "absences", new { kind = "institution", validFrom = "2026-10-01", source = "机构报送" });
        await city.AddSeniors(2, age: 70);

        var first = await officer.InEnglish().Post("/api/voucher-grants/run", run).Body();

        Assert.Equal((4L, before.Fen("already"), before.Fen("skipped") + 4), (first.Fen("granted"), first.Fen("already"), first.Fen("skipped")));
        Assert.Equal((3 * 900) + 180, first.Fen("grantedMinutes"));
        Assert.Equal("Lived in an institution on the first of the month, which gives the care.", first.GetProperty("reasons").EnumerateArray().Single(reason => reason.Text("reason") == "inInstitution").Text("text"));
        Assert.Equal((180L, 0L, "2026-11-30", true), Only(await city.Vouchers(alone)));
        var second = await officer.Post("/api/voucher-grants/run", new { programmeCode = CityVouchers.Programme, month = "2026-11-23" }).Body();
        Assert.Equal((0L, before.Fen("already") + 4), (second.Fen("granted"), second.Fen("already")));
        Assert.Equal((900L, 0L, "2026-11-30", true), Only(await city.Vouchers(old)));
        var entry = Assert.Single(await city.Entries(old));
        Assert.Equal(("minutesGranted", 900L, 900L, "illus-E@1"), (entry.Text("kind"), entry.Fen("minutes"), entry.Fen("balanceAfter"), entry.Text("note")));
        city.MinutesShouldBalance();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task TwoRunsAtOnceGrantNobodyTwice(string provider)
    {
        await using var city = await Alone(provider);
        var seniors = await city.AddSeniors(400, age: 91);
        var officer = await city.As("city1");
        var runs = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => officer.Post("/api/voucher-grants/run", new { programmeCode = CityVouchers.Programme, month = "2026-11" }).Body()));
        Assert.Equal(400, runs.Sum(run => run.Fen("granted")));
        using var db = city.Get<CityDatabase>().Read();
        Assert.Equal(400, await db.HourVouchers.CountAsync(voucher => seniors.Contains(voucher.SeniorId)));
        city.MinutesShouldBalance();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task TheFirstOfAMonthGrantsByItselfAndWhatIsOverExpires(string provider)
    {
        await using var city = await Alone(provider);
        var senior = (await city.AddSeniors(1, age: 91))[0];
        await (await city.As("city1")).Post("/api/voucher-grants/run", new { programmeCode = CityVouchers.Programme, month = "2026-11" }).Body();
        city.Clock.Reset(CityVouchers.At(12, 1, 0, 1));
        await city.RunTimers();
        Assert.Equal((900L, 0L, "2026-12-31", true), Only((await city.Vouchers(senior)).Where(voucher => voucher.Text("programmeCode") == CityVouchers.Programme).ToList()));
        Assert.Equal(["minutesExpired", "minutesGranted", "minutesGranted"], (await city.Entries(senior)).Where(entry => entry.Text("programmeCode") == CityVouchers.Programme).Select(entry => entry.Text("kind")).Order());
        city.MinutesShouldBalance();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task AnOfficerGrantsOnePersonOnceByItsKey(string provider)
    {
        var city = await Shared(provider);
        var senior = (await city.AddSeniors(1))[0];
        var officer = await city.As("district1");
        var grant = new { seniorId = senior, programmeCode = CityVouchers.Programme, minutes = 120, reason = "出院后照料" };
        using (var keyless = await officer.PostAsJsonAsync("/api/voucher-grants", grant)) Assert.Equal(400, (int)keyless.StatusCode);
        var made = await officer.Post("/api/voucher-grants", grant, "voucher-key").Body();
        var again = await officer.Post("/api/voucher-grants", grant, "voucher-key").Body();
        Assert.Equal(made.Text("id"), again.Text("id"));
        Assert.Equal((120L, 0L, "2026-11-30", true), Only(await city.Vouchers(senior)));
        Assert.Equal(made.Text("id"), Assert.Single(await city.Entries(senior)).Text("refersTo"));
        using (var db = city.Get<CityDatabase>().Read()) Assert.Equal("出院后照料", (await db.Audit.SingleAsync(row => row.Action == "voucher.granted" && row.SeniorId == senior)).Detail);

        await officer.Post("/api/voucher-grants", new { }).ShouldBeProblem(400, "request.invalid", "seniorId");
        await officer.Post("/api/voucher-grants", grant with { minutes = 0 }).ShouldBeProblem(400, "request.invalid", "minutes");
        await officer.Post("/api/voucher-grants", grant with { programmeCode = "none" }).ShouldBeProblem(404, "notFound", "programmeCode");
        await officer.Post("/api/voucher-grants", grant with { seniorId = Guid.NewGuid() }).ShouldBeProblem(404, "notFound");
        await officer.Post("/api/voucher-grants", new { grant.seniorId, grant.programmeCode, month = "2026-10", grant.minutes, grant.reason }).ShouldBeProblem(400, "request.invalid", "month");
        await officer.Post("/api/voucher-grants", grant with { seniorId = (await city.AddSeniors(1, diedOn: TestCity.Today))[0] }).ShouldBeProblem(409, "people.deceased", "seniorId");
        await officer.Post("/api/voucher-grants", grant with { seniorId = (await city.AddSeniors(1, division: "330302"))[0] }).ShouldBeProblem(404, "notFound");
    }

    [SkippableTheory, OnBothDatabases]
    public async Task AGrantIsPutRightByAPostingOfItsOwn(string provider)
    {
        var city = await Shared(provider);
        var senior = (await city.AddSeniors(1))[0];
        var officer = await city.As("city1");
        var id = (await officer.Post("/api/voucher-grants", new { seniorId = senior, programmeCode = CityVouchers.Programme, minutes = 120, reason = "多发了" }).Body()).Text("id");
        await city.Hold(senior, Guid.CreateVersion7(), 50);
        Assert.Equal(10, (await officer.Post($"/api/voucher-grants/{id}/adjust", new { minutes = -60, reason = "多发了" }).Body()).Fen("freeMinutes"));
        await officer.Post($"/api/voucher-grants/{id}/adjust", new { minutes = -11, reason = "多发了" }).ShouldBeProblem(409, "vouchers.notEnoughMinutes", "minutes");
        Assert.Equal(15, (await officer.Post($"/api/voucher-grants/{id}/adjust", new { minutes = 5, reason = "补发" }).Body()).Fen("freeMinutes"));
        Assert.Equal((65L, 50L, "2026-11-30", true), Only(await city.Vouchers(senior)));
        city.MinutesShouldBalance();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task OnlyTheirSideAndTheirStaffSeeThem(string provider)
    {
        var city = await Shared(provider);
        var senior = (await city.AddSeniors(1))[0];
        await city.Grant(senior, 60);
        await city.Link("family1", senior, FamilyRights.Pay);
        await city.Link("family2", senior, FamilyRights.Order);
        foreach (var what in new[] { "vouchers", "voucher-entries" })
        {
            foreach (var user in new[] { "city1", "district1", "agent1", "auditor1", "family1" }) Assert.NotEmpty((await (await city.As(user)).Read($"/api/seniors/{senior}/{what}")).Items());
            foreach (var role in new[] { Role.StreetOfficer, Role.CommunityWorker }) Assert.NotEmpty((await city.With(await city.TokenIn(role, "371002")).Read($"/api/seniors/{senior}/{what}")).Items());
            await (await city.As("family2")).GetAsync($"/api/seniors/{senior}/{what}").ShouldBeProblem(403, "people.linkDoesNotAllow");
            await (await city.As("senior1")).GetAsync($"/api/seniors/{senior}/{what}").ShouldBeProblem(404, "notFound");
            await city.With(await city.TokenIn(Role.Agent, "330300")).GetAsync($"/api/seniors/{senior}/{what}").ShouldBeProblem(404, "notFound");
            await (await city.As("canteen1")).GetAsync($"/api/seniors/{senior}/{what}").ShouldBeProblem(403, "auth.forbidden");
        }
        Assert.DoesNotContain((await (await city.As("family1")).Read($"/api/seniors/{senior}/voucher-entries")).Items(), entry => entry.TryGetProperty("note", out _));
        var accounts = (await (await city.As("family1")).Read($"/api/ledger/accounts?owner={senior}")).Items();
        Assert.Contains(accounts, account => account.Text("kind") == "voucherMinutes" && account.Fen("balance") == 60 && account.Text("unit") == "minutes:test-hours");
    }

    [SkippableTheory, OnBothDatabases]
    public async Task EntriesComeInPagesAndAddUp(string provider)
    {
        var city = await Shared(provider);
        var senior = (await city.AddSeniors(1))[0];
        await city.Grant(senior, 100);
        var order = Guid.CreateVersion7();
        await city.Hold(senior, order, 60);
        await city.Spend(order, 45);
        var officer = await city.As("city1");
        var all = await city.Entries(senior);
        Assert.Equal(["minutesReleased", "minutesSpent", "minutesHeld", "minutesGranted"], all.Select(entry => entry.Text("kind")));
        Assert.Equal([15L, -45L, -60L, 100L], all.Select(entry => entry.Fen("minutes")));
        Assert.Equal([55L, 55L, 100L, 100L], all.Select(entry => entry.Fen("balanceAfter")));
        Assert.Equal([0L, 15L, 60L, 0L], all.Select(entry => entry.Fen("reservedAfter")));
        var paged = new List<string>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await officer.Read($"/api/seniors/{senior}/voucher-entries?limit=3&cursor={cursor}");
            paged.AddRange(page.Items().Select(entry => entry.Text("id")));
            cursor = page.GetProperty("nextCursor").GetString();
        }
        Assert.Equal(all.Select(entry => entry.Text("id")), paged);
    }

    [SkippableTheory, OnBothDatabases]
    public async Task ProgrammesAreListedWithWhatTheyGrantAndWhyNot(string provider)
    {
        var city = await Shared(provider);
        var listed = (await (await city.As("auditor1")).Read("/api/voucher-programmes")).Items().ToDictionary(programme => programme.Text("programmeCode"));
        Assert.True(listed["illus-hours"].GetProperty("grants").GetBoolean() && listed["illus-hours"].GetProperty("illustrative").GetBoolean());
        Assert.Equal(6, listed["illus-hours"].GetProperty("types").GetArrayLength());
        Assert.False(listed["nj-jianye-80"].GetProperty("grants").GetBoolean());
        Assert.Contains("分钟", listed["nj-jianye-80"].GetProperty("types")[0].Text("whyNotGranted"));
        Assert.StartsWith("PAGE-MIRROR", listed["wh-12349-90"].GetProperty("types")[0].Text("evidence"));
        await (await city.As("city1")).Post("/api/voucher-grants/run", new { programmeCode = "wh-2020-six-categories", month = "2026-11" }).ShouldBeProblem(409, "vouchers.grantsNothing", "programmeCode");
        await (await city.As("city1")).Post("/api/voucher-grants/run", new { programmeCode = "nj-jianye-80", month = "2026-11" }).ShouldBeProblem(404, "notFound", "programmeCode");
        await (await city.As("city1")).Post("/api/voucher-grants/run", new { programmeCode = "illus-hours", month = "2026-12" }).ShouldBeProblem(409, "vouchers.monthNotBegun", "month");
        await (await city.As("city1")).Post("/api/voucher-grants/run", new { programmeCode = "illus-hours", month = "2026-10" }).ShouldBeProblem(409, "vouchers.monthOver", "month");
        await (await city.As("city1")).Post("/api/voucher-grants/run", new { programmeCode = "illus-hours", month = "soon" }).ShouldBeProblem(400, "request.invalid", "month");
    }

    [SkippableTheory, OnBothDatabases]
    public async Task AnOfficerAddsATypeAndReplacesItFromADayOn(string provider)
    {
        await using var city = await Alone(provider);
        var senior = (await city.AddSeniors(1, "veteranPartyMember", age: 72))[0];
        var officer = await city.As("city1");
        var type = new { id = "wh-veterans", programmeCode = "wh-veterans", city = "371000", categories = new[] { "veteranPartyMember" }, minutesPerMonth = 240, expiry = "endOfYear", onDeath = "void", purposes = new[] { "bath" }, evidence = "威海民发〔2026〕1号" };
        Assert.Equal(1, (await officer.Post("/api/voucher-programmes", type).Body()).Fen("version"));
        Assert.Equal(2, (await officer.Post("/api/voucher-programmes", new { type.id, type.programmeCode, type.city, type.categories, minutesPerMonth = 300, type.expiry, type.onDeath, type.evidence, validFrom = "2026-12-01" }).Body()).Fen("version"));
        await officer.Post("/api/voucher-grants/run", new { programmeCode = "wh-veterans", month = "2026-11" }).Body();
        var voucher = Assert.Single(await city.Vouchers(senior));
        Assert.Equal((240L, "2026-12-31", "bath"), (voucher.Fen("balanceMinutes"), voucher.Text("expiresOn"), voucher.GetProperty("purposes")[0].GetString()));
        city.Clock.Reset(CityVouchers.At(12, 1, 0, 1));
        await city.RunTimers();
        Assert.Equal([240L, 300L], (await city.Vouchers(senior)).Select(one => one.Fen("balanceMinutes")));

        officer = city.With(await city.TokenOf("city1"));
        await officer.Post("/api/voucher-programmes", new { }).ShouldBeProblem(400, "request.invalid", "expiry");
        await officer.Post("/api/voucher-programmes", new { id = "x y", city = "371000", categories = new[] { "none" }, ageFrom = 90, ageTo = 80, minutesPerMonth = 0, expiry = "never", onDeath = "void", evidence = "ILLUS" })
            .ShouldBeProblem(400, "request.invalid", "categories[0]");
        await officer.Post("/api/voucher-programmes", new { id = "wenzhou", city = "330300", minutesPerMonth = 60, expiry = "never", onDeath = "void", evidence = "ILLUS" }).ShouldBeProblem(404, "notFound", "city");
        await officer.Post("/api/voucher-programmes", new { id = "wh-veterans", programmeCode = "other", city = "371000", minutesPerMonth = 60, expiry = "never", onDeath = "void", evidence = "ILLUS" }).ShouldBeProblem(409, "vouchers.typeTaken", "id");
        await officer.Post("/api/voucher-programmes", new { id = "mine", programmeCode = "nj-jianye-80", city = "371000", minutesPerMonth = 60, expiry = "never", onDeath = "void", evidence = "ILLUS" }).ShouldBeProblem(409, "vouchers.programmeTaken", "programmeCode");
    }

    [SkippableTheory, OnBothDatabases]
    public async Task TheFirstSeniorHasThisMonthsMinutesAlsoAfterAStartInAnotherMonth(string provider)
    {
        Needs.Database(provider);
        await using var database = await TestDatabase.Copy(provider);
        await using (var november = TestCity.Start(database)) Assert.True((await november.Vouchers(DemoIds.Senior1, "senior1")).Sum(voucher => voucher.Fen("balanceMinutes")) >= 600);
        var january = new FakeClock(CityVouchers.At(12, 1, 9) + Duration.FromDays(40));
        await using var later = TestCity.Start(database, services => services.AddSingleton<IClock>(january));
        Assert.Contains(await later.Vouchers(DemoIds.Senior1, "senior1"), voucher => voucher.Fen("balanceMinutes") >= 600 && voucher.Text("expiresOn") == "2027-01-31");
    }

    private static (long Balance, long Reserved, string ExpiresOn, bool Illustrative) Only(IReadOnlyList<System.Text.Json.JsonElement> vouchers)
    {
        var voucher = Assert.Single(vouchers);
        return (voucher.Fen("balanceMinutes"), voucher.Fen("reservedMinutes"), voucher.Text("expiresOn"), voucher.GetProperty("illustrative").GetBoolean());
    }

    private Task<TestCity> Shared(string provider)
    {
        Needs.Database(provider);
        return cities.On(provider);
    }

    private static Task<TestCity> Alone(string provider)
    {
        Needs.Database(provider);
        return TestCity.Start(provider);
    }
}
