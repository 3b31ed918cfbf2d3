using System.Diagnostics.Metrics;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;
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
/// it. Its silence for as long as the policy says is told to supervisors, as a figure and at <c>/health/alarms</c>. Its number is drawn
/// and told nobody; an alarm of its own that was not ended, be it left by a crash, is ended before the next.
/// </summary>
internal sealed class ProbeAlarm : BackgroundService
{
    /// <summary>The event by which the system hears its own alarm; nobody else is addressed.</summary>
    public const string Rang = "probe.rang";

    private const int NumberBytes = 10; // 20 letters and digits, the most that the protocol has room for
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);
    private static readonly Meter Figures = new("ElderCare.Alarms");
    private static readonly Gauge<long> Silence = Figures.CreateGauge<long>("eldercare.alarms.probe_silence", "s", "Seconds since the system's own alarm last got through");
    private readonly CityDatabase _database;
    private readonly CityWriter _writer;
    private readonly SignalIntake _intake;
    private readonly ListenerSettings _listeners;
    private readonly EmergencyPolicy _policy;
    private readonly IClock _clock;
    private readonly Readiness _readiness;
    private readonly ILogger<ProbeAlarm> _log;
    private readonly TimeSpan _every;
    private readonly string _model = $"probe {Environment.MachineName}"; // a node's own
    private readonly SemaphoreSlim _turn = new(1);
    private string? _number;
    private ushort _presses;
    private readonly Channel<Guid> _rings = Channel.CreateUnbounded<Guid>(); // incidents under its number, as they are heard of
    private Instant? _lastThrough;
    private bool _isTold;

    public ProbeAlarm(
        CityDatabase database, CityWriter writer, SignalIntake intake, FeedPump pump, ListenerSettings listeners, EmergencyPolicy policy, IConfiguration settings, IClock clock, Readiness readiness, ILogger<ProbeAlarm> log)
    {
        (_database, _writer, _intake, _listeners, _policy, _clock, _readiness, _log) = (database, writer, intake, listeners, policy, clock, readiness, log);
        _every = TimeSpan.FromSeconds(settings.GetValue("Alarms:ProbeSeconds", 60));
        pump.HeardByTheCity += told =>
        {
            if (told.Type == Rang && _number is { } own && told.Data.Contains(own, StringComparison.Ordinal)) _rings.Writer.TryWrite(Guid.Parse(told.SubjectId));
        };
    }

    /// <summary>Whether it has got through lately; always where it is switched off (<c>Alarms:ProbeSeconds</c> 0).</summary>
    public bool GetsThrough => _every == TimeSpan.Zero || _clock.GetCurrentInstant() - _lastThrough < _policy.ProbeSilentAfter;

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
        await _turn.WaitAsync(ct); // another would end this one's alarm
        try
        {
            await Press(ct).WaitAsync(Longest, ct);
            (_lastThrough, _isTold) = (_clock.GetCurrentInstant(), false);
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            _log.LogError(fault, "The system's own alarm has not got through");
        }
        finally
        {
            _turn.Release();
        }
        Silence.Record((long)(_clock.GetCurrentInstant() - (_lastThrough ?? _clock.GetCurrentInstant())).TotalSeconds);
        if (!GetsThrough && !_isTold) await TellSupervisors(ct);
    }

    private async Task Press(CancellationToken ct)
    {
        var number = _number ??= await Enrol(ct);
        await EndLeftOver(number, ct);
        var at = _clock.GetCurrentInstant().InUtc();
        var frame = WatchFrames.Build("3G", number, $"AL,{at.Day:D2}{at.Month:D2}{at.Year % 100:D2},{at.Hour:D2}{at.Minute:D2}{at.Second:D2},V,0,N,0,E,0,0,0,0,0,99,0,0,00010000,0,0,0", _presses++);
        if (_listeners.Of(DeviceProtocol.Watch) is { } port) await Say(port.Port, frame, ct);
        else await _intake.Take(new WatchProtocol().Begin(_ => null).Read(frame, _clock.GetCurrentInstant()).Reports[0], frame, ct);
        while (!await TryEnd(await _rings.Reader.ReadAsync(ct), ct))
        {
            // heard late of one that had ended before, as a crash or a forgery leaves it: this press is still on its way
        }
    }

    private Task<bool> TryEnd(Guid id, CancellationToken ct) => _writer.Commit(Lane.Emergency, unit =>
    {
        if (unit.HoldIncident(id) is not { State: not IncidentState.Closed } rang) return false;
        rang.EndProbe();
        return true;
    }, ct);

    /// <summary>Ends an alarm of its own that is still open, which the next would only join.</summary>
    private Task EndLeftOver(string number, CancellationToken ct) => _writer.Commit(Lane.Emergency, unit =>
    {
        if (unit.HoldOpenIncident(Incident.KeyOf(null, SignalIntake.DeviceOf(DeviceProtocol.Watch, number), IncidentKind.Sos)) is { } left) unit.HoldIncident(left.Id)!.EndProbe();
    }, ct);

    private static async Task Say(int port, byte[] frame, CancellationToken ct)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync("127.0.0.1", port, ct);
        await socket.GetStream().WriteAsync(frame, ct);
        var answer = new byte[64];
        var length = await socket.GetStream().ReadAsync(answer, ct);
        if (!Encoding.ASCII.GetString(answer, 0, length).EndsWith("*AL]", StringComparison.Ordinal)) throw new IOException("The alarm was not acknowledged.");
    }

    /// <summary>The number of this node's device, which is drawn and registered once.</summary>
    private async Task<string> Enrol(CancellationToken ct)
    {
        using (var db = _database.Read())
        {
            if (await db.Devices.Where(device => device.IsProbe && device.Model == _model).OrderBy(device => device.Id).Select(device => device.Number).FirstOrDefaultAsync(ct) is { } known) return known;
        }
        var number = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(NumberBytes));
        await _writer.Commit(Lane.Interactive, unit => unit.TryInsert(new Device
        {
            Id = Guid.CreateVersion7(), Number = number, Protocol = DeviceProtocol.Watch, Model = _model, IsProbe = true, RegisteredAt = unit.Now,
        }), ct);
        return number;
    }

    private async Task TellSupervisors(CancellationToken ct)
    {
        try
        {
            await _writer.Commit(Lane.Emergency, unit =>
            {
                var divisions = unit.Db.Accounts.Where(account => !account.IsDisabled && account.DivisionCode != null).ToList().Where(account => account.Roles.Contains(Role.Supervisor)).Select(account => account.DivisionCode!).Distinct();
                unit.Tell("notice.published", "alarms", new { code = "alarms.probeSilent", since = _lastThrough, zh = "系统的自检报警一直没有到达控制台，请马上查。", en = "The system's own alarm no longer reaches a console; look at once." }, [.. divisions.Select(Audiences.Supervisors)]);
            }, ct);
            _isTold = true;
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            _log.LogCritical(fault, "Supervisors could not be told that alarms do not get through");
        }
    }
}
