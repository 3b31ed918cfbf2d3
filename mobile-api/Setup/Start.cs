using ElderCare.Data;
using ElderCare.Data.Privacy;
using ElderCare.Data.Seeding;
using ElderCare.Data.Writing;
using ElderCare.Domain.Access;
using ElderCare.MobileApi.Timers;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.Setup;

/// <summary>Brings the city up before anybody is served: tables, reference data, the demo, the first administrator, warm paths.</summary>
internal static class Start
{
    public static async Task Prepare(WebApplication app)
    {
        var found = app.Services;
        var database = found.GetRequiredService<CityDatabase>();
        var writer = found.GetRequiredService<CityWriter>();
        var clock = found.GetRequiredService<IClock>();
        database.Migrate();
        writer.Start();
        await ReferenceSeeding.Load(writer, database);
        if (app.Configuration.GetValue("Demo:Enabled", false))
        {
            var hasher = found.GetRequiredService<IPasswordHasher<Account>>();
            await DemoCity.Load(writer, database, found.GetRequiredService<FieldCipher>(), password => hasher.HashPassword(null!, password), clock.GetCurrentInstant());
        }
        await FirstAdministrator.Ensure(found, app.Configuration);
        await ScheduleHousekeeping(writer, database);
        found.GetRequiredService<CityFacts>().Reload();
        await WarmUp.Run(found);
        app.Lifetime.ApplicationStarted.Register(() =>
        {
            found.GetRequiredService<Readiness>().IsReady = true;
            if (app.Environment.IsDevelopment()) Welcome.Print(app);
        });
        app.Lifetime.ApplicationStopping.Register(() => found.GetRequiredService<Readiness>().IsReady = false);
    }

    private static async Task ScheduleHousekeeping(CityWriter writer, CityDatabase database)
    {
        using var db = database.Read();
        if (await db.Timers.AnyAsync(timer => timer.Kind == Housekeeping.TimerKind)) return;
        await writer.Commit(Lane.Bulk, unit => unit.Schedule(Housekeeping.TimerKind, "city", unit.Now));
    }
}
