using System.Globalization;
using ElderCare.Data;
using ElderCare.Data.Privacy;
using ElderCare.Data.Writing;
using ElderCare.Domain.People;
using ElderCare.MobileApi.People;
using ElderCare.MobileApi.Tests.Realtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ElderCare.MobileApi.Tests.People;

/// <summary>Passports and permits: one number of one kind is one person, however it is written, on every way in.</summary>
public sealed class DocumentNumberTests(SharedCities cities) : IClassFixture<SharedCities>
{
    private const string Seniors = "/api/seniors";
    private const string Header = "name,idDocument,idNumber,bornOn,sex,hukouDivision,residenceDivision";
    private static int _number = 1_000_000;

    [SkippableTheory, OnBothDatabases]
    public async Task Case07_OnePassportIsOnePersonHoweverItIsWritten(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        using var worker = await city.As("district1");
        var (digits, other) = (Next(), (await city.AddSeniors(1))[0]);
        var made = await worker.Post(Seniors, Person($"E-{digits}(2)")).Body();
        string[] same = [$"E{digits}2", $"e{digits}2", $" e {digits} 2 ", $"Ｅ{digits}（２）", $"E—{digits}[2]"];

        foreach (var number in same)
        {
            await worker.Post(Seniors, Person(number)).ShouldBeProblem(409, "people.alreadyRegistered", "idNumber");
            await worker.Patch($"{Seniors}/{other}", new { idDocument = "passport", idNumber = number }).ShouldBeProblem(409, "people.idNumberTaken", "idNumber");
            Assert.Equal(0, (await worker.Import($"{Header}\n{Row("passport", number)}\n").Body()).GetProperty("added").GetInt32());
            Assert.Equal(made.Text("id"), Assert.Single((await worker.Post($"{Seniors}/search", new { text = number }).Body()).Items()).Text("id"));
            await (await city.As("canteen1")).Post($"{Seniors}/identify", new { idNumber = number }).Body();
        }
        var twice = await worker.Import($"{Header}\n{Row("passport", $"K-{digits}")}\n{Row("passport", $"k{digits}")}\n").ShouldBeProblem(400, "people.importInvalid", "idNumber");
        Assert.Equal(3, twice.GetProperty("problems")[0].GetProperty("row").GetInt32());
    }

    [SkippableTheory, OnBothDatabases]
    public async Task TheSameNumberOfTwoKindsIsTwoDocuments(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        using var worker = await city.As("district1");
        var (number, other, counter) = ($"H{Next()}", (await city.AddSeniors(1))[0], await city.As("canteen1"));
        var passport = await worker.Post(Seniors, Person(number)).Body();
        Assert.Equal(passport.Text("id"), (await counter.Post($"{Seniors}/identify", new { idNumber = number }).Body()).Text("seniorId"));
        var permit = await worker.Post(Seniors, Person(number, "hongKongMacauPermit")).Body();

        await worker.Post(Seniors, Person(number, "hongKongMacauPermit")).ShouldBeProblem(409, "people.alreadyRegistered", "idNumber");
        await worker.Patch($"{Seniors}/{other}", new { idDocument = "taiwanPermit", idNumber = number }).Body();
        var imported = await worker.Import($"{Header}\n{Row("护照", number)}\n{Row("foreignResidentCard", number)}\n{Row("港澳居民居住证", number)}\n").Body();
        Assert.Equal((1, 2), (imported.GetProperty("added").GetInt32(), imported.GetProperty("alreadyRegistered").GetInt32()));
        var found = (await worker.Post($"{Seniors}/search", new { text = number }).Body()).Items().Select(one => one.Text("id")).ToList();
        Assert.Equal(4, found.Count);
        Assert.Contains(permit.Text("id"), found);
        // A counter that cannot tell whose it is serves nobody.
        await counter.Post($"{Seniors}/identify", new { idNumber = number }).ShouldBeProblem(409, "people.sameNumber", "idNumber");
        await counter.Post($"/api/canteens/{Data.Seeding.DemoIds.Canteen1}/diners", new { idNumber = number }).ShouldBeProblem(409, "people.sameNumber", "idNumber");
    }

