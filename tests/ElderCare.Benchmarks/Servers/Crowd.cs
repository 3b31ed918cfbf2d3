using ElderCare.Data;
using ElderCare.Data.Ledger;
using ElderCare.Data.Writing;
using ElderCare.Domain.Ledger;
using ElderCare.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace ElderCare.Benchmarks.Servers;

/// <summary>Makes the demo city large enough for a minute of orders: Weihai's seniors twenty-fold, full funds, large kitchens.</summary>
internal static class Crowd
{
    private const int Copies = 20;
    private const long AllottedFen = 1_000_000_000_000;
    private const string LargeKitchens = """UPDATE "MenuDishes" SET "Remaining" = 1000000, "Capacity" = 1000000""";

    public static async Task Add(CityDatabase database)
    {
        using var writer = new CityWriter(database, SystemClock.Instance, NullLogger<CityWriter>.Instance);
        writer.Start();
        foreach (var chunk in (await PeopleOfWeihai(database)).SelectMany(person => Enumerable.Range(1, Copies).Select(_ => person)).Chunk(80))
        {
            await writer.Commit(Lane.Bulk, unit =>
            {
                foreach (var (senior, categories) in chunk) AddCopy(unit, senior, categories);
            });
        }
        await writer.Commit(Lane.Bulk, unit => unit.Sql.Execute(LargeKitchens));
        using var db = database.Read();
        foreach (var fund in await db.Funds.ToListAsync()) await writer.Commit(Lane.Bulk, unit => unit.Allot(Allotment(fund.Id, fund.DivisionCode, unit.Now)));
    }

    private static async Task<List<(Senior Senior, List<CategoryPeriod> Categories)>> PeopleOfWeihai(CityDatabase database)
    {
        using var db = database.Read();
        var seniors = await db.Seniors.Where(senior => senior.ResidenceDivision.StartsWith("3710") && senior.DiedOn == null).ToListAsync();
        var categories = (await db.CategoryPeriods.ToListAsync()).ToLookup(period => period.SeniorId);
        return [.. seniors.Where(senior => senior.Allergies.Count == 0).Select(senior => (senior, categories[senior.Id].ToList()))];
    }

    private static void AddCopy(CityUnit unit, Senior senior, List<CategoryPeriod> categories)
    {
        var id = Guid.CreateVersion7();
        unit.Insert(new Senior
        {
            Id = id,
            Name = senior.Name,
            IdNumberCipher = senior.IdNumberCipher,
            IdNumberIndex = id.ToString(),
            IdNumberMasked = senior.IdNumberMasked,
            IsFemale = senior.IsFemale,
            BornOn = senior.BornOn,
            HukouDivision = senior.HukouDivision,
            ResidenceDivision = senior.ResidenceDivision,
            Address = senior.Address,
            Latitude = senior.Latitude,
            Longitude = senior.Longitude,
        });
        foreach (var period in categories)
        {
            unit.Insert(new CategoryPeriod { Id = Guid.CreateVersion7(), SeniorId = id, Category = period.Category, ValidFrom = period.ValidFrom, ValidTo = period.ValidTo, RecordedAt = unit.Now });
        }
        unit.Open(LedgerAccount.Open(AccountKind.SeniorShare, id.ToString(), senior.ResidenceDivision));
        unit.Open(LedgerAccount.Open(AccountKind.Wallet, id.ToString(), senior.ResidenceDivision));
    }

    private static Transfer Allotment(string fund, string division, Instant now) => Transfer.OfFen(
        "fundAllotted", LedgerAccount.IdOf(AccountKind.Treasury, division), LedgerAccount.IdOf(AccountKind.Fund, fund), AllottedFen, "benchmark", now);
}
