using ElderCare.Data;
using ElderCare.Data.Privacy;
using ElderCare.Data.Seeding;
using ElderCare.Data.Writing;
using ElderCare.Domain.Access;
using ElderCare.Domain.CallCentre;
using ElderCare.Domain.Funding;
using ElderCare.Domain.Shared;
using ElderCare.Integrations.Messaging;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.CallCentre;
using ElderCare.MobileApi.Devices;
using ElderCare.MobileApi.Emergency;
using ElderCare.MobileApi.Emergency.Listening;
using ElderCare.MobileApi.Funding;
using ElderCare.MobileApi.HomeServices;
using ElderCare.MobileApi.Realtime;
using ElderCare.MobileApi.Reviews;
using ElderCare.MobileApi.Timers;
using ElderCare.MobileApi.Vouchers;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.Setup;

/// <summary>What must be done before anybody is served: tables, reference data, the demo, the first administrator, warm paths. It can be done again after it failed.</summary>
internal sealed class Start(IServiceProvider found, IConfiguration settings, CityDatabase database, CityWriter writer, FeedPump pump, IClock clock)
{
    /// <summary>The demo has meals of three months.</summary>
    private const int DaysOfThePast = 91;
    private bool _writes;

    /// <summary>Checks the settings and runs the first try; only a database that is not there is left for later.</summary>
    /// <exception cref="Exception">A setting is wrong; the message names it.</exception>
    public static async Task Prepare(WebApplication app)
    {
        CheckSettings(app.Services);
        var readiness = app.Services.GetRequiredService<Readiness>();
        app.Lifetime.ApplicationStopping.Register(readiness.Stop);
        await app.Services.GetRequiredService<Preparation>().Try();
        if (!app.Environment.IsDevelopment()) return;
        app.Lifetime.ApplicationStarted.Register(() => _ = readiness.Prepared.ContinueWith(_ => Welcome.Print(app), TaskScheduler.Default));
    }

    public async Task Run()
    {
        database.Migrate();
        if (!_writes) writer.Start();
        _writes = true;
        await ReferenceSeeding.Load(writer, database);
        var facts = found.GetRequiredService<CityFacts>();
        facts.Reload();
        if (settings.GetValue("Demo:Enabled", false))
        {
            var hasher = found.GetRequiredService<IPasswordHasher<Account>>();
            await DemoCity.Load(
                writer, database, found.GetRequiredService<FieldCipher>(), password => hasher.HashPassword(null!, password), clock.GetCurrentInstant(),
                new DemoPricing(facts.Rules, facts.Calendar, facts.Divisions), settings.GetValue("Demo:PastDays", DaysOfThePast));
            await GrantFirstMonth();
        }
        await FirstAdministrator.Ensure(found, settings);
        await ScheduleOnce(Housekeeping.TimerKind, clock.GetCurrentInstant());
        await ScheduleOnce(DeviceRounds.TimerKind, clock.GetCurrentInstant());
        await ScheduleOnce(LifeChecks.Kind, clock.GetCurrentInstant());
        await ScheduleOnce(ExpireVouchers.Kind, clock.GetCurrentInstant());
        await ScheduleOnce(BeginVoucherMonth.Kind, clock.GetCurrentInstant());
        await ScheduleOnce(CallAudit.TimerKind, clock.GetCurrentInstant());
        await ScheduleOnce(ScoreVisits.TimerKind, ScoreVisits.NextAfter(clock.GetCurrentInstant()));
        await ScheduleOnce(GuaranteeReview.TimerKind, CityClock.At(CityClock.DateOf(clock.GetCurrentInstant()).With(DateAdjusters.StartOfMonth).PlusMonths(1), LocalTime.Midnight));
        await ScheduleOnce(FundWatch.TimerKind, clock.GetCurrentInstant() + found.GetRequiredService<FundWatchPolicy>().Every);
        found.GetRequiredService<FundFacts>().Reload();
        await found.GetRequiredService<AgentPresence>().LoseAll();
        await WarmUp.Run(found);
        pump.TakePlace();
    }

    // Made here, not when the first caller needs them: who runs the program reads at once what is wrong.
    private static void CheckSettings(IServiceProvider services)
    {
        services.GetRequiredService<CityDatabase>();
        services.GetRequiredService<FieldCipher>();
        services.GetRequiredService<AccessTokens>();
        services.GetServices<IMessageProvider>();
        services.GetRequiredService<ListenerSettings>();
        services.GetRequiredService<HotlinePolicy>();
    }

    /// <summary>The demo's people have this month's minutes at its first start; from then on the first of each month brings them.</summary>
    private async Task GrantFirstMonth()
    {
        var month = VoucherMonths.Of(clock.GetCurrentInstant());
        using (var db = database.Read())
        {
            if (await db.Timers.AnyAsync(timer => timer.Kind == BeginVoucherMonth.Kind)) return;
        }
        await found.GetRequiredService<GrantVoucherMonth>().EveryProgramme(month, CancellationToken.None);
        await ScheduleOnce(BeginVoucherMonth.Kind, VoucherMonths.NextAfter(month));
    }

    private async Task ScheduleOnce(string kind, Instant dueAt)
    {
        using var db = database.Read();
        if (await db.Timers.AnyAsync(timer => timer.Kind == kind)) return;
        await writer.Commit(Lane.Bulk, unit => unit.Schedule(kind, "city", dueAt));
    }
}