    [SkippableTheory, OnBothDatabases]
    public async Task NumbersOfAnEarlierVersionGetTheirForm(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        using var worker = await city.As("district1");
        var (people, cipher) = (await city.AddSeniors(3), city.Get<FieldCipher>());
        var taken = await worker.Post(Seniors, Person("P5550001")).Body();
        await Keep(city, people[0], "E-123(45)");
        await Keep(city, people[1], "P-5550001");
        await Keep(city, people[2], "Q5550002");
        await city.Get<CityWriter>().Commit(Lane.Bulk, unit => unit.Schedule(SettleDocumentNumbers.TimerKind, "city", unit.Now));

        await city.RunTimers();

        Assert.Equal($"{people[0]}", Assert.Single((await worker.Post($"{Seniors}/search", new { text = "e12345" }).Body()).Items()).Text("id"));
        await worker.Post(Seniors, Person("E12345")).ShouldBeProblem(409, "people.alreadyRegistered", "idNumber");
        Assert.Equal(taken.Text("id"), Assert.Single((await worker.Post($"{Seniors}/search", new { text = "P5550001" }).Body()).Items()).Text("id"));
        using var db = city.Get<CityDatabase>().Read();
        var task = Assert.Single(await db.Tasks.Where(task => task.SeniorId == people[1]).ToListAsync());
        Assert.Equal(taken.Text("id"), task.SubjectId);
        Assert.Equal("P-5550001", cipher.Decrypt((await db.Seniors.SingleAsync(senior => senior.Id == people[1])).IdNumberCipher)); // a human decides
        Assert.Equal(1, await db.Audit.CountAsync(row => row.Action == "senior.numberSettled"));
    }

    public static IEnumerable<string> Kinds => ["ResidentIdCard", "Passport"];

    [SkippableTheory, OnBothDatabases(Cases = nameof(Kinds))]
    public async Task TheMigrationAsksForThemWhereThereAreSome(string provider, string kind)
    {
        Needs.Database(provider);
        await using var database = await TestDatabase.Empty(provider);
        using var city = new CityDatabase(provider, database.ConnectionString);
        using var db = city.Read();
        var migrator = db.GetService<IMigrator>();
        await migrator.MigrateAsync("Emergency");
        var migrations = db.GetService<IMigrationsAssembly>();
        var model = migrations.CreateMigration(migrations.Migrations.Single(one => one.Key.EndsWith("_Emergency", StringComparison.Ordinal)).Value, db.Database.ProviderName!).TargetModel;
        var writes = $"INSERT INTO \"Seniors\" ({Columns("\"{0}\"")}) VALUES ({Columns("{1}")})";
        await db.Database.ExecuteSqlRawAsync(writes);
        await migrator.MigrateAsync();
        var health = await db.Seniors.Select(senior => new { senior.Conditions, senior.Medicines }).SingleAsync();
        Assert.Empty(health.Conditions.Concat(health.Medicines)); // a column that came later holds an empty list
        var timers = await db.Timers.ToListAsync();
        Assert.Equal(kind == "Passport" ? [(SettleDocumentNumbers.TimerKind, "city", 0)] : [], timers.Select(timer => (timer.Kind, timer.Subject, timer.Attempts)));

        // What a row of that time must have, by the model of that time, and nothing in what may be absent.
        string Columns(string form) => string.Join(", ", model.FindEntityType(typeof(Senior).FullName!)!.GetProperties().Where(property => !property.IsNullable).Select(property =>
            string.Format(CultureInfo.InvariantCulture, form, property.GetColumnName(), ValueOf(property.Name, property.GetColumnType()))));
        string ValueOf(string name, string type) => name switch
        {
            "Id" => $"'{Guid.Empty}'",
            "IdDocument" => $"'{kind}'",
            _ when type.Contains("date", StringComparison.OrdinalIgnoreCase) || name == "BornOn" => "'1950-01-01'",
            _ when type == "boolean" => "false",
            _ when type is "jsonb" => "'[]'",
            _ when type.StartsWith("text", StringComparison.OrdinalIgnoreCase) => "'[]'",
            _ => "0",
        };
    }

    private static Task Keep(TestCity city, Guid senior, string number) => city.Get<CityWriter>().Commit(Lane.Interactive, unit =>
    {
        var (one, cipher) = (unit.Db.Seniors.Single(one => one.Id == senior), city.Get<FieldCipher>());
        (one.IdDocument, one.IdNumberCipher, one.IdNumberIndex) = (IdDocumentKind.Passport, cipher.Encrypt(number), cipher.Index(number));
        unit.Db.SaveChanges();
    });

    private static string Next() => Interlocked.Increment(ref _number).ToString(CultureInfo.InvariantCulture);

    private static string Row(string kind, string number) => $"李秀兰,{kind},{number},1950-01-01,female,371002,371002";

    private static object Person(string number, string idDocument = "passport") =>
        new { name = "李秀兰", idDocument, idNumber = number, bornOn = "1950-01-01", sex = "female", hukouDivision = "371002", residenceDivision = "371002" };
}
