using ElderCare.Data.Writing;
using ElderCare.Domain.Access;
using ElderCare.Domain.HomeServices;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using ServiceProvider = ElderCare.Domain.HomeServices.ServiceProvider;

namespace ElderCare.Benchmarks.Servers;

/// <summary>A caregiver of the benchmark.</summary>
/// <param name="Id">Who.</param>
/// <param name="Token">Their access token; null for who has no account.</param>
internal sealed record Worker(Guid Id, string? Token);

/// <summary>
/// Three thousand caregivers of one provider who may all come anywhere in Weihai, so that no filter makes it easy, each with two visits
/// on each day of a week, at homes of 27,000 people.
/// </summary>
internal static class Workforce
{
    public const int Caregivers = 3_000;
    public const int Clients = 27_000;
    private const int WithAccount = 1_000;
    private const int Days = 7;
    private const int Together = 500;
    private const string Weihai = "371000";

    /// <summary>Has them work in a city whose program does not run; answers all, those with an account first, and whom they visit.</summary>
    public static async Task<(IReadOnlyList<Worker> Workers, IReadOnlyList<Senior> Seniors)> In(BenchmarkCity city)
    {
        await Buttons.In(city); // more people
        using var db = city.Database.Read();
        var seniors = await db.Seniors.Where(senior => senior.ResidenceDivision.StartsWith("3710") && senior.DiedOn == null).OrderBy(senior => senior.Id).Take(Clients).ToListAsync();
        var cleaning = await db.ServiceItems.SingleAsync(item => item.Code == "cleaning");
        var dice = new Random(12349);
        using var writer = new CityWriter(city.Database, SystemClock.Instance, NullLogger<CityWriter>.Instance);
        writer.Start();
        var provider = new ServiceProvider { Id = Guid.CreateVersion7(), Name = "威海养老服务", DivisionCode = Weihai, IsActive = true };
        await writer.Commit(Lane.Bulk, unit =>
        {
            unit.Insert(provider);
            unit.Insert(new ProviderContract { Id = Guid.CreateVersion7(), ProviderId = provider.Id, DivisionCode = Weihai, ValidFrom = new LocalDate(2024, 1, 1) });
        });
        var now = SystemClock.Instance.GetCurrentInstant();
        var caregivers = Enumerable.Range(0, Caregivers).Select(_ => CaregiverOf(provider.Id, PlaceOf(seniors, dice), dice, now)).ToList();
        var accounts = caregivers.Take(WithAccount).Select((caregiver, number) => new Account
        {
            Id = Guid.CreateVersion7(), UserName = $"bench-caregiver{number}", Name = caregiver.Name, PasswordHash = "", Roles = [Role.Caregiver], DivisionCode = Weihai, ProviderId = provider.Id, WorkerId = caregiver.Id, CreatedAt = now,
        }).ToList();
        var monday = CityClock.DateOf(now).PlusDays(1 - (int)CityClock.DateOf(now).DayOfWeek);
        var visits = caregivers.SelectMany(caregiver => Enumerable.Range(0, Days * 2).Select(turn => VisitOf(caregiver, seniors[dice.Next(seniors.Count)], cleaning, VisitBegin(monday, turn, dice), now)));
        foreach (var rows in caregivers.Cast<object>().Concat(accounts).Concat(visits).Chunk(Together)) await writer.Commit(Lane.Bulk, unit => unit.InsertMany([.. rows.Select(writer.Inserts.Prepare)]));
        var tokens = new AccessTokens(Convert.FromBase64String(city.SigningKey), SystemClock.Instance);
        return ([.. caregivers.Select((caregiver, number) => new Worker(caregiver.Id, number < WithAccount ? tokens.Issue(accounts[number]).Token : null))], seniors);
    }

    /// <summary>Leaves only those on duty who have an account, so that whoever is asked is connected.</summary>
    public static async Task SendHomeWhoHasNoAccount(BenchmarkCity city, IReadOnlyList<Worker> workers)
    {
        using var writer = new CityWriter(city.Database, SystemClock.Instance, NullLogger<CityWriter>.Instance);
        writer.Start();
        var off = city.Database.IsSqlite ? "0" : "FALSE";
        await writer.Commit(Lane.Bulk, unit => unit.Sql.Execute($"""UPDATE "Caregivers" SET "IsOnDuty" = {off}"""));
        foreach (var some in workers.Where(worker => worker.Token is not null).Chunk(Together))
        {
            await writer.Commit(Lane.Bulk, unit =>
            {
                foreach (var worker in some) unit.Sql.Execute($"""UPDATE "Caregivers" SET "IsOnDuty" = {(city.Database.IsSqlite ? "1" : "TRUE")} WHERE "Id" = @p0""", worker.Id);
            });
        }
    }

    private static Caregiver CaregiverOf(Guid provider, GeoPoint place, Random dice, Instant now)
    {
        var caregiver = new Caregiver
        {
            Id = Guid.CreateVersion7(), ProviderId = provider, Name = "梁小梅", Sex = dice.Next(5) == 0 ? Sex.Male : Sex.Female, Certificates = [new("nursing", null), new("firstAid", null)], Areas = [Weihai],
            WorksFromMinute = 0, WorksUntilMinute = NodaConstants.MinutesPerDay, IsOnDuty = true,
        };
        caregiver.Report(place, now);
        return caregiver;
    }

    private static GeoPoint PlaceOf(List<Senior> seniors, Random dice)
    {
        var home = seniors[dice.Next(seniors.Count)];
        return new(home.Latitude, home.Longitude);
    }

    /// <summary>One in the morning, one in the afternoon.</summary>
    private static Instant VisitBegin(LocalDate monday, int turn, Random dice) =>
        CityClock.At(monday.PlusDays(turn / 2), LocalTime.Midnight) + Duration.FromMinutes(turn % 2 == 0 ? 480 + 15 * dice.Next(12) : 840 + 15 * dice.Next(12));

    private static ServiceOrder VisitOf(Caregiver caregiver, Senior senior, ServiceItem item, Instant begins, Instant now)
    {
        var order = new ServiceOrder
        {
            Id = Guid.CreateVersion7(), SeniorId = senior.Id, ServiceItemId = item.Id, DivisionCode = senior.ResidenceDivision, Latitude = senior.Latitude, Longitude = senior.Longitude, StartsAt = begins, Minutes = 60,
            Workers = 1, BookedBy = Guid.Empty, BookedAt = now, VoucherMinutes = 0, SelfPayFen = 3_000,
        };
        order.Take(caregiver.Id, caregiver.ProviderId);
        return order;
    }
}
