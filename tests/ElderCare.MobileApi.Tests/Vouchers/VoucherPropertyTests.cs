using CsCheck;
using ElderCare.Data;
using ElderCare.Data.Vouchers;
using ElderCare.Data.Writing;
using ElderCare.Domain.Ledger;
using ElderCare.Domain.Shared;
using ElderCare.Domain.Vouchers;
using ElderCare.MobileApi.Tests.People;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Xunit.Abstractions;

namespace ElderCare.MobileApi.Tests.Vouchers;

/// <summary>Random lives of vouchers, with crashes between any two steps, against <see cref="VoucherModel"/>.</summary>
public sealed class VoucherPropertyTests(ITestOutputHelper output)
{
    private const int Cases = 1_000;
    private const int BooksEvery = 100;
    private static readonly string[] Services = ["cleaning", "bath"];

    private enum Act
    {
        Grant,
        Hold,
        Spend,
        Release,
        Rebook,
        Correct,
        NextMonth,
        Expire,
        Die,
        Revive,
        Race,
    }

    private static readonly Gen<Step> AnyStep = Gen.Select(
        Gen.Frequency([
            (4, Gen.Const(Act.Grant)), (6, Gen.Const(Act.Hold)), (4, Gen.Const(Act.Spend)), (3, Gen.Const(Act.Release)), (2, Gen.Const(Act.Rebook)), (3, Gen.Const(Act.Correct)),
            (2, Gen.Const(Act.NextMonth)), (2, Gen.Const(Act.Expire)), (1, Gen.Const(Act.Die)), (1, Gen.Const(Act.Revive)), (1, Gen.Const(Act.Race))]),
        Gen.Int[0, 99], Gen.Long[1, 120], Gen.Int[0, 99], Gen.Int[0, 3]).Select(step => new Step(step.Item1, step.Item2, step.Item3, step.Item4, step.Item5 == 0));

    private static readonly Gen<Step[]> Random = Gen.Select(Gen.Int[0, 99], Gen.Long[1, 120], AnyStep.Array[3, 10], (which, minutes, steps) => (Step[])[new(Act.Grant, which, minutes, 0, false), .. steps]);

    /// <summary>A visit that is put right when the month is over, which chance alone rarely brings.</summary>
    private static readonly Gen<Step[]> PutRightLate = Gen.Select(Gen.Int[0, 99], Gen.Long[30, 120], Gen.Long[1, 120], Gen.Long[1, 120], AnyStep.Array[1, 4], (which, granted, held, right, steps) => (Step[])
    [
        new(Act.Grant, which, granted, which, false), new(Act.Hold, which, Math.Min(held, granted), which, false), new(Act.Spend, which, 1 + (Math.Min(held, granted) / 2), 0, false),
        new(Act.NextMonth, 0, 1, which, false), new(Act.Correct, which, right, 0, which % 3 == 0), .. steps, new(Act.Correct, which, 1 + (right / 2), 0, false),
    ]);

    private static readonly Gen<Step[]> AnyLife = Gen.Frequency([(4, Random), (1, PutRightLate)]);

    [SkippableTheory, OnBothDatabases]
    public async Task WhateverHappensNoMinuteIsLostAndNoneIsBothHeldAndSpent(string provider)
    {
        Needs.Database(provider);
        await using var database = await TestDatabase.Copy(provider);
        await using var city = LifeTable.CityWithoutTimers(database);
        var (table, number, steps) = (new Table(city), 0, 0);
        await Property.Holds(output, Property.CasesOn(provider, Cases), AnyLife, async life =>
        {
            await table.Begin();
            foreach (var step in life) await table.Take(step);
            steps += life.Length;
            if (++number % BooksEvery == 0) city.MinutesShouldBalance();
        });
        city.MinutesShouldBalance();
        output.WriteLine($"{steps} steps, {table.Crashes} crashes");
        Assert.True(steps >= Property.CasesOn(provider, Cases) && table.Crashes >= Property.CasesOn(provider, Cases) / 10);
    }

    private sealed record Step(Act Act, int Which, long Minutes, int More, bool Crashes);

    /// <summary>The machine stops in the middle of a unit.</summary>
    private sealed class Crash : Exception;

