using CsCheck;
using ElderCare.Data;
using ElderCare.Data.Ledger;
using ElderCare.Data.Seeding;
using ElderCare.Data.Writing;
using ElderCare.Domain.Access;
using ElderCare.Domain.Ledger;
using ElderCare.Domain.Meals;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Meals;
using ElderCare.MobileApi.Requests;
using Microsoft.AspNetCore.Http;
using NodaTime;
using Xunit.Abstractions;

namespace ElderCare.MobileApi.Tests.Ledger;

/// <summary>Random lives of random orders through the writer, against <see cref="MealLedgerModel"/>.</summary>
public sealed class LedgerPropertyTests(ITestOutputHelper output)
{
    private const int Cases = 1_000;
    private const int TrialEvery = 100;
    private const long WalletFen = 4_000;

    private enum Act
    {
        Place,
        Cancel,
        Change,
        Collect,
        Miss,
    }

    private static readonly Gen<Step> AnyStep = Steps((5, Act.Place), (2, Act.Cancel), (2, Act.Change), (2, Act.Collect), (1, Act.Miss));
    private static readonly Gen<Step> AnyStepThatCanBeUndone = Steps((5, Act.Place), (1, Act.Cancel), (2, Act.Change));

    [SkippableTheory, OnBothDatabases]
    public async Task WhateverHappensEveryAccountHoldsWhatItShould(string provider)
    {
        Needs.Database(provider);
        await using var table = await Table.Lay(provider);
        await Property.Holds(output, Property.CasesOn(provider, Cases), Gen.Select(AnyFunds, AnyStep.Array[1, 8]), async life =>
        {
            await table.Begin(life.Item1);
            foreach (var step in life.Item2) await table.Take(step);
            table.BooksShouldBalanceAtTimes();
        });
        table.City.BooksShouldBalance();
        output.WriteLine($"{table.Steps} steps");
        Assert.True(table.Steps >= Property.CasesOn(provider, 1_000));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task CancellingEverythingRestoresEveryBalance(string provider)
    {
        Needs.Database(provider);
        await using var table = await Table.Lay(provider);
        await Property.Holds(output, Property.CasesOn(provider, Cases), Gen.Select(AnyFunds, AnyStepThatCanBeUndone.Array[1, 6]), async life =>
        {
            await table.Begin(life.Item1);
            var before = table.Kept();
            foreach (var step in life.Item2) await table.Take(step);
            await table.CancelAll();
            Assert.Equal(before, table.Kept());
            table.BooksShouldBalanceAtTimes();
        });
        table.City.BooksShouldBalance();
        Assert.True(table.Steps >= Property.CasesOn(provider, 1_000));
    }

    private static Gen<(long City, long District)> AnyFunds => Gen.Select(Gen.Long[0, 1_300], Gen.Long[0, 1_300]);

    private static Gen<Step> Steps(params (int, Act)[] acts) =>
        Gen.Select(Gen.Frequency([.. acts.Select(act => (act.Item1, Gen.Const(act.Item2)))]), Gen.Int[0, 99], Gen.Int[0, 99], Gen.Int[1, 2]).Select(step => new Step(step.Item1, step.Item2, step.Item3, step.Item4));

    private sealed record Step(Act Act, int Who, int Which, int Quantity);

    /// <summary>A city, its model, and the orders that stand.</summary>
    private sealed class Table : IAsyncDisposable
    {
        private readonly List<(PlacedMeal Meal, Guid Id, string Code)> _standing = [];
        private MealLedgerModel _model = new();
        private List<Diner> _diners = [];
        private int _cases;

        public required TestCity City { get; init; }

        public required IReadOnlyList<TestMenu> Menus { get; init; }

        public int Steps { get; private set; }

        private Caller Canteen => CallerOf(City, Role.CanteenStaff, null, DemoIds.Canteen1);

        public static async Task<Table> Lay(string provider)
        {
            var city = await TestCity.Start(provider);
            var menus = new List<TestMenu>();
            for (var i = 0; i < 3; i++) menus.Add(await city.Offer("canteen1", city.FreeDay(), MealPeriod.Lunch, 10_000, MealLedgerModel.PriceFen));
            return new() { City = city, Menus = menus };
        }

        /// <summary>New people, and funds with little in them.</summary>
        public async Task Begin((long City, long District) funds)
        {
            _standing.Clear();
            var people = await City.AddSeniors(3, (2, "minimumLivingAllowance"));
            _diners = [new(people[0], false), new(people[1], false), new(people[2], true)];
            await City.Get<CityWriter>().Commit(Lane.Interactive, unit =>
            {
                City.LeaveInFund(unit, MealLedgerModel.CityFund, "371000", funds.City);
                City.LeaveInFund(unit, MealLedgerModel.DistrictFund, "371002", funds.District);
                CityBooks.FillWallet(unit, people[0], WalletFen);
            });
            _model = new();
            foreach (var fund in new[] { MealLedgerModel.CityFund, MealLedgerModel.DistrictFund })
            {
                foreach (var kind in new[] { AccountKind.Fund, AccountKind.FundReserved, AccountKind.FundOverdraft }) _model[kind, fund] = City.Balance(kind, fund);
            }
            foreach (var kind in new[] { AccountKind.CanteenPledged, AccountKind.CanteenReceivable, AccountKind.CashDrawer }) _model[kind, DemoIds.Canteen1.ToString()] = City.Balance(kind, DemoIds.Canteen1);
            foreach (var diner in _diners) _model[AccountKind.SeniorShare, diner.Id.ToString()] = 0;
            foreach (var diner in _diners) _model[AccountKind.Wallet, diner.Id.ToString()] = diner == _diners[0] ? WalletFen : 0;
        }

        /// <summary>Does a step in the city and in the model, and compares every account that it could touch.</summary>
        public async Task Take(Step step)
        {
            Steps++;
            if (step.Act == Act.Place) await Place(step);
            else if (_standing.Count > 0) await Move(step, step.Which % _standing.Count);
            Assert.Equal(_model.Balances.OrderBy(account => account.Key), Kept());
            Assert.True(_model[AccountKind.Fund, MealLedgerModel.CityFund] >= 0 && _model[AccountKind.Fund, MealLedgerModel.DistrictFund] >= 0);
        }

        public async Task CancelAll()
        {
            while (_standing.Count > 0) await Take(new(Act.Cancel, 0, 0, 1));
        }

        /// <summary>What the city keeps for the model's accounts.</summary>
        public IReadOnlyList<KeyValuePair<Guid, long>> Kept()
        {
            object?[] accounts = [.. _model.Balances.Keys.Select(account => (object?)account)];
            return City.Get<CityDatabase>().Read(sql => sql.Query(
                $"""SELECT "AccountId", CAST(SUM("Balance") AS bigint) FROM "Balances" WHERE "AccountId" IN ({string.Join(", ", accounts.Select((_, i) => $"@p{i}"))}) GROUP BY "AccountId" """,
                row => KeyValuePair.Create(row.GetGuid(0), row.GetInt64(1)), accounts)).OrderBy(account => account.Key).ToList();
        }

        // The whole ledger is read now and then only: it grows with every case.
        public void BooksShouldBalanceAtTimes()
        {
            if (++_cases % TrialEvery == 0) City.BooksShouldBalance();
        }

        public ValueTask DisposeAsync() => City.DisposeAsync();

        private async Task Place(Step step)
        {
            var diner = _diners[step.Who % _diners.Count];
            var (menu, fromWallet) = (Menus[step.Which % Menus.Count], diner == _diners[0]);
            var meal = _model.Place(diner, menu.Date, step.Quantity, fromWallet, menu.CanteenId);
            var order = await Refusable(() => Order(Wish(diner, menu, step.Quantity, fromWallet), null));
            Assert.Equal(meal is null, order is null);
            if (meal is not null) _standing.Add((meal, order!.Id, order.Code!));
        }

        private async Task Move(Step step, int which)
        {
            var (meal, id, code) = _standing[which];
            var senior = CallerFor(meal.Diner.Id);
            switch (step.Act)
            {
                case Act.Change:
                    await Change(step, which);
                    return;
                case Act.Cancel:
                    _model.Undo(meal);
                    await Do(move => move.Cancel(id, senior, false, CancellationToken.None));
                    break;
                case Act.Collect:
                    _model.Settle(meal);
                    await Do(move => move.Collect(id, new() { Code = code }, Canteen, false, CancellationToken.None));
                    break;
                case Act.Miss:
                    _model.Miss(meal);
                    await Do(move => move.Miss(id, Canteen, false, CancellationToken.None));
                    break;
            }
            _standing.RemoveAt(which);
        }

        private async Task Change(Step step, int which)
        {
            var (meal, id, _) = _standing[which];
            var menu = Menus[step.Who % Menus.Count];
            _model.Undo(meal);
            var changed = _model.Place(meal.Diner, menu.Date, step.Quantity, meal.FromWallet, menu.CanteenId);
            var order = await Refusable(() => Order(Wish(meal.Diner, menu, step.Quantity, meal.FromWallet), id));
            Assert.Equal(changed is null, order is null);
            if (changed is null) _model.Redo(meal);
            else _standing[which] = (changed, id, order!.Code!);
        }

        private static MealWish Wish(Diner diner, TestMenu menu, int quantity, bool fromWallet) => new(
            diner.Id, menu.CanteenId, menu.Date, MealPeriod.Lunch, Fulfilment.PickUp, null, [(menu.Dishes[0], quantity)], fromWallet ? PayBy.Wallet : PayBy.OnCollection, null, AcceptFullPrice: true);

        private async Task<MealOrderView> Order(MealWish wish, Guid? changing)
        {
            City.Get<IHttpContextAccessor>().HttpContext = new DefaultHttpContext();
            var place = City.Get<PlaceMealOrder>();
            var caller = CallerFor(wish.SeniorId);
            if (changing is not { } id) return Read(await place.Handle(wish, caller, false, CancellationToken.None));
            using var db = City.Get<CityDatabase>().Read();
            return Read(await place.Change(db.MealOrders.Single(order => order.Id == id), wish, caller, false, CancellationToken.None));
        }

        private async Task Do(Func<MoveMealOrder, Task<Answer<MealOrderView>>> move)
        {
            City.Get<IHttpContextAccessor>().HttpContext = new DefaultHttpContext();
            await move(City.Get<MoveMealOrder>());
        }

        private Caller CallerFor(Guid senior) => CallerOf(City, Role.Senior, senior, null);

        private static MealOrderView Read(Answer<MealOrderView> answer) => System.Text.Json.JsonSerializer.Deserialize<MealOrderView>(answer.Kept.Body!, Json.Options)!;

        private static async Task<MealOrderView?> Refusable(Func<Task<MealOrderView>> work)
        {
            try
            {
                return await work();
            }
            catch (RuleViolation refusal) when (refusal.Code == "payments.walletTooLow")
            {
                return null;
            }
        }
    }

    private static Caller CallerOf(TestCity city, Role role, Guid? senior, Guid? canteen) => new()
    {
        Account = new() { Id = DemoIds.Account("senior1"), UserName = "x", Name = "x", Roles = [role], SeniorId = senior, CanteenId = canteen, CreatedAt = TestCity.Noon },
        Links = [],
        Divisions = city.Get<CityFacts>().Divisions,
        Now = TestCity.Noon,
    };
}
