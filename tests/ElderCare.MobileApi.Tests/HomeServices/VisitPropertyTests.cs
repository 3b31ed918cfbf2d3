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

/// <summary>
/// Whatever people do with visits, in whatever order, and wherever the program stops: no two of one caregiver overlap, what is held is
/// what stands, and the books balance.
/// </summary>
public sealed class VisitPropertyTests(ITestOutputHelper output)
{
    private const int Cases = 1_000;

    /// <summary>All that was ever booked is looked at after so many cases: what is wrong once stays wrong.</summary>
    private const int Together = 20;

    /// <summary>After so many cases the program ends, with all that it had in memory, and another goes on with its database.</summary>
    private const int Lives = 50;
    private static readonly Gen<(Act Act, int Which, int When, bool Crashes)> AnyStep = Gen.Select(Gen.Enum<Act>(), Gen.Int[0, 5], Gen.Int[0, 399], Gen.Int[0, 3].Select(one => one == 0));

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
        await using var database = await TestDatabase.Copy(provider);
        await using var players = new Players(database);
        await players.Begin();
        var played = 0;
        await Property.Holds(output, Property.CasesOn(provider, Cases), AnyStep.Array[1, 5], async steps =>
        {
            foreach (var (act, which, when, crashes) in steps) await players.Do(act, which, when, crashes);
            if (++played % Together == 0) await players.AllIsRight();
            if (played % Lives == 0) await players.BeginAgain();
        });
        await players.AllIsRight();
        Assert.Equal(0, await players.Mismatched());
        output.WriteLine($"{players.Crashes} acts were undone by a crash before their commit");
        Assert.True(players.Done.Values.All(count => count > 0) && players.Crashes >= Property.CasesOn(provider, Cases) / 4, $"{string.Join(' ', players.Done)}, {players.Crashes} crashes"); // every act has been done, not only tried
    }

    private sealed class Players(TestDatabase database) : IAsyncDisposable
    {
        private static readonly Instant From = TestCity.Noon + Duration.FromHours(3);
        private HttpClient _family = null!, _agent = null!, _officer = null!;
        private readonly HttpClient[] _workers = new HttpClient[2];
        private TestCity _city = null!;
        private Instant _last = From;
        private int _keys;

        public Dictionary<Act, int> Done { get; } = Enum.GetValues<Act>().ToDictionary(act => act, _ => 0);

        public int Crashes { get; private set; }

        public async Task Begin()
        {
            _city = TestCity.Start(database);
            await LostCommits.Prepare(_city);
            (_family, _agent, _officer) = (await _city.As("family1"), await _city.As("agent1"), await _city.As("district1"));
            (_workers[0], _workers[1]) = (await _city.As("caregiver1"), await _city.As("caregiver2"));
        }

        public async Task BeginAgain()
        {
            await _city.DisposeAsync();
            await Begin();
        }

        public ValueTask DisposeAsync() => _city.DisposeAsync();

        public async Task<long> Mismatched() => (await (await _city.As("auditor1")).Read("/api/ledger/trial-balance")).Fen("mismatchedAccounts");

        /// <summary>Does it. Of one that crashes, the first try ends before its commit; the second is done, its answer is lost, and the third must tell the same.</summary>
        public async Task Do(Act act, int which, int when, bool crashes)
        {
            if (await Ready(act, which, when) is not { } send) return;
            if (crashes)
            {
                using var lost = await send(LostCommits.Key(_keys++));
                Assert.True((int)lost.StatusCode is 404 or 409 or 500, $"{act}: {lost.StatusCode}");
                if ((int)lost.StatusCode == 500) Crashes++;
            }
            var key = $"key-{_keys++}";
            using var answer = await send(key);
            var (status, body) = ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
            Assert.True(answer.IsSuccessStatusCode || status is 409 or 404, $"{act}: {status} {body}");
            if (!answer.IsSuccessStatusCode) return;
            if (crashes)
            {
                using var again = await send(key);
                Assert.Equal((status, body), ((int)again.StatusCode, await again.Content.ReadAsStringAsync()));
            }
            Done[act]++;
            if (act == Act.HandOver) await WellAgain(); // well again at once
        }

        /// <summary>The request of an act, to be sent under a key; null where there is nothing to do it to.</summary>
        private async Task<Func<string, Task<HttpResponseMessage>>?> Ready(Act act, int which, int when)
        {
            var asked = act == Act.AcceptAsOther ? which + 1 : which;
            var worker = _workers[asked % 2];
            switch (act)
            {
                case Act.Book or Act.BookAlike:
                    _last = act == Act.Book ? From + Duration.FromHours(when * 3) : _last + Duration.FromMinutes(when % 60);
                    var wish = _city.Wish(("startsAt", $"{_last}"), ("minutes", 30 + (which * 15)), ("acceptSelfPay", true));
                    return key => _family.Post("/api/service-orders", wish, key);
                case Act.Accept or Act.AcceptAsOther or Act.Decline:
                    if (await OfferTo(asked) is not { } offer) return null;
                    return key => worker.Post($"/api/service-offers/{offer}/{(act == Act.Decline ? "decline" : "accept")}", key: key);
                case Act.HandOver:
                    return when > 20 ? null : key => worker.Post("/api/caregivers/me/hand-over", key: key);
            }
            if (await Some(which, StatesFor(act)) is not { } order) return null;
            var path = $"/api/service-orders/{order.Id}";
            return act switch
            {
                Act.Cancel => key => _agent.Post($"{path}/cancel", key: key),
                Act.Serve => key => Serve(order, when, key),
                Act.Confirm => key => _family.Post($"{path}/confirm", new { rating = 3 + which % 3 }, key),
                Act.Dispute => key => _family.Post($"{path}/dispute", new { reason = "x" }, key),
                _ => key => _officer.Post($"{path}/correct", new { minutes = Math.Min(when, order.Minutes), reason = "x" }, key),
            };
        }

        private static ServiceOrderState[] StatesFor(Act act) => act switch
        {
            Act.Cancel => ServiceOrder.Standing,
            Act.Serve => ServiceOrder.Coming,
            Act.Confirm => [ServiceOrderState.Completed],
            Act.Dispute => [ServiceOrderState.Completed, ServiceOrderState.Confirmed],
            _ => [ServiceOrderState.Disputed, ServiceOrderState.Confirmed],
        };

        public async Task AllIsRight()
        {
            using var db = _city.Get<CityDatabase>().Read();
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

        private async Task<HttpResponseMessage> Serve(ServiceOrder order, int when, string key)
        {
            var worker = _workers[order.WorkerId == DemoIds.Worker("caregiver1") ? 0 : 1];
            var now = _city.Clock.GetCurrentInstant();
            using (await worker.Post($"/api/service-orders/{order.Id}/check-in", new { occurredAt = $"{now - Duration.FromMinutes(when)}" }))
            {
                return await worker.Post($"/api/service-orders/{order.Id}/check-out", new { occurredAt = $"{now}" }, key);
            }
        }

        private async Task<string?> OfferTo(int which)
        {
            var offers = (await _workers[which % 2].Read("/api/service-offers")).Items();
            return offers.Count == 0 ? null : offers[which % offers.Count].Text("id");
        }

        private async Task<ServiceOrder?> Some(int which, ServiceOrderState[] states)
        {
            using var db = _city.Get<CityDatabase>().Read();
            var orders = (await db.ServiceOrders.AsNoTracking().Where(order => states.Contains(order.State)).ToListAsync()).OrderBy(order => order.Id).ToList();
            return orders.Count == 0 ? null : orders[which % orders.Count];
        }

        private Task WellAgain() => _city.Get<Data.Writing.CityWriter>().Commit(Data.Writing.Lane.Interactive, unit =>
        {
            unit.Sql.Execute("""DELETE FROM "CaregiverLeaves" """);
            unit.Db.Caregivers.Where(caregiver => caregiver.Id == DemoIds.Worker("caregiver1") || caregiver.Id == DemoIds.Worker("caregiver2")).ToList().ForEach(caregiver => caregiver.IsOnDuty = true);
        });
    }
}