    /// <summary>A city, one person of it, and the model of their vouchers.</summary>
    private sealed class Table(TestCity city)
    {
        private readonly List<Guid> _orders = [];
        private VoucherModel _model = new();
        private Guid _senior;
        private Guid _provider;

        public int Crashes { get; private set; }

        private Instant Now => city.Clock.GetCurrentInstant();

        public async Task Begin()
        {
            city.Clock.Reset(TestCity.Noon);
            _senior = (await city.AddSeniors(1))[0];
            _provider = Guid.CreateVersion7();
            _orders.Clear();
            _orders.AddRange(Enumerable.Range(0, 3).Select(_ => Guid.CreateVersion7()));
            _model = new();
        }

        public async Task Take(Step step)
        {
            var (order, service) = (_orders[step.Which % _orders.Count], Services[step.More % 2]);
            await (step.Act switch
            {
                Act.Grant => Grant(step),
                Act.Hold => Do(step, unit => unit.HoldMinutes(_senior, order, service, Now, step.Minutes), model => model.Hold(order, step.Minutes, service, Now)),
                Act.Spend => Spend(step, order),
                Act.Release => Do(step, unit => unit.ReleaseHeld(order), model => model.Settle(order, 0, Now, spends: false)),
                Act.Rebook => Do(step, unit =>
                {
                    unit.ReleaseHeld(order);
                    unit.HoldMinutes(_senior, order, service, Now, step.Minutes);
                }, model =>
                {
                    model.Settle(order, 0, Now, spends: false);
                    model.Hold(order, step.Minutes, service, Now);
                }),
                Act.Correct => Correct(step, order),
                Act.NextMonth => NextMonth(step),
                Act.Expire => Expire(step),
                Act.Die => Do(step, unit => unit.VoidVouchers(_senior), model => model.Void()),
                Act.Revive => Do(step, unit => unit.RestoreVouchers(_senior), model => model.Restore(Now)),
                _ => Race(step, service),
            });
            await Compare(step);
        }

        private async Task Grant(Step step)
        {
            var expiry = (VoucherExpiry)(step.More % 3);
            var type = new VoucherType
            {
                Id = "test", ProgrammeCode = "test-hours", City = "371000", Expiry = expiry, CarryOver = step.More % 5 == 0, Evidence = "ILLUS",
                OnDeath = step.More % 7 == 0 ? VoucherOnDeath.StopFromNextMonth : VoucherOnDeath.Void, Purposes = step.More % 4 == 0 ? [Services[step.Which % 2]] : null,
            };
            var today = CityClock.DateOf(Now);
            var month = new LocalDate(today.Year, today.Month, 1);
            HourVoucher? granted = null;
            await Do(step, unit =>
            {
                granted = new VoucherGrant(_senior, "371000", "371002", new(type, 1), step.Minutes).For(month, VoucherOrigin.Single, unit.Now);
                unit.Keep([granted]);
            }, model => model.Vouchers.Add(new()
            {
                Id = granted!.Id, Number = model.Vouchers.Count, From = granted.ValidFrom, Until = granted.ExpiresAt, CarriedUntil = granted.CarriedUntil, Purpose = granted.Purposes?[0], Free = step.Minutes,
                LapsesByDeath = granted.OnDeath == VoucherOnDeath.Void,
            }));
        }

        private async Task Spend(Step step, Guid order)
        {
            if (step.Minutes <= _model.HeldBy(order)) await Do(step, unit => unit.SpendHeld(order, _provider, step.Minutes), model => model.Settle(order, step.Minutes, Now));
            else Assert.Equal("vouchers.notHeld", (await Assert.ThrowsAsync<RuleViolation>(() => Do(step with { Crashes = false }, unit => unit.SpendHeld(order, _provider, step.Minutes), _ => { }))).Code);
        }

        private async Task Correct(Step step, Guid order)
        {
            var may = _model.WasSettled(order) ? _model.Copy().Correct(order, step.Minutes, Now) : (bool?)null;
            if (may == true) await Do(step, unit => unit.CorrectSpent(order, step.Minutes, "更正"), model => model.Correct(order, step.Minutes, Now));
            else Assert.Equal(may is null ? "vouchers.notSpent" : "vouchers.notEnoughMinutes", (await Assert.ThrowsAsync<RuleViolation>(() => city.Correct(order, step.Minutes))).Code);
        }

