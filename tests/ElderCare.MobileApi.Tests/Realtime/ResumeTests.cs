using ElderCare.Data;
using ElderCare.Data.Seeding;
using ElderCare.MobileApi.Realtime;
using Microsoft.AspNetCore.SignalR.Client;
using Xunit.Abstractions;

namespace ElderCare.MobileApi.Tests.Realtime;

/// <summary>Whoever was cut off sees each of their events once, in order, and nobody sees anything of others.</summary>
public sealed class ResumeTests(ITestOutputHelper output)
{
    private const int Changes = 10_000;

    [SkippableTheory, OnBothDatabases]
    public async Task AHundredCutsDuringTenThousandChangesLoseRepeatAndSwapNothing(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var elsewhere = await city.AddOfficer("district-rongcheng", "371082");
        var (canteen, senior, meals) = (Audiences.Canteen(DemoIds.Canteen1), Audiences.Senior(DemoIds.Senior1), Audiences.Meals("371002"));
        string[][] audiences = [[canteen, senior, meals], [canteen, senior], [canteen, meals, Audiences.Meals("371000")], [senior, meals], [Audiences.Canteen(Guid.NewGuid())]];
        var start = (await (await city.As("canteen1")).GetAsync("/api/me").Body()).Fen("eventSequence");
        var hub = $"{city.Address}/hubs/dispatch";
        (string Audience, ICutClient Client)[] clients =
        [
            (canteen, new HubFollower($"{hub}?resume=true", await city.TokenOf("canteen1"), start)),
            (canteen, new HubFollower($"{hub}?resume=true", await city.TokenOf("canteen1"), start, messagePack: true, reconnects: true)),
            (senior, new HubFollower($"{hub}?resume=true", await city.TokenOf("family1"), start, messagePack: true)),
            (senior, new HubFollower($"{hub}?resume=true", await city.TokenOf("senior1"), start, reconnects: true)),
            (meals, new HubFollower(hub, await city.TokenOf("district1"), start, dropsSeen: true)),
            (meals, new PollFollower(await city.As("district1"), start)),
        ];
        var followers = clients.Select(one => one.Client.Follow()).ToList();
        var strangers = new List<(SeenEvents Seen, Guid Account, HubConnection Hub)>();
        foreach (var (name, account) in new[] { ("family2", DemoIds.Account("family2")), ("canteen2", DemoIds.Account("canteen2")), ("district-rongcheng", elsewhere) })
        {
            strangers.Add(await Listen(city, name, account));
        }

        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var storm = new Storm(city, Changes, audiences, seed);
        var over = new CancellationTokenSource();
        var promises = KeepsItsWord(city, over.Token);
        await storm.Run([.. clients.Select(one => one.Client)]);
        over.Cancel();
        output.WriteLine($"{storm.Overtaken} slow changes were overtaken; {await promises} promises were checked");

        foreach (var ((audience, client), number) in clients.Select((one, number) => (one, number)))
        {
            var written = city.Written(audience, start);
            await client.Seen.Reach(written[^1]);
            Assert.True(written.SequenceEqual(client is HubFollower { DropsSeen: true } ? client.Seen.Sequences.Order() : client.Seen.Sequences), $"client {number}: {Difference(written, client.Seen.Sequences)}");
        }
        Assert.Equal(Changes * 3 / 5, city.Written(canteen, start).Count);
        foreach (var (seen, account, _) in strangers)
        {
            var own = await city.Tell(Audiences.Account(account)); // comes after all others: what was not seen by then was not sent
            await seen.Reach(own);
            Assert.Equal([own], seen.Sequences);
        }
        foreach (var (_, client) in clients) await client.DisposeAsync();
        foreach (var (_, _, hubOf) in strangers) await hubOf.DisposeAsync();
        await Task.WhenAll(followers);
        if (provider == "PostgreSql") Assert.True(storm.Overtaken > 0, "no slow change was overtaken: the test has lost its point");
    }

    private static async Task<(SeenEvents Seen, Guid Account, HubConnection Hub)> Listen(TestCity city, string name, Guid account)
    {
        var seen = new SeenEvents();
        var hub = await city.HubOf(name);
        hub.On<EventSeen>("event", one => seen.Add(one.Sequence));
        await hub.Listen();
        return (seen, account, hub);
    }

    /// <summary>Reads where the feed stands again and again: no event may appear at or below such a number later.</summary>
    private static async Task<int> KeepsItsWord(TestCity city, CancellationToken over)
    {
        var client = await city.As("auditor1");
        var database = city.Get<CityDatabase>();
        long UpTo(long sequence) => database.Read(sql => sql.Query("""SELECT COUNT(*) FROM "Events" WHERE "Sequence" <= @p0""", row => row.GetInt64(0), sequence)[0]);
        var promises = new List<(long Sequence, long Events)>();
        while (!over.IsCancellationRequested)
        {
            var sequence = (await client.GetAsync("/api/me", CancellationToken.None).Body()).Fen("eventSequence");
            promises.Add((sequence, UpTo(sequence)));
        }
        Assert.All(promises, promise => Assert.Equal(promise.Events, UpTo(promise.Sequence)));
        return promises.Count;
    }

    private static string Difference(IReadOnlyList<long> written, IReadOnlyList<long> seen)
    {
        var swapped = seen.Zip(seen.Skip(1)).Count(pair => pair.First >= pair.Second);
        return $"{written.Except(seen).Count()} missing, {seen.Except(written).Count()} strange, {seen.Count - seen.Distinct().Count()} repeated, {swapped} not rising, of {written.Count}";
    }
}
