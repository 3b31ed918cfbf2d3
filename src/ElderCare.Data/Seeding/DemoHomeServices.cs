using System.Text.Json;
using ElderCare.Data.Writing;
using ElderCare.Domain.HomeServices;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.Data.Seeding;

/// <summary>The demo's providers of home services and their caregivers. Only the two who are demo users are on duty: nobody could answer for the others.</summary>
internal sealed class DemoHomeServices(DemoPlaces places, LocalDate today)
{
    private const int CaregiversOfAProvider = 12;
    private static readonly string[] Everything = ["nursing", "firstAid"];

    private static readonly (string Key, string Name, string Division)[] Providers =
    [
        ("1", "环翠安康居家养老服务中心", "371002"),
        ("2", "威海暖邻养老服务有限公司", "371002"),
        ("3", "鹿城颐家社区服务社", "330302"),
        ("4", "湖塘邻里护理站", "320412"),
        ("5", "市南银龄家政服务部", "370202"),
    ];

    private readonly Names _names = JsonSerializer.Deserialize<Names>(ReferenceData.TextOf("demo/names.json"), StoredJson.Options)!;

    /// <summary>Providers, their contracts, and who works for them.</summary>
    public IEnumerable<object> Rows()
    {
        foreach (var (key, name, division) in Providers)
        {
            var id = DemoIds.Of("provider", key);
            yield return new ServiceProvider { Id = id, Name = name, DivisionCode = division, IsActive = true };
            yield return new ProviderContract { Id = DemoIds.Of("contract", key), ProviderId = id, DivisionCode = division, ValidFrom = new LocalDate(2024, 1, 1) };
        }
        yield return new CarePackage
        {
            Id = DemoIds.SpringBreeze,
            Code = "spring-breeze",
            NameZh = "春风行动",
            NameEn = "Spring Breeze",
            DivisionCode = "371000",
            Minimums = [new(CareMinimum.Meal, 1, MinimumPeriod.Day), new("visit", 1, MinimumPeriod.Day), new("cleaning", 2, MinimumPeriod.Week)],
            IsOffered = true,
        };
        yield return User("caregiver1", "梁小梅", DemoIds.Provider1);
        yield return User("caregiver2", "戚红霞", DemoIds.Provider2);
        foreach (var (key, _, division) in Providers)
        {
            for (var number = 1; number <= CaregiversOfAProvider; number++) yield return Caregiver($"{key}:{number}", DemoIds.Of("provider", key), division);
        }
    }

    /// <summary>Puts the demo users on duty again who are neither on duty nor on leave.</summary>
    public static Task AddDuty(CityWriter writer, LocalDate today) => writer.Commit(Lane.Bulk, unit =>
    {
        foreach (var id in new[] { DemoIds.Worker("caregiver1"), DemoIds.Worker("caregiver2") })
        {
            if (unit.Db.CaregiverLeaves.Any(leave => leave.CaregiverId == id && leave.From <= today && leave.Until > today)) continue;
            unit.Sql.Execute($"""UPDATE "Caregivers" SET "IsOnDuty" = {(unit.IsAlone ? "1" : "TRUE")}, "Version" = "Version" + 1 WHERE "Id" = @p0 AND NOT "IsOnDuty" AND "SuspendedAt" IS NULL""", id);
        }
    });

    /// <summary>The first senior's two cleanings a week, which began with the demo's past; they are booked from the next morning on.</summary>
    public static void AddPlan(CityUnit unit, Instant now, int pastDays)
    {
        var today = CityClock.DateOf(now);
        var cleaning = DemoIds.Of("serviceItem", "cleaning");
        var wish = new PlanWish(
            [new(2, new(9, 30), cleaning, 60), new(5, new(9, 30), cleaning, 60)], Notes: null, PreferredWorkerId: null, WorkerSex: null, AcceptSelfPay: false, DemoIds.SpringBreeze, today.PlusDays(-pastDays), Until: null);
        var plan = ServicePlan.Begin(DemoIds.Senior1, wish, DemoIds.Account("family1"), now, DemoIds.Of("servicePlan", "senior1"));
        if (unit.TryInsert(plan)) unit.Schedule("servicePlan.due", plan.Id.ToString(), CityClock.At(today.PlusDays(1), new(6, 0)));
    }

    private Caregiver User(string userName, string name, Guid provider)
    {
        var caregiver = new Caregiver
        {
            Id = DemoIds.Worker(userName),
            ProviderId = provider,
            Name = name,
            Sex = Sex.Female,
            Certificates = [.. Everything.Select(code => new HeldCertificate(code, null))],
            Areas = ["371002"],
            WorksFromMinute = 0,
            WorksUntilMinute = NodaConstants.MinutesPerDay,
            IsOnDuty = true,
        };
        caregiver.Report(places.Near("371002", userName), CityClock.At(today, LocalTime.Midnight));
        return caregiver;
    }

    private Caregiver Caregiver(string key, Guid provider, string division)
    {
        var dice = new Random(key.Aggregate(17, (seed, letter) => unchecked(seed * 31 + letter)));
        var given = dice.Next(10) < 8 ? _names.Female : _names.Male;
        var certificates = Everything.Where(_ => dice.Next(3) > 0).Select(code => new HeldCertificate(code, today.PlusDays(dice.Next(-60, 700)))).ToList();
        return new()
        {
            Id = DemoIds.Worker($"caregiver:{key}"),
            ProviderId = provider,
            Name = _names.Surnames[dice.Next(_names.Surnames.Length)] + given[dice.Next(given.Length)],
            Sex = ReferenceEquals(given, _names.Female) ? Sex.Female : Sex.Male,
            Certificates = certificates,
            Areas = [division],
            WorksFromMinute = 8 * NodaConstants.MinutesPerHour,
            WorksUntilMinute = 18 * NodaConstants.MinutesPerHour,
        };
    }

    private sealed record Names(string[] Surnames, string[] Female, string[] Male);
}
