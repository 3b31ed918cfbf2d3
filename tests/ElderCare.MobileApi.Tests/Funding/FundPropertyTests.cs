using System.Text.Json.Nodes;
using CsCheck;
using ElderCare.Data;
using ElderCare.Data.Funding;
using ElderCare.Data.Seeding;
using ElderCare.Data.Writing;
using ElderCare.Domain.Access;
using ElderCare.Domain.Funding;
using ElderCare.Domain.Ledger;
using ElderCare.Domain.Meals;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Funding;
using ElderCare.MobileApi.Meals;
using ElderCare.MobileApi.Requests;
using Microsoft.AspNetCore.Http;
using NodaTime;
using Xunit.Abstractions;

namespace ElderCare.MobileApi.Tests.Funding;

/// <summary>Random lives of orders, some of them placed at once, on funds with little money and low caps.</summary>
public sealed class FundPropertyTests(ITestOutputHelper output)
{
    private const int CasesOfACity = 200;
    private static readonly Gen<long?> AnyCap = Gen.Frequency((1, Gen.Const((long?)null)), (3, Gen.Long[0, 900].Select(fen => (long?)fen)));
    private static readonly Gen<Limits> AnyLimits = Gen.Select(Gen.Long[0, 1_300], AnyCap, AnyCap, (balance, month, year) => new Limits(balance, month, year));
    private static readonly Gen<Step> AnyStep = Gen.Select(Gen.Int[0, 9], Gen.Int[0, 99], Gen.Int[0, 99]).Select(step => new Step(step.Item1, step.Item2, step.Item3));

    [SkippableTheory, OnBothDatabases]
    public async Task NoFundPassesItsFloorOrItsCapAndThePostingsSumToZero(string provider)
    {
        Needs.Database(provider);
        var table = await Table.Lay(provider);
        var (steps, capped) = (0, 0);
        await Property.Holds(output, Property.CasesOn(provider, 1_000), Gen.Select(AnyLimits, AnyLimits, AnyStep.Array[1, 5]), async life =>
        {
            if (table.Cases == CasesOfACity) await Leave(await Table.Lay(provider)); // what a cap counts grows with every case
            await table.Begin(life.Item1, life.Item2);
            foreach (var step in life.Item3) await table.Take(step);
            table.City.CapsShouldAgreeWithTheLedger();
        });
        await Leave(null);
        output.WriteLine($"{steps} steps, {capped} orders of which a cap took from the subsidy");
        Assert.True(steps >= Property.CasesOn(provider, 2_000) && capped >= Property.CasesOn(provider, 200));

        async Task Leave(Table? next)
        {
            await using (table)
            {
                table.City.BooksShouldBalance();
                (steps, capped) = (steps + table.Steps, capped + table.CappedOrders);
            }
            table = next!;
        }
    }

    private sealed record Limits(long BalanceFen, long? MonthFen, long? YearFen);

    private sealed record Step(int Act, int Who, int Which);

    /// <summary>A city, three people of whom one is in hardship, and the orders that stand.</summary>
    private sealed class Table : IAsyncDisposable
    {
        private readonly List<(Guid Id, Guid Senior, string Code)> _standing = [];
        private IReadOnlyList<Guid> _people = [];

        public required TestCity City { get; init; }

        public required IReadOnlyList<TestMenu> Menus { get; init; }

        public int Cases { get; private set; }

        public int Steps { get; private set; }

        public int CappedOrders { get; private set; }

        public static async Task<Table> Lay(string provider)
        {
            var city = await TestCity.Start(provider);
            var menus = new List<TestMenu>();
            for (var i = 0; i < 3; i++) menus.Add(await city.Offer("canteen1", city.FreeDay(), MealPeriod.Lunch, 10_000, 1_500));
            return new() { City = city, Menus = menus };
        }

        /// <summary>New people, little money, and caps a little above what has been taken.</summary>
        public async Task Begin(Limits ofCity, Limits ofDistrict)
        {
            _standing.Clear();
            _people = await City.AddSeniors(3, (2, "minimumLivingAllowance"));
            await City.Get<CityWriter>().Commit(Lane.Interactive, unit =>
            {
                City.LeaveInFund(unit, CityFunds.OfCity, "371000", ofCity.BalanceFen);
                City.LeaveInFund(unit, CityFunds.OfDistrict, "371002", ofDistrict.BalanceFen);
            });
            await SetCaps(CityFunds.OfCity, ofCity);
            await SetCaps(CityFunds.OfDistrict, ofDistrict);
            Cases++;
        }

