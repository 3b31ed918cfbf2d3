using System.Text.Json;
using CsCheck;
using ElderCare.Data;
using ElderCare.Data.Seeding;
using ElderCare.Domain.HomeServices;
using ElderCare.Domain.Ledger;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Xunit.Abstractions;

namespace ElderCare.MobileApi.Tests.HomeServices;

/// <summary>Whatever people do with visits, and in whatever order: no two of one caregiver overlap, what is held is what stands, and the books balance.</summary>
public sealed class VisitPropertyTests(ITestOutputHelper output)
{
    private const int Cases = 1_000;

    /// <summary>All that was ever booked is looked at after so many cases: what is wrong once stays wrong.</summary>
    private const int Together = 20;
    private static readonly Gen<(Act Act, int Which, int When)> AnyStep = Gen.Select(Gen.Enum<Act>(), Gen.Int[0, 5], Gen.Int[0, 399]);

    private enum Act
    {
        Book,
        BookAlike,
        Accept,
        AcceptAsOther,
        Decline,
        Cancel,
        Serve,
        Confirm,
        Dispute,
        Correct,
        HandOver,
    }

    [SkippableTheory, OnBothDatabases]
    public async Task NoVisitsOverlapAndWhatIsHeldIsWhatStands(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var players = new Players(city);
        await players.SignIn();
        var played = 0;
        await Property.Holds(output, Property.CasesOn(provider, Cases), AnyStep.Array[1, 5], async steps =>
        {
            foreach (var (act, which, when) in steps) await players.Do(act, which, when);
            if (++played % Together == 0) await players.AllIsRight();
        });
        await players.AllIsRight();
        Assert.Equal(0, (await (await city.As("auditor1")).Read("/api/ledger/trial-balance")).Fen("mismatchedAccounts"));
        Assert.True(players.Done.Values.All(count => count > 0), string.Join(' ', players.Done)); // every act has been done, not only tried
    }

    private sealed class Players(TestCity city)
    {
        private HttpClient _family = null!, _agent = null!, _officer = null!;
        private readonly HttpClient[] _workers = new HttpClient[2];
        private readonly Instant _from = city.Clock.GetCurrentInstant() + Duration.FromHours(3);
        private Instant _last = city.Clock.GetCurrentInstant() + Duration.FromHours(3);

        public Dictionary<Act, int> Done { get; } = Enum.GetValues<Act>().ToDictionary(act => act, _ => 0);

        public async Task SignIn()
        {
            (_family, _agent, _officer) = (await city.As("family1"), await city.As("agent1"), await city.As("district1"));
            (_workers[0], _workers[1]) = (await city.As("caregiver1"), await city.As("caregiver2"));
        }

        public async Task Do(Act act, int which, int when)
        {
            var worker = _workers[which % 2];
            using var answer = act switch
            {
                Act.Book or Act.BookAlike => await Book(act == Act.Book ? _from + Duration.FromHours(when * 3) : _last + Duration.FromMinutes(when % 60), 30 + (which * 15)),
                Act.Accept or Act.AcceptAsOther => await OfferTo(act == Act.Accept ? which : which + 1) is { } offer ? await _workers[(act == Act.Accept ? which : which + 1) % 2].Post($"/api/service-offers/{offer}/accept") : null,
                Act.Decline => await OfferTo(which) is { } offer ? await worker.Post($"/api/service-offers/{offer}/decline") : null,
                Act.Cancel => await Some(which, ServiceOrder.Standing) is { } order ? await _agent.Post($"/api/service-orders/{order.Id}/cancel") : null,
                Act.Serve => await Some(which, ServiceOrder.Coming) is { } order ? await Serve(order, when) : null,
                Act.Confirm => await Some(which, [ServiceOrderState.Completed]) is { } order ? await _family.Post($"/api/service-orders/{order.Id}/confirm", new { rating = 1 + which % 5 }) : null,
                Act.Dispute => await Some(which, [ServiceOrderState.Completed, ServiceOrderState.Confirmed]) is { } order ? await _family.Post($"/api/service-orders/{order.Id}/dispute", new { reason = "x" }) : null,
                Act.Correct => await Some(which, [ServiceOrderState.Disputed, ServiceOrderState.Confirmed]) is { } order ? await _officer.Post($"/api/service-orders/{order.Id}/correct", new { minutes = Math.Min(when, order.Minutes), reason = "x" }) : null,
                _ => when > 20 ? null : await worker.Post("/api/caregivers/me/hand-over"),
            };
            if (answer is null) return;
            var status = (int)answer.StatusCode;
            Assert.True(answer.IsSuccessStatusCode || status is 409 or 404, $"{act}: {status} {await answer.Content.ReadAsStringAsync()}");
            if (!answer.IsSuccessStatusCode) return;
            Done[act]++;
            if (act == Act.HandOver) await WellAgain(); // well again at once
        }

