using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using ElderCare.Simulator.Devices;

namespace ElderCare.Simulator.Reporting;

/// <summary>What was sent, what was acknowledged, and what the consoles saw. All may write to it at once.</summary>
public sealed class SimulationReport
{
    private readonly ConcurrentQueue<AcknowledgedAlarm> _acknowledged = new();
    private readonly ConcurrentDictionary<Guid, long> _awaited = new(); // when a person pressed, until a console shows it
    private readonly ConcurrentQueue<TimeSpan> _shown = new();
    // They grow while they are shown: ToArray reads them at one moment, other enumerations by their count of before.
    private readonly ConcurrentDictionary<DeviceKind, int> _pressed = new(), _beats = new(), _beatsAcknowledged = new();
    private readonly ConcurrentDictionary<string, int> _calls = new();
    private int _repeated, _refused, _missed, _dropped, _heldBack, _clocks, _offers, _claims, _late, _closed;

    /// <summary>Every alarm that was acknowledged, with what it took.</summary>
    public IReadOnlyCollection<AcknowledgedAlarm> Acknowledged => _acknowledged;

    /// <summary>Presses so far.</summary>
    public int Pressed => _pressed.Values.Sum();

    /// <summary>Heartbeats so far.</summary>
    public int Beats => _beats.Values.Sum();

    /// <summary>Heartbeats that were acknowledged.</summary>
    public int BeatsAcknowledged => _beatsAcknowledged.Values.Sum();

    /// <summary>Acknowledged alarms that were sent and acknowledged again.</summary>
    public int Repeated => _repeated;

    /// <summary>Alarms that will never be taken.</summary>
    public int Refused => _refused;

    /// <summary>Times an alarm had to be sent again because no answer came.</summary>
    public int Missed => _missed;

    /// <summary>Connections that a device closed in the middle of a frame.</summary>
    public int Dropped => _dropped;

    /// <summary>Presses that no device was free for.</summary>
    public int HeldBack => _heldBack;

    /// <summary>Offers that consoles were shown.</summary>
    public int Offers => _offers;

    /// <summary>Incidents that agents took and closed.</summary>
    public int Closed => _closed;

    /// <summary>From the press to the first console, for each person who was shown.</summary>
    public IReadOnlyCollection<TimeSpan> Shown => _shown;

    /// <summary>A button was pressed.</summary>
    public void Press(PlayedAlarm alarm)
    {
        Count(_pressed, alarm);
        _awaited.TryAdd(alarm.Device.SeniorId, Stopwatch.GetTimestamp());
    }

    /// <summary>A device said that it is there.</summary>
    public void Beat(PlayedAlarm beat) => Count(_beats, beat);

    /// <summary>A heartbeat was acknowledged.</summary>
    public void AcknowledgeBeat(PlayedAlarm beat) => Count(_beatsAcknowledged, beat);

    /// <summary>How many heartbeats of a kind of device were acknowledged.</summary>
    public int BeatsAcknowledgedOf(DeviceKind kind) => _beatsAcknowledged.GetValueOrDefault(kind);

    /// <summary>An alarm was acknowledged.</summary>
    public void Acknowledge(PlayedAlarm alarm, TimeSpan took, bool wasThere) => _acknowledged.Enqueue(new(alarm, took, wasThere));

    /// <summary>An acknowledged alarm was acknowledged again.</summary>
    public void Repeat(PlayedAlarm alarm) => Interlocked.Increment(ref _repeated);

    /// <summary>An alarm was refused.</summary>
    public void Refuse(PlayedAlarm alarm) => Interlocked.Increment(ref _refused);

    /// <summary>No answer came; a heartbeat is not sent again.</summary>
    public void Miss(PlayedAlarm alarm)
    {
        if (!alarm.IsHeartbeat) Interlocked.Increment(ref _missed);
    }

    /// <summary>A connection was closed in the middle of a frame.</summary>
    public void Drop() => Interlocked.Increment(ref _dropped);

    /// <summary>No device was free.</summary>
    public void HoldBack() => Interlocked.Increment(ref _heldBack);

    /// <summary>The server has told a device that its clock is wrong.</summary>
    public void CorrectClock() => Interlocked.Increment(ref _clocks);

