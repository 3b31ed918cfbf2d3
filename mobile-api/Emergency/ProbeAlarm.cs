using System.Diagnostics.Metrics;
using System.Net.Sockets;
using System.Text;
using ElderCare.Data;
using ElderCare.Data.Feed;
using ElderCare.Data.Writing;
using ElderCare.Domain.Access;
using ElderCare.Domain.Emergency;
using ElderCare.Integrations.Devices.Protocols.Watch;
using ElderCare.MobileApi.Emergency.Listening;
using ElderCare.MobileApi.Realtime;
using ElderCare.MobileApi.Setup;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.Emergency;

/// <summary>
/// The system presses a button of its own each minute: over the socket where devices press theirs (through the intake where that
/// listener is off), into the incident, and out of the feed where consoles hear; then it closes it. No agent, count or figure shows
/// it. Its silence for three minutes is told to supervisors, as a figure and at <c>/health/alarms</c>.
/// </summary>
internal sealed class ProbeAlarm : BackgroundService
{
    /// <summary>The event by which the system hears its own alarm; nobody else is addressed.</summary>
    public const string Rang = "probe.rang";

    private static readonly Duration MayBeSilent = Duration.FromMinutes(3);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);
    private static readonly Meter Figures = new("ElderCare.Alarms");
    private static readonly Gauge<long> Silence = Figures.CreateGauge<long>("eldercare.alarms.probe_silence", "s", "Seconds since the system's own alarm last got through");
    private readonly CityDatabase _database;
    private readonly CityWriter _writer;
    private readonly SignalIntake _intake;
    private readonly ListenerSettings _listeners;
    private readonly IClock _clock;
    private readonly Readiness _readiness;
    private readonly ILogger<ProbeAlarm> _log;
    private readonly TimeSpan _every;
    private readonly string _number = $"9{(uint)StableHash(Environment.MachineName) % 1_000_000_000:D9}"; // a node's own
    private TaskCompletionSource<Guid> _rang = NewSource();
    private Instant? _lastThrough;
    private bool _isTold;

    public ProbeAlarm(
        CityDatabase database, CityWriter writer, SignalIntake intake, FeedPump pump, ListenerSettings listeners, IConfiguration settings, IClock clock, Readiness readiness, ILogger<ProbeAlarm> log)
    {
        (_database, _writer, _intake, _listeners, _clock, _readiness, _log) = (database, writer, intake, listeners, clock, readiness, log);
        _every = TimeSpan.FromSeconds(settings.GetValue("Alarms:ProbeSeconds", 60));
        pump.HeardByTheCity += told =>
        {
            if (told.Type == Rang) _rang.TrySetResult(Guid.Parse(told.SubjectId));
        };
    }

    /// <summary>Whether it has got through lately; always where it is switched off (<c>Alarms:ProbeSeconds</c> 0).</summary>
    public bool GetsThrough => _every == TimeSpan.Zero || _clock.GetCurrentInstant() - _lastThrough < MayBeSilent;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_every == TimeSpan.Zero) return;
        using var tick = new PeriodicTimer(_every);
        try
        {
            await _readiness.Prepared.WaitAsync(stoppingToken);
            _lastThrough = _clock.GetCurrentInstant(); // a program that has just begun has time until its first
            do
            {
                await Try(stoppingToken);
            }
            while (await tick.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // the program stops
        }
    }

    /// <summary>Presses once; what came of it is remembered.</summary>
    public async Task Try(CancellationToken ct)
    {
        try
        {
            await Press(ct).WaitAsync(Longest, ct);
            (_lastThrough, _isTold) = (_clock.GetCurrentInstant(), false);
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            _log.LogError(fault, "The system's own alarm has not got through");
        }
        Silence.Record((long)(_clock.GetCurrentInstant() - (_lastThrough ?? _clock.GetCurrentInstant())).TotalSeconds);
        if (!GetsThrough && !_isTold) await TellSupervisors(ct);
    }

    private async Task Press(CancellationToken ct)
    {
        await Enrol(ct);
        var rang = _rang = NewSource();
        var at = _clock.GetCurrentInstant().InUtc();
        var frame = WatchFrames.Build("3G", _number, $"AL,{at.Day:D2}{at.Month:D2}{at.Year % 100:D2},{at.Hour:D2}{at.Minute:D2}{at.Second:D2},V,0,N,0,E,0,0,0,0,0,99,0,0,00010000,0,0,0");
        if (_listeners.Of(DeviceProtocol.Watch) is { } port) await Say(port.Port, frame, ct);
        else await _intake.Take(new WatchProtocol().Begin(_ => null).Read(frame, _clock.GetCurrentInstant()).Reports[0], frame, ct);
        var id = await rang.Task.WaitAsync(ct);
        await _writer.Commit(Lane.Emergency, unit => unit.HoldIncident(id)!.EndProbe(), ct);
    }

    private static async Task Say(int port, byte[] frame, CancellationToken ct)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync("127.0.0.1", port, ct);
        await socket.GetStream().WriteAsync(frame, ct);
        var answer = new byte[64];
        var length = await socket.GetStream().ReadAsync(answer, ct);
        if (!Encoding.ASCII.GetString(answer, 0, length).EndsWith("*AL]", StringComparison.Ordinal)) throw new IOException("The alarm was not acknowledged.");
    }

    /// <summary>Registers the device of this node, once.</summary>
    private async Task Enrol(CancellationToken ct)
    {
        using (var db = _database.Read())
        {
            if (await db.Devices.AnyAsync(device => device.Protocol == DeviceProtocol.Watch && device.Number == _number, ct)) return;
        }
        await _writer.Commit(Lane.Interactive, unit => unit.TryInsert(new Device
        {
            Id = Guid.CreateVersion7(), Number = _number, Protocol = DeviceProtocol.Watch, Model = "probe", IsProbe = true, RegisteredAt = unit.Now,
        }), ct);
    }

    private async Task TellSupervisors(CancellationToken ct)
    {
        try
        {
            await _writer.Commit(Lane.Emergency, unit =>
            {
                var divisions = unit.Db.Accounts.Where(account => !account.IsDisabled && account.DivisionCode != null).ToList().Where(account => account.Roles.Contains(Role.Supervisor)).Select(account => account.DivisionCode!).Distinct();
                unit.Tell("notice.published", "alarms", new { code = "alarms.probeSilent", since = _lastThrough, zh = "系统的自检报警三分钟没有到达控制台，请马上查。", en = "The system's own alarm has not reached a console for three minutes." }, [.. divisions.Select(Audiences.Supervisors)]);
            }, ct);
            _isTold = true;
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            _log.LogCritical(fault, "Supervisors could not be told that alarms do not get through");
        }
    }

    private static int StableHash(string text) => text.Aggregate(17, (hash, letter) => unchecked((hash * 31) + letter));

    private static TaskCompletionSource<Guid> NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
