using ElderCare.Benchmarks.Loads;
using ElderCare.Benchmarks.Servers;

namespace ElderCare.Benchmarks.Goals;

/// <summary>P4: a meal order over REST with every rule, against one plain row inserted over REST by Node.</summary>
internal static class P4PlaceMealOrder
{
    private const int Connections = 64;

    public static async Task<bool> Measure(BenchmarkCity city, Options options)
    {
        await using var node = await PlainRow.Start(city);
        if (node is null) return false;
        await using var program = await city.StartProgram();
        var token = await city.SignIn(program, "agent1");
        var (orders, rows) = (await OrderRequests.Of(city, token), await OrderRequests.Of(city, token));
        using var placing = new Load(program, Connections, orders.Next, orders.Prepare);
        using var inserting = new Load(node, Connections, rows.Next, rows.Prepare);
        var duel = new Duel($"P4 meal order with every rule, {city.Provider}, {Connections} connections", done: 1.0, stretch: 2.5);
        var reached = await duel.Fight(placing, inserting, PlainRow.Name, options, city.Folder);
        await city.PrintRowsOfAnOrder();
        return reached;
    }
}