        public async Task AllIsRight()
        {
            using var db = city.Get<CityDatabase>().Read();
            var orders = await db.ServiceOrders.AsNoTracking().ToListAsync();
            foreach (var own in orders.Where(order => order.WorkerId is not null && order.State is not (ServiceOrderState.Cancelled or ServiceOrderState.Requested)).GroupBy(order => order.WorkerId))
            {
                var inOrder = own.OrderBy(order => order.StartsAt).ToList();
                for (var next = 1; next < inOrder.Count; next++) Assert.True(inOrder[next - 1].EndsAt <= inOrder[next].StartsAt, $"{inOrder[next - 1].Id} and {inOrder[next].Id} overlap");
            }
            var held = (await db.VoucherHolds.AsNoTracking().ToListAsync()).GroupBy(hold => hold.OrderId).ToDictionary(order => order.Key, order => order.Sum(hold => hold.Minutes));
            foreach (var order in orders)
            {
                var holds = order.Stands || order.State == ServiceOrderState.Completed || (order.State == ServiceOrderState.Disputed && order.ConfirmedAt is null);
                Assert.Equal((order.Id, holds ? order.VoucherMinutes : 0), (order.Id, (int)held.GetValueOrDefault(order.Id)));
            }
            var kept = await db.Balances.Join(db.LedgerAccounts, balance => balance.AccountId, account => account.Id, (balance, account) => new { account.Kind, balance.Balance }).Where(row => row.Kind == AccountKind.VoucherHeld).SumAsync(row => row.Balance);
            Assert.Equal(held.Values.Sum(), kept);
        }

        private Task<HttpResponseMessage> Book(Instant at, int minutes)
        {
            _last = at;
            return _family.Post("/api/service-orders", city.Wish(("startsAt", $"{at}"), ("minutes", minutes), ("acceptSelfPay", true)));
        }

        private async Task<HttpResponseMessage> Serve(ServiceOrder order, int when)
        {
            var worker = _workers[order.WorkerId == DemoIds.Worker("caregiver1") ? 0 : 1];
            var now = city.Clock.GetCurrentInstant();
            using (await worker.Post($"/api/service-orders/{order.Id}/check-in", new { occurredAt = $"{now - Duration.FromMinutes(when)}" }))
            {
                return await worker.Post($"/api/service-orders/{order.Id}/check-out", new { occurredAt = $"{now}" });
            }
        }

        private async Task<string?> OfferTo(int which)
        {
            var offers = (await _workers[which % 2].Read("/api/service-offers")).Items();
            return offers.Count == 0 ? null : offers[which % offers.Count].Text("id");
        }

        private async Task<ServiceOrder?> Some(int which, ServiceOrderState[] states)
        {
            using var db = city.Get<CityDatabase>().Read();
            var orders = (await db.ServiceOrders.AsNoTracking().Where(order => states.Contains(order.State)).ToListAsync()).OrderBy(order => order.Id).ToList();
            return orders.Count == 0 ? null : orders[which % orders.Count];
        }

        private Task WellAgain() => city.Get<Data.Writing.CityWriter>().Commit(Data.Writing.Lane.Interactive, unit =>
        {
            unit.Sql.Execute("""DELETE FROM "CaregiverLeaves" """);
            unit.Db.Caregivers.Where(caregiver => caregiver.Id == DemoIds.Worker("caregiver1") || caregiver.Id == DemoIds.Worker("caregiver2")).ToList().ForEach(caregiver => caregiver.IsOnDuty = true);
        });
    }
}
