using ElderCare.Data.Ledger;
using ElderCare.Data.Writing;
using ElderCare.Domain.Canteens;
using ElderCare.Domain.Funding;
using ElderCare.Domain.Ledger;
using ElderCare.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.Data.Seeding;

/// <summary>
/// Meals of the months before the demo's first start: eaten, called off and missed, with their claims, postings and balances. The
/// same people and dice give the same meals, so that a load that was cut short goes on where it was: each unit writes what it has
/// only if its first order is not there.
/// </summary>
internal sealed class DemoPast(CityWriter writer, CityDatabase database, DemoMenus menus, DemoPricing pricing)
{
    /// <summary>Given to each fund of the demo for the past, in fen; what is left of it goes back at its end.</summary>
    private const long AllottedFen = 20_000_000;

    /// <summary>Orders in one unit: with claims, postings and a part of the menus at most 500 rows.</summary>
    private const int OrdersInUnit = 40;

    /// <summary>Menus in one unit; each has some four dishes.</summary>
    private const int MenusInUnit = 80;

    /// <summary>Units that wait for the writer while further days are dealt out.</summary>
    private const int MostWaiting = 12;

    private readonly Queue<Task> _waiting = new();

    /// <summary>Writes the days before a day; those of years that the calendar lacks are left out, for they cannot be priced.</summary>
    public async Task Load(LocalDate today, int days)
    {
        if (days == 0) return;
        var first = today.PlusDays(-days);
        var funds = await Read(city => city.Funds.ToDictionaryAsync(fund => fund.Id));
        var given = DemoCity.Allotments().Select(allotment => funds[allotment.Fund]).ToList();
        var purse = new FundBalances(given.ToDictionary(fund => fund.Id, _ => AllottedFen));
        foreach (var some in given.Chunk(20)) await writer.Commit(Lane.Bulk, unit => Allot(unit, some, CityClock.At(first, LocalTime.Midnight)));
        var diners = await Diners();
        foreach (var date in Enumerable.Range(0, days).Select(day => first.PlusDays(day)).Where(date => pricing.Calendar.Has(date.Year)))
        {
            await Write(new DemoCooking(menus, pricing, funds, purse, diners, date).Serve());
        }
        await Task.WhenAll(_waiting);
        foreach (var some in given.Chunk(20)) await writer.Commit(Lane.Bulk, unit => TakeBack(unit, some, purse, CityClock.At(today, LocalTime.Midnight) - Duration.FromMinutes(1)));
    }

    private async Task<List<DemoDiner>> Diners()
    {
        var canteens = (await Read(city => city.Canteens.OrderBy(canteen => canteen.Id).ToListAsync())).ToLookup(canteen => pricing.Divisions.CityOf(canteen.DivisionCode));
        var categories = (await Read(city => city.CategoryPeriods.OrderBy(period => period.Id).ToListAsync())).ToLookup(period => period.SeniorId);
        var seniors = await Read(city => city.Seniors.OrderBy(senior => senior.Id).ToListAsync());
        return
        [
            .. seniors.Select((senior, place) => DemoDiner.Of(
                senior, place, [.. categories[senior.Id]], Nearest(canteens[pricing.Divisions.CityOf(senior.ResidenceDivision)], senior.Home),
                pricing.RulesFor(senior.HukouDivision, senior.ResidenceDivision))),
        ];
    }

    private static Canteen Nearest(IEnumerable<Canteen> canteens, GeoPoint home) => canteens.MinBy(canteen => canteen.Place.MetresTo(home))!;

    private async Task Write(IReadOnlyCollection<DemoSlot> slots)
    {
        foreach (var some in slots.Chunk(MenusInUnit))
        {
            var (first, others) = (some[0].Menu, some.Skip(1).Select(slot => (object)slot.Menu).Concat(some.SelectMany(slot => slot.Dishes)));
            await Queue(first, others, []);
        }
        foreach (var some in slots.SelectMany(slot => slot.Meals).Chunk(OrdersInUnit))
        {
            var others = some.Skip(1).Select(meal => (object)meal.Order).Concat(some.SelectMany(meal => meal.Claims)).Concat(some.SelectMany(meal => meal.Money).Select(money => money.Transfer));
            await Queue(some[0].Order, others, [.. some.SelectMany(meal => meal.Money)]);
        }
    }

    /// <summary>Has a unit written; rows are made ready here while the writer writes others.</summary>
    private async Task Queue(object mark, IEnumerable<object> others, IReadOnlyList<(Transfer Transfer, AccountKind From, AccountKind To)> money)
    {
        PreparedRow[] first = [writer.Inserts.Prepare(mark)];
        PreparedRow[] rows = [.. others.Select(writer.Inserts.Prepare)];
        if (_waiting.Count >= MostWaiting) await _waiting.Dequeue();
        _waiting.Enqueue(writer.Commit(Lane.Bulk, unit =>
        {
            if (!unit.TryInsertAll(first)) return;
            unit.InsertMany(rows);
            foreach (var (transfer, from, to) in money) unit.Move(transfer, from, to);
        }));
    }

    private static void Allot(CityUnit unit, IEnumerable<Fund> funds, Instant at)
    {
        foreach (var fund in funds) unit.Allot(Past("fundAllotted", AccountKind.Treasury, fund.DivisionCode, AccountKind.Fund, fund.Id, AllottedFen, at));
    }

    private static void TakeBack(CityUnit unit, IEnumerable<Fund> funds, FundBalances purse, Instant at)
    {
        foreach (var fund in funds.Where(fund => purse.Left(fund.Id) > 0))
        {
            var returned = Past("fundReturned", AccountKind.Fund, fund.Id, AccountKind.Treasury, fund.DivisionCode, purse.Left(fund.Id), at);
            if (!unit.TryInsert(returned)) continue;
            if (!unit.TryTake(returned.FromAccountId, AccountKind.Fund, returned.Amount)) throw new InvalidOperationException($"{fund.Id} does not hold what the past has left of it.");
            unit.Receive(returned, AccountKind.Treasury);
        }
    }

    private static Transfer Past(string kind, AccountKind from, string fromOwner, AccountKind to, string toOwner, long fen, Instant at) =>
        Transfer.OfFen(kind, LedgerAccount.IdOf(from, fromOwner), LedgerAccount.IdOf(to, toOwner), fen, "demo", at, id: DemoIds.Of(kind, fromOwner + toOwner, at));

    private async Task<T> Read<T>(Func<CityContext, Task<T>> read)
    {
        await using var city = database.Read();
        return await read(city);
    }
}
