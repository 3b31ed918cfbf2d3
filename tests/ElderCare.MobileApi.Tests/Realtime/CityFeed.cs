using System.Text.Json;
using ElderCare.Data;
using ElderCare.Data.Feed;
using ElderCare.Data.Seeding;
using ElderCare.Data.Writing;
using ElderCare.Domain.Access;
using ElderCare.MobileApi.Realtime;
using ElderCare.MobileApi.Timers;
using Microsoft.Extensions.Hosting;

namespace ElderCare.MobileApi.Tests.Realtime;

/// <summary>The feed of a test's city.</summary>
internal static class CityFeed
{
    /// <summary>Tells an event to an audience and answers its number, once it can be read.</summary>
    /// <remarks>PostgreSQL's horizon is the server's: a transaction of another test's database may hold it back for a moment.</remarks>
    public static async Task<long> Tell(this TestCity city, string audience)
    {
        var number = await city.Write(audience);
        var feed = city.Get<EventFeed>();
        using var patience = new CancellationTokenSource(Patience.Most);
        while (feed.Horizon() < number) await Task.Delay(5, patience.Token);
        return number;
    }

    /// <summary>Writes an event to an audience and answers its number, whether it can be read yet or not.</summary>
    public static async Task<long> Write(this TestCity city, string audience)
    {
        var subject = Guid.NewGuid().ToString();
        await city.Get<CityWriter>().Commit(Lane.Interactive, unit => unit.Tell("notice.published", subject, new { text = "饭好了" }, [audience]));
        return city.Get<CityDatabase>().Read(sql => sql.Query("""SELECT MAX("Sequence") FROM "Events" WHERE "SubjectId" = @p0""", row => row.GetInt64(0), subject)[0]);
    }

    /// <summary>The numbers of all events for an audience above a number, rising.</summary>
    public static IReadOnlyList<long> Written(this TestCity city, string audience, long after) => city.Get<CityDatabase>().Read(sql => sql.Query(
        """SELECT "Sequence" FROM "EventAddresses" WHERE "Audience" = @p0 AND "Sequence" > @p1 ORDER BY "Sequence" """, row => row.GetInt64(0), audience, after));

    /// <summary>Adds an officer of a district, with the password of the demo; answers the account.</summary>
    public static Task<Guid> AddOfficer(this TestCity city, string userName, string division) => city.Get<CityWriter>().Commit(Lane.Interactive, unit =>
    {
        var like = unit.Db.Accounts.Single(account => account.UserName == "district1");
        var account = new Account { Id = Guid.CreateVersion7(), UserName = userName, Name = "区里的人", PasswordHash = like.PasswordHash, Roles = [Role.DistrictOfficer], DivisionCode = division, CreatedAt = unit.Now };
        unit.Insert(account);
        return account.Id;
    });

    /// <summary>Waits until the hub's pump has handed out every event up to a number.</summary>
    public static async Task Pumped(this TestCity city, long sequence)
    {
        var pump = city.Get<FeedPump>();
        using var patience = new CancellationTokenSource(Patience.Most);
        while (pump.Position < sequence) await Task.Delay(5, patience.Token);
    }

    /// <summary>Runs what is due by the city's clock until nothing is.</summary>
    public static async Task RunTimers(this TestCity city)
    {
        var worker = city.Get<IEnumerable<IHostedService>>().OfType<TimerWorker>().Single();
        using var patience = new CancellationTokenSource(Patience.Most);
        bool IsDue()
        {
            using var db = city.Get<CityDatabase>().Read();
            var now = city.Clock.GetCurrentInstant();
            return db.Timers.Any(timer => timer.DueAt <= now);
        }
        while (IsDue()) // the program's own look at the clock may be running some of them
        {
            if (await worker.RunDue(patience.Token) == 0) await Task.Delay(5, patience.Token);
        }
    }

    /// <summary>family1 orders today's dinner for senior1 at canteen1; answers the order.</summary>
    public static async Task<JsonElement> OrderDinner(this TestCity city)
    {
        var client = await city.As("family1");
        var menu = await client.GetAsync($"/api/canteens/{DemoIds.Canteen1}/menus/2026-11-23/dinner").Body();
        var dish = menu.GetProperty("dishes").EnumerateArray().First(dish => dish.GetProperty("allergens").GetArrayLength() == 0);
        return await client.Post("/api/meal-orders", new
        {
            seniorId = DemoIds.Senior1,
            canteenId = DemoIds.Canteen1,
            date = "2026-11-23",
            period = "dinner",
            fulfilment = "dineIn",
            items = new[] { new { dishId = dish.Text("id"), quantity = 1 } },
            payBy = "onCollection",
        }).Body();
    }
}