        public async Task Take(Step step)
        {
            Steps++;
            if (step.Act < 6 || _standing.Count == 0) await Place(step);
            else await Move(step);
            foreach (var fund in new[] { CityFunds.OfCity, CityFunds.OfDistrict }) Assert.True(City.Balance(AccountKind.Fund, fund) >= 0, $"{fund} has passed its floor");
        }

        public ValueTask DisposeAsync() => City.DisposeAsync();

        private async Task SetCaps(string fundId, Limits limits)
        {
            var taken = City.Get<CityDatabase>().Read(sql => (Taken(sql, fundId, CapSpan.Month), Taken(sql, fundId, CapSpan.Year)));
            var request = new DefaultHttpContext();
            request.Request.Headers.IfMatch = "*";
            City.Get<IHttpContextAccessor>().HttpContext = request;
            var change = new JsonObject { ["monthlyCapFen"] = limits.MonthFen + taken.Item1, ["yearlyCapFen"] = limits.YearFen + taken.Item2 };
            await City.Get<ChangeFund>().Handle(fundId, change, CallerOf(Role.CityOfficer), request.Request, CancellationToken.None);
        }

        private static long Taken(SqlSession sql, string fundId, CapSpan span)
        {
            var since = CityClock.At(FundCap.StartOf(span, TestCity.Today), LocalTime.Midnight);
            return sql.Taken(fundId, since, since, Instant.MaxValue);
        }

        /// <summary>One orders, or all three at once.</summary>
        private async Task Place(Step step)
        {
            var menu = Menus[step.Which % Menus.Count];
            var who = step.Act % 3 == 0 ? _people : [_people[step.Who % _people.Count]];
            foreach (var (order, senior) in await Task.WhenAll(who.Select(async senior => (await Order(menu, senior), senior))))
            {
                _standing.Add((order.Id, senior, order.Code!));
                if (order.Explanation.Any(sentence => sentence.Contains("资金不足", StringComparison.Ordinal))) CappedOrders++;
                Assert.Equal(order.PriceFen, order.Splits.Sum(split => split.AmountFen));
                if (senior == _people[2]) Assert.True(order.SubsidyFen is 0 or 800, "a hardship meal is paid whole, or was paid before");
            }
        }

        private async Task<MealOrderView> Order(TestMenu menu, Guid senior)
        {
            City.Get<IHttpContextAccessor>().HttpContext = new DefaultHttpContext();
            var wish = new MealWish(senior, menu.CanteenId, menu.Date, MealPeriod.Lunch, Fulfilment.PickUp, null, [(menu.Dishes[0], 1)], PayBy.OnCollection, null, AcceptFullPrice: true);
            var answer = await City.Get<PlaceMealOrder>().Handle(wish, CallerOf(Role.Senior, senior), false, CancellationToken.None);
            return System.Text.Json.JsonSerializer.Deserialize<MealOrderView>(answer.Kept.Body!, Json.Options)!;
        }

        private async Task Move(Step step)
        {
            var which = step.Which % _standing.Count;
            var (id, senior, code) = _standing[which];
            _standing.RemoveAt(which);
            City.Get<IHttpContextAccessor>().HttpContext = new DefaultHttpContext();
            var move = City.Get<MoveMealOrder>();
            var canteen = CallerOf(Role.CanteenStaff);
            await (step.Act switch
            {
                6 or 7 => move.Cancel(id, CallerOf(Role.Senior, senior), false, CancellationToken.None),
                8 => move.Collect(id, new() { Code = code }, canteen, false, CancellationToken.None),
                _ => move.Miss(id, canteen, false, CancellationToken.None),
            });
        }

        private Caller CallerOf(Role role, Guid? senior = null) => new()
        {
            Account = new()
            {
                Id = DemoIds.Account("senior1"), UserName = "x", Name = "x", Roles = [role], SeniorId = senior, CreatedAt = TestCity.Noon,
                CanteenId = role == Role.CanteenStaff ? DemoIds.Canteen1 : null, DivisionCode = role == Role.CityOfficer ? "371000" : null,
            },
            Links = [],
            Divisions = City.Get<CityFacts>().Divisions,
            Now = TestCity.Noon,
        };
    }
}
