using ElderCare.Simulator.Devices;
using ElderCare.Simulator.People;
using ElderCare.Simulator.Reporting;

namespace ElderCare.Simulator;

/// <summary>Plays devices, callers, agents, caregivers and a family against a server on this machine, and reports what became of it.</summary>
internal static class Program
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    public static async Task<int> Main(string[] arguments)
    {
        SimulationOptions options;
        try
        {
            options = SimulationOptions.Read(arguments);
        }
        catch (Exception wrong) when (wrong is FormatException or ArgumentException)
        {
            await Console.Error.WriteLineAsync($"{wrong.Message}\n{SimulationOptions.Usage}");
            return 2;
        }
        try
        {
            return await Run(options) ? 0 : 1;
        }
        catch (HttpRequestException refused)
        {
            await Console.Error.WriteLineAsync($"{options.Server.Api} does not do as it should: {refused.Message}");
            return 1;
        }
    }

    /// <returns>Whether every alarm was acknowledged.</returns>
    private static async Task<bool> Run(SimulationOptions options)
    {
        Console.WriteLine($"seed {options.Plan.Seed}");
        var report = new SimulationReport();
        using var keeper = await CityClient.SignIn(options.Server, "city1");
        var registered = 0;
        DeviceFleet fleet;
        await using (new ProgressDisplay(() => $"{registered} of {options.Plan.Devices} devices registered")) fleet = await DeviceFleet.Register(keeper, options.Plan, report, done => registered = done);
        await using var playing = fleet;

        var agents = new List<SimulatedAgent>();
        for (var number = 1; number <= options.Agents; number++) agents.Add(await SimulatedAgent.Start(options.Server, $"agent{number}", report));
        using var callers = new SimulatedCallers(options.Server, report, options.Plan.Seed);
        var visits = new VisitReport();
        var (caregivers, family) = await Household(options, visits);
        using var stop = new CancellationTokenSource(options.Time);
        bool settled;
        await using (new ProgressDisplay(() => report.Now))
        {
            await Task.WhenAll(
                fleet.Play(options.Rate, stop.Token, options.Heartbeats), options.Calls > 0 ? callers.Call(options.Calls, stop.Token) : Task.CompletedTask,
                family?.Book(options.Visits, stop.Token) ?? Task.CompletedTask);
            settled = await fleet.Settle(LongestWait);
        }
        foreach (var agent in agents) await agent.DisposeAsync();
        foreach (var caregiver in caregivers) await caregiver.DisposeAsync();
        if (family is not null) await family.DisposeAsync();
        Console.Write(report);
        if (options.Visits > 0) Console.WriteLine(visits);
        return settled && report.Refused == 0;
    }

    /// <summary>A family that books and the caregivers who come; nobody where no visits are wanted.</summary>
    private static async Task<(IReadOnlyList<SimulatedCaregiver> Caregivers, SimulatedFamily? Family)> Household(SimulationOptions options, VisitReport visits)
    {
        if (options.Visits <= 0) return ([], null);
        var caregivers = new List<SimulatedCaregiver>();
        foreach (var userName in new[] { "caregiver1", "caregiver2" }) caregivers.Add(await SimulatedCaregiver.Start(options.Server, userName, visits, options.Plan.Seed + caregivers.Count));
        return (caregivers, await SimulatedFamily.Start(options.Server, visits, options.Plan.Seed));
    }
}
