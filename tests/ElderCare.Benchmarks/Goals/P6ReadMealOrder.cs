using System.Text;
using ElderCare.Benchmarks.Loads;
using ElderCare.Benchmarks.Servers;

namespace ElderCare.Benchmarks.Goals;

/// <summary>P6: GET of one order by its canteen over REST with its authorisation, against an ADO handler behind the same sign-in.</summary>
internal static class P6ReadMealOrder
{
    private const int Connections = 32;
    private const int Orders = 2_000;

    public static async Task<bool> Measure(BenchmarkCity city, Options options)
    {
        await using var program = await city.StartProgram();
        var ids = await PlaceAtCanteen1(city, program);
        await using var ado = await AdoHandler.Start(city);
        var token = await city.SignIn(program, "canteen1");
        var requests = ids.Select(id => Encoding.ASCII.GetBytes($"GET /api/meal-orders/{id} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\n\r\n")).ToArray();
        var turn = 0;
        byte[] Next() => requests[(uint)Interlocked.Increment(ref turn) % requests.Length];
        using var reading = new Load(program, Connections, Next);
        using var plain = new Load(ado, Connections, Next);
        var duel = new Duel($"P6 GET of one order by its canteen, {city.Provider}, {Connections} connections, {ids.Count} orders", done: 0.5, stretch: 0.8);
        return await duel.Fight(reading, [new(AdoHandler.Name, plain)], options, city.Folder);
    }

    private static async Task<List<Guid>> PlaceAtCanteen1(BenchmarkCity city, ServerProcess program)
    {
        var canteen = await city.CanteenOf("canteen1");
        var orders = await OrderRequests.Of(city, await city.SignIn(program, "agent1"), canteen);
        var left = Orders - (await city.OrdersOf(canteen, Orders)).Count;
        using var placing = new Load(program, 16, () => Interlocked.Decrement(ref left) >= 0 ? orders.Next() : null);
        var placed = await placing.Run(TimeSpan.FromSeconds(60));
        if (placed.Refused > 0) throw new InvalidOperationException($"{placed.Refused} orders were refused, the first: {placed.FirstRefusal}");
        return await city.OrdersOf(canteen, Orders);
    }
}
