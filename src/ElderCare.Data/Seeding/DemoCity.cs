using ElderCare.Data.Ledger;
using ElderCare.Data.Privacy;
using ElderCare.Data.Vouchers;
using ElderCare.Data.Writing;
using ElderCare.Domain.Emergency;
using ElderCare.Domain.Ledger;
using ElderCare.Domain.Shared;
using ElderCare.Domain.Vouchers;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.Data.Seeding;

/// <summary>The demo: canteens, people, users, menus and the meals of the last months, the same at every fresh start but for dates, which follow the day.</summary>
public static class DemoCity
{
    private const string Actor = "system";
    private const long GrantedMinutes = 900;

    /// <summary>
    /// Loads the demo at the first start and repairs one that was cut short; later only adds the menus and the first senior's minutes that today lacks.
    /// Nothing that is there is changed. Load the reference data first.
    /// </summary>
    /// <param name="writer">A writer that has been started.</param>
    /// <param name="database">The writer's database.</param>
    /// <param name="cipher">For ID numbers, phones and keys.</param>
    /// <param name="hashPassword">Makes the salted hash of a password; called once, at a first start.</param>
    /// <param name="now">The present.</param>
    /// <param name="pricing">What meals of the past are priced by.</param>
    /// <param name="pastDays">For how many days before the first start there are meals, and a weekly plan of visits; without a past there is none.</param>
    public static async Task Load(
        CityWriter writer, CityDatabase database, FieldCipher cipher, Func<string, string> hashPassword, Instant now, DemoPricing pricing, int pastDays)
    {
        var policy = CityPolicies.Meals();
        var menus = new DemoMenus(writer, database, policy);
        var isLoaded = await TimeOf(database, DemoIds.Loaded) is not null;
        if (!isLoaded)
        {
            var begun = await Begin(writer, database, now);
            await LoadPeopleAndPlaces(writer, begun, cipher, hashPassword, policy);
            await new DemoPast(writer, database, menus, pricing).Load(CityClock.DateOf(begun), pastDays);
        }
        await menus.AddMissing(CityClock.DateOf(now));
        await BulkRows.AddMissing(writer, new DemoHomeServices(new DemoPlaces(), CityClock.DateOf(now)).Rows());
        await DemoHomeServices.AddDuty(writer, CityClock.DateOf(now));
        await GrantMinutes(writer, database, now);
        await BulkRows.AddMissing(writer, [new Responder { AccountId = DemoIds.Account("responder1"), IsOnDuty = true }]);
        if (isLoaded) return;
        await writer.Commit(Lane.Bulk, unit =>
        {
            if (pastDays > 0) DemoHomeServices.AddPlan(unit, now, pastDays);
            Mark(unit, DemoIds.Loaded, "demo.loaded", now);
        });
    }

    /// <summary>The moment of the first start. A start that was cut short goes on with its own day, so that what it had written fits.</summary>
    private static async Task<Instant> Begin(CityWriter writer, CityDatabase database, Instant now)
    {
        await writer.Commit(Lane.Bulk, unit => Mark(unit, DemoIds.Begun, "demo.begun", now));
        return (await TimeOf(database, DemoIds.Begun))!.Value;
    }

    private static async Task LoadPeopleAndPlaces(CityWriter writer, Instant begun, FieldCipher cipher, Func<string, string> hashPassword, MealPolicy policy)
    {
        var places = new DemoPlaces();
        await AllotFunds(writer, begun);
        await BulkRows.AddMissing(writer, new DemoCanteens(places, policy.DeliveryFen).Rows().Concat(new DemoCityCanteens(places, policy.DeliveryFen).Rows()));
        await BulkRows.AddMissing(writer, new DemoSeniors(places, cipher, CityClock.DateOf(begun), begun).Rows());
        await BulkRows.AddMissing(writer, new DemoAccounts(cipher, hashPassword(DemoIds.Password), begun).Rows());
    }

    /// <summary>What each fund gets at the first start, in fen.</summary>
    internal static IReadOnlyList<(string Fund, long Fen)> Allotments() =>
        ReferenceData.Read("demo/allotments.csv", row => (ReferenceData.Text(row, "fundId"), (long)ReferenceData.Whole(row, "amountFen")));

    private static async Task AllotFunds(CityWriter writer, Instant begun)
    {
        var divisions = ReferenceData.Funds().ToDictionary(fund => fund.Id, fund => fund.DivisionCode);
        foreach (var chunk in Allotments().Chunk(20))
        {
            await writer.Commit(Lane.Bulk, unit =>
            {
                foreach (var (fund, fen) in chunk) unit.Allot(AllotmentOf(fund, divisions[fund], fen, begun));
            });
        }
    }

    /// <summary>The first senior's hours of home help of this month, so that there is somebody who has some; from the illustrative programme.</summary>
    private static async Task GrantMinutes(CityWriter writer, CityDatabase database, Instant now)
    {
        var today = CityClock.DateOf(now);
        var month = new LocalDate(today.Year, today.Month, 1);
        var id = DemoIds.Of("voucher", $"{DemoIds.Senior1} {month.ToString("uuuu'-'MM", null)}");
        VoucherTypeVersion type;
        await using (var city = database.Read())
        {
            if (await city.HourVouchers.AnyAsync(voucher => voucher.Id == id)) return;
            type = (await VoucherTypes.Read(city, "illus-hours", CancellationToken.None)).First(version => version.Type.Id == "illus-E");
        }
        var grant = new VoucherGrant(DemoIds.Senior1, "371000", "371002", type, GrantedMinutes);
        await writer.Commit(Lane.Bulk, unit => unit.Keep([grant.For(month, VoucherOrigin.Single, now, id)]));
    }

    private static Transfer AllotmentOf(string fund, string division, long fen, Instant at) => new()
    {
        Id = DemoIds.Of("allotment", fund),
        At = at,
        Kind = "fundAllotted",
        FromAccountId = LedgerAccount.IdOf(AccountKind.Treasury, division),
        ToAccountId = LedgerAccount.IdOf(AccountKind.Fund, fund),
        Unit = LedgerAccount.Fen,
        Amount = fen,
        Cause = "demo",
    };

    private static void Mark(CityUnit unit, Guid id, string action, Instant at) =>
        unit.TryInsert(new AuditRow { Id = id, At = at, Actor = Actor, Action = action, Subject = "demo" });

    private static async Task<Instant?> TimeOf(CityDatabase database, Guid mark)
    {
        await using var city = database.Read();
        return await city.Audit.Where(row => row.Id == mark).Select(row => (Instant?)row.At).FirstOrDefaultAsync();
    }
}
