using NodaTime;

namespace ElderCare.Simulator.Devices;

/// <summary>The line of a device to the server; it is opened when something is told, and again after it broke.</summary>
public abstract class DeviceLine : IAsyncDisposable
{
    /// <summary>Opens nothing yet.</summary>
    public static DeviceLine Of(PlayedDevice device, ServerAddress server) => device.Kind switch
    {
        DeviceKind.Mqtt => new MqttLine(device, server),
        DeviceKind.Dc09Udp => new UdpLine(device, server),
        _ => new TcpLine(device, server),
    };

    /// <summary>Sends an alarm or heartbeat and waits for its answer.</summary>
    /// <param name="alarm">It.</param>
    /// <param name="manner">How it is sent; a line that cannot be split or broken off is used as it is.</param>
    /// <param name="now">Signs requests.</param>
    /// <param name="ct">Waits no longer.</param>
    /// <exception cref="IOException">The line broke before an answer came; it is closed.</exception>
    /// <exception cref="OperationCanceledException">No answer came in time; it is closed.</exception>
    public abstract Task<Answer> Tell(PlayedAlarm alarm, Manner manner, Instant now, CancellationToken ct);

    /// <summary>Closes it.</summary>
    public abstract ValueTask DisposeAsync();
}

/// <summary>How one alarm is sent.</summary>
/// <param name="Cuts">Where the frame is split, as shares of its length; empty for one piece.</param>
/// <param name="DropAt">At which share of its length the connection is closed; null for never.</param>
public sealed record Manner(IReadOnlyList<double> Cuts, double? DropAt)
{
    /// <summary>Whole and in one piece.</summary>
    public static readonly Manner Plain = new([], null);
}

/// <summary>The device went away in the middle of a frame, as it was told to.</summary>
public sealed class DroppedException() : IOException("The connection was closed in the middle of a frame.");