    /// <summary>A console shows an incident.</summary>
    public void Show(Guid? seniorId)
    {
        Interlocked.Increment(ref _offers);
        if (seniorId is { } senior && _awaited.TryRemove(senior, out var pressed)) _shown.Enqueue(Stopwatch.GetElapsedTime(pressed));
    }

    /// <summary>An agent has taken an incident.</summary>
    public void Claim() => Interlocked.Increment(ref _claims);

    /// <summary>An agent was too late for an incident.</summary>
    public void ComeLate() => Interlocked.Increment(ref _late);

    /// <summary>An agent has closed an incident.</summary>
    public void Close() => Interlocked.Increment(ref _closed);

    /// <summary>What was answered to an event of the exchange, such as <c>202</c>.</summary>
    public void Call(string answer) => _calls.AddOrUpdate(answer, 1, (_, count) => count + 1);

    /// <summary>In one line, for while it runs.</summary>
    public string Now => string.Create(CultureInfo.InvariantCulture, $"{Pressed} pressed, {_acknowledged.Count} acknowledged, {_missed} without an answer, {_offers} on consoles, {_closed} closed{(_beats.IsEmpty ? "" : $", {BeatsAcknowledged} of {Beats} heartbeats acknowledged")}");

    /// <summary>All of it.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{"",-8} {"pressed",8} {"acked",8} {"p50 ms",8} {"p99 ms",8} {"max ms",8}");
        foreach (var kind in _pressed.Keys.Order())
        {
            var took = _acknowledged.Where(one => one.Alarm.Device.Kind == kind).Select(one => one.Took).Order().ToList();
            text.AppendLine(CultureInfo.InvariantCulture, $"{kind,-8} {_pressed[kind],8} {took.Count,8} {At(took, 0.5),8} {At(took, 0.99),8} {At(took, 1),8}");
        }
        text.AppendLine(CultureInfo.InvariantCulture, $"{_acknowledged.Count} of {Pressed} alarms acknowledged, {_refused} refused; {_missed} times no answer, {_dropped} connections broken off by devices, {_clocks} clocks put right, {_heldBack} presses held back");
        text.AppendLine(CultureInfo.InvariantCulture, $"{_repeated} acknowledged alarms were sent and acknowledged again");
        if (!_beats.IsEmpty) text.AppendLine(CultureInfo.InvariantCulture, $"{BeatsAcknowledged} of {Beats} heartbeats acknowledged: {string.Join(", ", _beats.ToArray().OrderBy(kind => kind.Key).Select(kind => $"{kind.Key} {BeatsAcknowledgedOf(kind.Key)} of {kind.Value}"))}");
        var shown = _shown.Order().ToList();
        text.AppendLine(CultureInfo.InvariantCulture, $"consoles: {_offers} offers, {_claims} taken, {_late} too late for, {_closed} closed; {shown.Count} people shown after p50 {At(shown, 0.5)} ms, p99 {At(shown, 0.99)} ms, max {At(shown, 1)} ms");
        if (!_calls.IsEmpty) text.AppendLine(CultureInfo.InvariantCulture, $"calls: {string.Join(", ", _calls.ToArray().OrderBy(call => call.Key).Select(call => $"{call.Value} events answered {call.Key}"))}{(_calls.ContainsKey("404") ? " (this server takes no events of an exchange)" : "")}");
        return text.ToString();
    }

    private static void Count(ConcurrentDictionary<DeviceKind, int> counts, PlayedAlarm one) => counts.AddOrUpdate(one.Device.Kind, 1, (_, count) => count + 1);

    private static string At(List<TimeSpan> ordered, double share) =>
        ordered.Count == 0 ? "-" : ordered[Math.Min(ordered.Count - 1, (int)(share * ordered.Count))].TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture);
}

/// <summary>An alarm that the server has promised to keep.</summary>
/// <param name="Alarm">As it was sent when it was acknowledged.</param>
/// <param name="Took">From the press, with all that had to be sent again.</param>
/// <param name="WasThere">Whether the server says that it had it already.</param>
public sealed record AcknowledgedAlarm(PlayedAlarm Alarm, TimeSpan Took, bool WasThere);
