using System.Globalization;
using ElderCare.Domain.Emergency;
using ElderCare.Simulator.Devices;

namespace ElderCare.Simulator;

/// <summary>What the command line asks for.</summary>
internal sealed record SimulationOptions
{
    public const string Usage = """
        usage: dotnet run --project src/ElderCare.Simulator -- [options]
          --server http://localhost:5080   the API of a server on this machine with the demo city
          --ports watch=5093,dc09=9998     its device ports, where they are not the usual ones
          --devices 100                    how many
          --protocols watch,gt06           http mqtt dc09Tcp dc09Udp watch gt06 jt808; all when absent
          --division 371000                whose people get the devices
          --rate 20 --seconds 30           buttons pressed a second, and for how long
          --heartbeats 0                   heartbeats a second
          --faults duplicates=0.1,splits=0.2,reorder=0.1,drops=0.1,clock=0.05
          --agents 2                       consoles that take what rings
          --calls 0                        calls to 12349 a second
          --visits 0                       visits at home that a family books a second; two caregivers take them
          --seed N                         of the dice; printed
        """;

    public required ServerAddress Server { get; init; }

    public required FleetPlan Plan { get; init; }

    public required double Rate { get; init; }

    public required double Heartbeats { get; init; }

    public required TimeSpan Time { get; init; }

    public required int Agents { get; init; }

    public required double Calls { get; init; }

    public required double Visits { get; init; }

    /// <summary>Reads the arguments.</summary>
    /// <exception cref="FormatException">They make no sense; the message says why.</exception>
    /// <exception cref="ArgumentException">The server is not on this machine.</exception>
    public static SimulationOptions Read(IReadOnlyList<string> arguments)
    {
        string[] known = ["server", "ports", "devices", "protocols", "division", "rate", "heartbeats", "seconds", "faults", "agents", "calls", "visits", "seed"];
        var named = new Dictionary<string, string>();
        for (var at = 0; at < arguments.Count; at += 2)
        {
            if (!arguments[at].StartsWith("--", StringComparison.Ordinal) || !known.Contains(arguments[at][2..])) throw new FormatException($"{arguments[at]} is no option.");
            named[arguments[at][2..]] = at + 1 < arguments.Count ? arguments[at + 1] : throw new FormatException($"{arguments[at]} needs a value.");
        }
        var server = named.GetValueOrDefault("server", "http://localhost:5080");
        return new()
        {
            Server = new(Uri.TryCreate(server, UriKind.Absolute, out var uri) ? uri : throw new FormatException($"{server} is no address."), PortsOf(named.GetValueOrDefault("ports", ""))),
            Plan = new()
            {
                Devices = Number(named, "devices", 100, 1, 99_999),
                Kinds = named.TryGetValue("protocols", out var kinds) ? [.. kinds.Split(',').Select(KindOf)] : DeviceKinds.All,
                Division = named.GetValueOrDefault("division", "371000"),
                Faults = Faults.Parse(named.GetValueOrDefault("faults", "")),
                Seed = Number(named, "seed", Random.Shared.Next(), 0, int.MaxValue),
            },
            Rate = Real(named, "rate", 20, 100_000),
            Heartbeats = Real(named, "heartbeats", 0, 100_000),
            Time = TimeSpan.FromSeconds(Number(named, "seconds", 30, 1, 86_400)),
            Agents = Number(named, "agents", 2, 0, 2),
            Calls = Real(named, "calls", 0, 1_000),
            Visits = Real(named, "visits", 0, 100),
        };
    }

    private static DeviceKind KindOf(string name) =>
        Enum.TryParse<DeviceKind>(name, ignoreCase: true, out var kind) && !char.IsAsciiDigit(name[0]) ? kind : throw new FormatException($"{name} is no protocol; there are http, mqtt, dc09Tcp, dc09Udp, watch, gt06 and jt808.");

    private static Dictionary<DeviceProtocol, int> PortsOf(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('=')).ToDictionary(
        part => Enum.TryParse<DeviceProtocol>(part[0], ignoreCase: true, out var protocol) ? protocol : throw new FormatException($"{part[0]} has no port."),
        part => part.Length == 2 && ushort.TryParse(part[1], CultureInfo.InvariantCulture, out var port) ? (int)port : throw new FormatException($"{part[0]} needs a port, such as watch=5093."));

    private static int Number(Dictionary<string, string> named, string name, int usual, int least, int most) =>
        !named.TryGetValue(name, out var text) ? usual : int.TryParse(text, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : throw new FormatException($"--{name} must be {least} to {most}.");

    private static double Real(Dictionary<string, string> named, string name, double usual, double most) =>
        !named.TryGetValue(name, out var text) ? usual : double.TryParse(text, CultureInfo.InvariantCulture, out var number) && number >= 0 && number <= most ? number : throw new FormatException($"--{name} must be 0 to {most}.");
}
