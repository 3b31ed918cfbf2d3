using System.Text.Json;
using CsCheck;
using ElderCare.Data.Seeding;
using ElderCare.Domain.Access;
using ElderCare.Domain.Ledger;
using ElderCare.Domain.Meals;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Meals;
using ElderCare.MobileApi.People;
using ElderCare.MobileApi.Requests;
using Microsoft.AspNetCore.Http;
using Xunit.Abstractions;

namespace ElderCare.MobileApi.Tests.People;

/// <summary>Random orders of two records that are one person, merged at a random moment, against what the facts say.</summary>
public sealed class MergePropertyTests(ITestOutputHelper output)
{
    private const int LivesAtOnce = 4;

    private enum Act
    {
        Place,
        Cancel,
        Collect,
        Merge,
    }

    private static readonly Gen<Step> AnyStep = Gen.Select(
        Gen.Frequency((5, Gen.Const(Act.Place)), (2, Gen.Const(Act.Cancel)), (2, Gen.Const(Act.Collect)), (2, Gen.Const(Act.Merge))), Gen.Bool, Gen.Int[0, 99], Gen.Bool,
        (act, ofOther, which, fromWallet) => new Step(act, ofOther, which, fromWallet));

    [SkippableTheory, OnBothDatabases]
    public async Task Case9_WheneverTwoRecordsAreMergedTheirAccountsHoldWhatTheFactsSay(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var menus = new List<TestMenu>();
        for (var i = 0; i < 3; i++) menus.Add(await city.Offer("canteen1", city.FreeDay(), MealPeriod.Lunch, 10_000, 1_500));
        await Property.Holds(output, Property.CasesOn(provider, 1_000), Gen.Select(Gen.Long[0, 6_000], Gen.Long[0, 6_000], AnyStep.Array[1, 8]), async life =>
        {
            var people = await city.AddSeniors(2);
            var pair = new Pair(city, menus, people[0], people[1]);
            await pair.Fill(life.Item1, life.Item2);
            foreach (var step in life.Item3) await pair.Take(step);
            await pair.Take(new(Act.Merge, false, 0, false));
        }, LivesAtOnce);
        city.BooksShouldBalance();
    }

    private sealed record Step(Act Act, bool OfOther, int Which, bool FromWallet);

    /// <summary>A person with two records, and what they have ordered.</summary>
    private sealed class Pair(TestCity city, IReadOnlyList<TestMenu> menus, Guid stays, Guid goes)
    {
        private readonly List<(MealOrderView Order, bool OfOther)> _standing = [];
        private readonly long[] _wallets = [0, 0];
        private readonly long[] _shares = [0, 0];
        private bool _merged;

        public async Task Fill(long ofStays, long ofGoes)
        {
            (_wallets[0], _wallets[1]) = (ofStays, ofGoes);
            if (ofStays > 0) await city.FillWallet(stays, ofStays);
            if (ofGoes > 0) await city.FillWallet(goes, ofGoes);
        }

        public async Task Take(Step step)
        {
            city.Get<IHttpContextAccessor>().HttpContext = new DefaultHttpContext();
            if (step.Act == Act.Merge) await Merge();
            else if (step.Act == Act.Place) await Place(step);
            else if (_standing.Count > 0) await Move(step, step.Which % _standing.Count);
            Assert.Equal((_wallets[0], _wallets[1]), (city.Balance(AccountKind.Wallet, stays), city.Balance(AccountKind.Wallet, goes)));
            Assert.Equal((_shares[0], _shares[1]), (city.Balance(AccountKind.SeniorShare, stays), city.Balance(AccountKind.SeniorShare, goes)));
        }

        private async Task Merge()
        {
            if (_merged) return;
            _merged = true;
            await city.Get<MergeSeniors>().Handle(stays, new(goes, "同一人"), CallerOf(Role.DistrictOfficer, null, null), CancellationToken.None);
            (_wallets[0], _wallets[1]) = (_wallets[0] + _wallets[1], 0);
            (_shares[0], _shares[1]) = (_shares[0] + _shares[1], 0);
        }

        private async Task Place(Step step)
        {
            var ofOther = step.OfOther && !_merged;
            var (senior, menu) = (ofOther ? goes : stays, menus[step.Which % menus.Count]);
            var wish = new MealWish(senior, menu.CanteenId, menu.Date, MealPeriod.Lunch, Fulfilment.PickUp, null, [(menu.Dishes[0], 1)], step.FromWallet ? PayBy.Wallet : PayBy.OnCollection, null, AcceptFullPrice: true);
            try
            {
                var order = Read(await city.Get<PlaceMealOrder>().Handle(wish, CallerOf(Role.Senior, senior, null), false, CancellationToken.None));
                AccountOf(order)[ofOther ? 1 : 0] -= order.SelfPayFen;
                _standing.Add((order, ofOther));
            }
            catch (RuleViolation refusal) when (refusal.Code == "payments.walletTooLow")
            {
                Assert.InRange(_wallets[ofOther ? 1 : 0], 0, 1_499);
            }
        }

        private async Task Move(Step step, int which)
        {
            var (order, ofOther) = _standing[which];
            _standing.RemoveAt(which);
            var now = ofOther && !_merged;
            if (step.Act == Act.Collect)
            {
                await city.Get<MoveMealOrder>().Collect(order.Id, new() { Code = order.Code }, CallerOf(Role.CanteenStaff, null, DemoIds.Canteen1), false, CancellationToken.None);
                return;
            }
            await city.Get<MoveMealOrder>().Cancel(order.Id, CallerOf(Role.Senior, now ? goes : stays, null), false, CancellationToken.None);
            AccountOf(order)[now ? 1 : 0] += order.SelfPayFen;
        }

        private long[] AccountOf(MealOrderView order) => order.PayBy == PayBy.Wallet ? _wallets : _shares;

        private Caller CallerOf(Role role, Guid? senior, Guid? canteen) => new()
        {
            Account = new() { Id = DemoIds.Account("district1"), UserName = "x", Name = "x", Roles = [role], DivisionCode = "371002", SeniorId = senior, CanteenId = canteen, CreatedAt = TestCity.Noon },
            Links = [],
            Divisions = city.Get<CityFacts>().Divisions,
            Now = TestCity.Noon,
        };

        private static MealOrderView Read(Answer<MealOrderView> answer) => JsonSerializer.Deserialize<MealOrderView>(answer.Kept.Body!, Json.Options)!;
    }
}
