using ElderCare.Benchmarks.Loads;
using ElderCare.Benchmarks.Servers;

namespace ElderCare.Benchmarks.Goals;

/// <summary>P4: a meal order over REST with every rule, against one plain row inserted over REST by Node.</summary>
internal static class P4PlaceMealOrder
{
    private const int Connections = 64;

    public static async Task<bool> Measure(BenchmarkCity city, Options options)
    {
        await using var shipped = await PlainRow.Start(city, tuned: false);
        if (shipped is null) return false;
        await using var tuned = await PlainRow.Start(city, tuned: true);
        if (tuned is null) return false;
        await using var program = await city.StartProgram();
        var token = await city.SignIn(program, "agent1");
        using var placing = await Placing(program);
        using var inserting = await Placing(shipped);
        using var insertingTuned = await Placing(tuned);
        var duel = new Duel($"P4 meal order with every rule, {city.Provider}, {Connections} connections", done: 1.0, stretch: 2.5);
        var reached = await duel.Fight(placing, [new("Node, one plain row, as shipped", inserting), new("Node, one plain row, WAL", insertingTuned)], options, city.Folder);
        await city.PrintRowsOfAnOrder();
        return reached;

        async Task<Load> Placing(ServerProcess server)
        {
            var orders = await OrderRequests.Of(city, token);
            return new Load(server, Connections, orders.Next, orders.Prepare);
        }
    }
}