        private async Task NextMonth(Step step)
        {
            city.Clock.Reset(CityClock.At(CityClock.DateOf(Now).PlusMonths(1), new(8, 0)));
            if (step.More % 2 == 0) await Expire(step with { Crashes = false }); // else the timer is late
        }

        private async Task Expire(Step step)
        {
            if (step.Crashes) await CrashIn(step, unit => unit.ExpireDue(100));
            await city.Expire();
            _model.Expire(Now);
        }

        private async Task Race(Step step, string service)
        {
            var orders = Enumerable.Range(0, 4).Select(_ => Guid.CreateVersion7()).ToList();
            var held = await Task.WhenAll(orders.Select(order => city.Hold(_senior, order, step.Minutes, Now, service)));
            foreach (var (order, minutes) in orders.Zip(held).Where(one => one.Second > 0).OrderByDescending(one => one.Second)) Assert.Equal(minutes, _model.Hold(order, step.Minutes, service, Now));
            Assert.Equal(0, _model.Copy().Hold(Guid.NewGuid(), 1, service, Now) * held.Count(minutes => minutes < step.Minutes));
            foreach (var order in orders) await Do(step with { Crashes = false }, unit => unit.ReleaseHeld(order), model => model.Settle(order, 0, Now, spends: false));
        }

        /// <summary>Does it in the city and in the model; one that crashes before it is on disk leaves everything as it was.</summary>
        private async Task Do(Step step, Action<CityUnit> act, Action<VoucherModel> also)
        {
            if (step.Crashes) await CrashIn(step, act);
            await city.Get<CityWriter>().Commit(Lane.Interactive, act);
            also(_model);
        }

        private async Task CrashIn(Step step, Action<CityUnit> act)
        {
            Crashes++;
            await Assert.ThrowsAsync<Crash>(() => city.Get<CityWriter>().Commit(Lane.Interactive, unit =>
            {
                act(unit);
                if (step.More % 2 == 0) unit.Sql.Flush();
                throw new Crash();
            }));
            await Compare(step);
        }

        private async Task Compare(Step step)
        {
            using var db = city.Get<CityDatabase>().Read();
            var vouchers = await db.HourVouchers.Where(voucher => voucher.SeniorId == _senior).ToListAsync();
            var balances = VoucherReads.Balances(city.Get<CityDatabase>(), _senior);
            var ids = vouchers.ConvertAll(voucher => voucher.Id);
            var holds = await db.VoucherHolds.Where(hold => ids.Contains(hold.VoucherId) && hold.Minutes != 0).ToListAsync();
            var kept = vouchers.Select(voucher => (Of(vouchers, voucher), voucher.State, balances.GetValueOrDefault(voucher.Free), balances.GetValueOrDefault(voucher.Held))).Order().ToList();
            var right = _model.Vouchers.Select(voucher => (Of(voucher), voucher.State, voucher.Free, voucher.Held.Values.Sum())).Order().ToList();
            Assert.True(right.SequenceEqual(kept), $"after {step}: {string.Join(' ', kept)} instead of {string.Join(' ', right)}");
            Assert.Equal(
                _model.Vouchers.SelectMany(voucher => voucher.Held.Where(hold => hold.Value > 0).Select(hold => (Of(voucher), hold.Key, hold.Value))).Order(),
                holds.Select(hold => (Of(vouchers, vouchers.Single(voucher => voucher.Id == hold.VoucherId)), hold.OrderId, hold.Minutes)).Order());
            Assert.Equal(_model.Spent, city.Balance(AccountKind.VoucherSpent, $"test-hours:371000:{_provider}"));
        }

        private static string Of(List<HourVoucher> all, HourVoucher voucher) => voucher.RestOf is { } parent ? $"{Of(all, all.Single(other => other.Id == parent))}+" : voucher.Id.ToString();

        private static string Of(ModelVoucher voucher) => voucher.RestOf is { } parent ? $"{Of(parent)}+" : voucher.Id!.Value.ToString();
    }
}
