using System.Collections.Concurrent;
using System.Net;
using ElderCare.Data;
using ElderCare.Data.Seeding;
using ElderCare.Domain.HomeServices;
using ElderCare.Domain.Tasks;
using ElderCare.MobileApi.Tests.HomeServices;
using ElderCare.MobileApi.Tests.Realtime;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.Tests.Crash;

/// <summary>A server that is killed while hundreds of visits are offered goes on with each: it is offered, taken or left to people on time, and none twice.</summary>
public sealed class KilledOffersTests
{
    private const int Visits = 500;
    private const int Taken = 10;
    private static readonly Duration OfferLife = Duration.FromMinutes(3);

    [SkippableTheory, OnBothDatabases]
    public async Task EachOfferedVisitIsTakenOrLeftToPeopleOnceAfterTheRestart(string provider)
    {
        Needs.Database(provider);
        await using var copy = await TestDatabase.Copy(provider);
        var now = SystemClock.Instance.GetCurrentInstant();
        var booked = await BookAndKill(provider, copy, now);
        using (var server = await ServerProcess.Start(copy))
        {
            await server.SignIn("caregiver1");
            var offers = (await server.Http.Read("/api/service-offers")).Items();
            Assert.Equal(Visits, offers.Count);
            foreach (var offer in offers.Take(Taken)) await server.Http.Post($"/api/service-offers/{offer.Text("id")}/accept").Body(); // the first ones are an hour apart
            await server.Kill();
        }

        await using var city = TestCity.Start(copy);
        city.Clock.Reset(SystemClock.Instance.GetCurrentInstant() + OfferLife);
        await city.RunTimers();
        using var db = city.Get<CityDatabase>().Read();
        var states = (await db.ServiceOrders.AsNoTracking().ToListAsync()).ToDictionary(order => order.Id, order => order.State);
        Assert.Equal(booked.Order(), states.Keys.Order());
        Assert.Equal((Taken, Visits - Taken), (states.Values.Count(state => state == ServiceOrderState.Accepted), states.Values.Count(state => state == ServiceOrderState.Unfilled)));
        var work = (await db.Tasks.Where(task => task.Kind == TaskKind.UnfilledVisit).Select(task => task.SubjectId).ToListAsync()).Select(Guid.Parse).Order();
        Assert.Equal(states.Where(order => order.Value == ServiceOrderState.Unfilled).Select(order => order.Key).Order(), work);
        Assert.Equal(0, await db.ServiceOffers.CountAsync(offer => offer.State == OfferState.Open));
        Assert.All((await db.ServiceOffers.AsNoTracking().ToListAsync()).GroupBy(offer => (offer.OrderId, offer.CaregiverId)), asked => Assert.Single(asked));
    }

    /// <summary>Books visits of as many people and kills the server in the middle; whoever was not answered books again with the same key.</summary>
    private static async Task<IReadOnlyCollection<Guid>> BookAndKill(string provider, TestDatabase copy, Instant now)
    {
        List<Guid> people;
        using (var database = new CityDatabase(provider, copy.ConnectionString))
        {
            using var db = database.Read();
            people = await db.Seniors.Where(senior => senior.ResidenceDivision.StartsWith("371002") && senior.DiedOn == null && !db.Absences.Any(absence => absence.SeniorId == senior.Id))
                .OrderBy(senior => senior.Id).Select(senior => senior.Id).Take(Visits).ToListAsync();
        }
        Assert.True(people.Count > Taken);
        var wishes = Enumerable.Range(0, Visits).Select(number => (Key: Guid.NewGuid().ToString(), Wish: new
        {
            seniorId = people[number % people.Count], serviceItemId = CityVisits.Service("cleaning"), minutes = 30, acceptSelfPay = true,
            startsAt = $"{now + Duration.FromHours(2 + Math.Min(number, Taken) + (number / people.Count))}",
        })).ToList();
        var booked = new ConcurrentDictionary<string, Guid>();
        for (var round = 0; booked.Count < Visits; round++)
        {
            using var server = await ServerProcess.Start(copy);
            await server.SignIn("agent1");
            var half = new TaskCompletionSource();
            var clients = Parallel.ForEachAsync(wishes.Where(wish => !booked.ContainsKey(wish.Key)), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (wish, ct) =>
            {
                try
                {
                    using var answer = await server.Http.Post("/api/service-orders", wish.Wish, wish.Key);
                    Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync(ct));
                    booked[wish.Key] = Guid.Parse((await answer.Body()).Text("id"));
                    if (booked.Count >= Visits / 2) half.TrySetResult();
                }
                catch (HttpRequestException)
                {
                    // it was killed: the wish comes again
                }
            });
            if (round == 0)
            {
                await half.Task.WaitAsync(TimeSpan.FromMinutes(2));
                await server.Kill();
            }
            await clients;
            if (booked.Count == Visits) await server.Kill();
        }
        return [.. booked.Values];
    }
}
