namespace ElderCare.Simulator.Devices;

/// <summary>Which devices are played, and how.</summary>
public sealed record FleetPlan
{
    /// <summary>How many.</summary>
    public required int Devices { get; init; }

    /// <summary>What they speak, in turn.</summary>
    public IReadOnlyList<DeviceKind> Kinds { get; init; } = DeviceKinds.All;

    /// <summary>The division whose people get them.</summary>
    public string Division { get; init; } = "371000";

    /// <summary>How many people share them; null for as many as there are devices or people.</summary>
    public int? People { get; init; }

    /// <summary>What goes wrong.</summary>
    public Faults Faults { get; init; } = new();

    /// <summary>Of the dice; the same seed presses the same buttons and makes the same faults, as far as the server's speed allows.</summary>
    public required int Seed { get; init; }

    /// <summary>For how long an answer is waited for before an alarm is sent again.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(5);
}
