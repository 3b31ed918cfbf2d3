using ElderCare.Data.Emergency;
using ElderCare.Data.Writing;
using ElderCare.Domain.Emergency;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.CallCentre;
using ElderCare.MobileApi.Devices;
using ElderCare.MobileApi.Realtime;
using NodaTime;

namespace ElderCare.MobileApi.Emergency;

/// <summary>
/// The one door for signals of all protocols: the frame as it came, the signal, the incident, its timer and its events in one unit.
/// Only when that is on disk may a device be told; when it fails the device hears nothing and sends again.
/// </summary>
internal sealed class SignalIntake(CityWriter writer, CityFacts facts, EmergencyPolicy policy, DeviceWatch watch, CallsOfPerson calls, OpenIncident opening, Strangers strangers)
{
    private const int MostAttempts = 20;
    private static readonly Duration SameForEver = Duration.FromDays(36_500);

    /// <summary>How long a report that says no time, and asks nobody for help, is the same report.</summary>
    private static readonly Duration SameWithoutTime = Duration.FromMinutes(10);

    /// <summary>Stores a report; a heartbeat only says that the device is there.</summary>
    /// <param name="report">What the device says.</param>
    /// <param name="raw">Exactly what came.</param>
    /// <param name="ct">Gives up waiting for a turn.</param>
    public async Task<SignalReceipt> Take(DeviceReport report, byte[] raw, CancellationToken ct)
    {
        if (report.Type == SignalType.Heartbeat)
        {
            await watch.Hear(report);
            return new(Guid.CreateVersion7(), null, false);
        }
        var hasOwn = new Lazy<bool>(() => strangers.MayOpen(report.Protocol)); // asked once, however often it is tried
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var receipt = await writer.Commit(Lane.Emergency, unit => Store(unit, report, raw, hasOwn), ct);
                watch.Note(report);
                return receipt;
            }
            catch (StaleReadException) when (attempt < MostAttempts)
            {
                // another signal of the device or the person was faster: it is found at the next look
            }
        }
    }

    private SignalReceipt Store(CityUnit unit, DeviceReport report, byte[] raw, Lazy<bool> hasOwn)
    {
        if (report.OccurredAt < unit.Now - policy.LateAfter) report = report with { IsDelayed = true };
        var sender = unit.Sql.SignalSender(report.Protocol, report.DeviceNumber);
        var (known, once) = Look(unit, report, sender?.SeniorId);
        if (known is not null) return Repeat(unit, known);
        if (sender?.State == DeviceState.Installed && IsPress(report.Type)) unit.Sql.Activate(sender.DeviceId);
        var incident = IncidentOf(unit, report, sender, hasOwn);
        var stored = SignalOf(report, raw, once, sender, incident, unit.Now);
        if (!unit.TryInsert(stored)) throw new StaleReadException(); // the same signal came on two ways at once
        return new(stored.Id, incident, false);
    }

    /// <summary>
    /// The same report, stored before, or the key by which this one is stored. A device that says no time, and counts from the start after
    /// each restart, sends the same again at its next press: once the first is closed, or the device is somebody else's, it is a new one,
    /// whose key says which it followed.
    /// </summary>
    private static (KnownSignal? Same, string Once) Look(CityUnit unit, DeviceReport report, Guid? holder)
    {
        var within = report.SameWithin;
        var (once, before) = KeysAt(report, within, unit.Now);
        while (unit.Sql.KnownSignal(once, before, unit.Now - (within ?? SameForEver)) is { } known)
        {
            if (IsSame(report, known, holder, unit.Now)) return (known, once);
            if (within is not null) once = before = $"after:{known.Id}";
            else (once, before) = KeysAt(report, within = SameWithoutTime, unit.Now);
        }
        return (null, once);
    }

    private static bool IsSame(DeviceReport report, KnownSignal known, Guid? holder, Instant now) =>
        report.TimeTells || (known.SeniorId == holder && (known.IncidentId is null ? known.ReceivedAt > now - SameWithoutTime : !known.IsOver));

    /// <summary>Whether somebody has tried the device, or needed it: what it says of its own accord proves no button.</summary>
    private static bool IsPress(SignalType type) => type is SignalType.Test or SignalType.Sos or SignalType.Cancel;

    private Guid? IncidentOf(CityUnit unit, DeviceReport report, SignalSender? sender, Lazy<bool> hasOwn)
    {
        if (report.Type == SignalType.Cancel) return TakenBack(unit, report, sender);
        if (IncidentUrgency.KindOf(report.Type) is not { } kind) return null;
        if (IncidentUrgency.IsMutedWhileAway(kind) && sender?.SeniorId is { } away && unit.Sql.IsAway(away, CityClock.DateOf(unit.Now))) return null;
        if (sender is not null) return Join(unit, kind, DeviceOf(report), report, sender) ?? Open(unit, kind, DeviceOf(report), report, sender);
        return Join(unit, IncidentKind.Unidentified, DeviceOf(report), report, null) ?? OfStranger(unit, report, hasOwn.Value ? DeviceOf(report) : $"strangers:{report.Protocol}");
    }

    /// <summary>Anybody can make up numbers: beyond so many they share one incident, in which each is stored and named.</summary>
    private Guid OfStranger(CityUnit unit, DeviceReport report, string key) =>
        Join(unit, IncidentKind.Unidentified, key, report, null) ?? Open(unit, IncidentKind.Unidentified, key, report, null);

    private Guid Open(CityUnit unit, IncidentKind kind, string device, DeviceReport report, SignalSender? sender)
    {
        var incident = Incident.Open(kind, sender?.SeniorId, sender?.DeviceId, device, sender?.DivisionCode, opening.LadderAt(sender?.DivisionCode), unit.Now, sender?.IsProbe == true);
        var isOpened = incident.IsProbe ? OpenIncident.TryOpenProbe(unit, incident, report.DeviceNumber) : opening.TryOpen(unit, incident, sender?.SeniorName, TextOf(report, sender));
        return isOpened ? incident.Id : throw new StaleReadException(); // another signal of the person has opened it
    }

    /// <summary>The open incident of the person and class that the report has joined; null when there is none.</summary>
    private Guid? Join(CityUnit unit, IncidentKind kind, string device, DeviceReport report, SignalSender? sender)
    {
        if (unit.HoldOpenIncident(Incident.KeyOf(sender?.SeniorId, device, kind)) is not { } open) return null;
        // The bit is still set: no new press. A device may say so of an alarm whose first report never came.
        if (report.Stands && unit.Sql.HasTold(open.Id, report.DeviceNumber, report.Type)) return open.Id;
        open.Join(kind);
        unit.Sql.Joined(open);
        if (open.IsProbe) return open.Id;
        unit.Note(open, IncidentNoteKind.Signal, null, TextOf(report, sender));
        unit.TellOfIncident(open, sender?.SeniorName, facts, unit.RingAgain(open, facts));
        calls.JoinTo(unit, open, kind);
        return open.Id;
    }

    /// <summary>The wearer took the alarm back at the device: the desk knows, and still asks for a spoken word.</summary>
    private Guid? TakenBack(CityUnit unit, DeviceReport report, SignalSender? sender)
    {
        if (unit.HoldOpenIncident(Incident.KeyOf(sender?.SeniorId, DeviceOf(report), IncidentKind.Sos)) is not { } open) return null;
        unit.Note(open, IncidentNoteKind.TakenBack, null, TextOf(report, sender));
        unit.TellOfIncident(open, sender?.SeniorName, facts, []);
        return open.Id;
    }

    /// <summary>A device that was not answered sends again: it is answered, and the agent rung, again.</summary>
    private SignalReceipt Repeat(CityUnit unit, KnownSignal known)
    {
        if (known.IncidentId is { } id && unit.HoldIncidentAsIs(GoesOnAs(unit, id)) is { State: not IncidentState.Closed } open) unit.TellOfIncident(open, unit.NameOf(open), facts, unit.RingAgain(open, facts));
        return new(known.Id, known.IncidentId, true);
    }

    /// <summary>The incident that goes on for one that was joined to it, and so on; itself when it was not.</summary>
    private static Guid GoesOnAs(CityUnit unit, Guid incident)
    {
        while (unit.Sql.JoinedTo(incident) is { } next) incident = next;
        return incident;
    }

    private static DeviceSignal SignalOf(DeviceReport report, byte[] raw, string once, SignalSender? sender, Guid? incidentId, Instant now) => new()
    {
        Id = RisingIds.Next(),
        Once = once,
        Protocol = report.Protocol,
        DeviceNumber = report.DeviceNumber,
        DeviceId = sender?.DeviceId,
        SeniorId = sender?.SeniorId,
        IncidentId = incidentId,
        Type = report.Type,
        Sequence = report.Sequence,
        OccurredAt = report.OccurredAt,
        ReceivedAt = now,
        BatteryPercent = report.BatteryPercent,
        Latitude = report.Latitude,
        Longitude = report.Longitude,
        IsDelayed = report.IsDelayed,
        IsProtected = report.IsProtected,
        Detail = report.Detail,
        IsProbe = sender?.IsProbe == true,
        Raw = raw,
    };

    /// <summary>The keys by which a report that is the same only for a while may have been stored lately.</summary>
    public static IReadOnlyList<string> KeysOf(DeviceReport report, Instant now)
    {
        var (once, before) = KeysAt(report, report.SameWithin, now);
        return [once, before];
    }

    /// <summary>What is unique of a report for as long as its device may send it again, and what was so a moment ago: the next window is another key.</summary>
    private static (string Once, string Before) KeysAt(DeviceReport report, Duration? within, Instant now)
    {
        // A nameless device that begins another connection to send again is the same one if its time says so.
        var device = report is { From: { } from, TimeTells: true } ? $"{report.Protocol}:{DeviceReport.Nameless}{from}" : DeviceOf(report);
        var key = $"{device}:{report.Identity}";
        if (within is not { } length) return (key, key);
        var window = now.ToUnixTimeTicks() / (long)length.TotalTicks;
        return ($"{key}@{window}", $"{key}@{window - 1}");
    }

    private static string DeviceOf(DeviceReport report) => DeviceOf(report.Protocol, report.DeviceNumber);

    /// <summary>A device among those of all protocols.</summary>
    public static string DeviceOf(DeviceProtocol protocol, string number) => $"{protocol}:{number}";

    /// <summary>What a timeline says of a report; of a sender that nobody has registered also its number, which is all that is known.</summary>
    private static string TextOf(DeviceReport report, SignalSender? sender) => string.Join(' ', new[]
    {
        Words<SignalType>.Of(report.Type), report.IsDelayed ? "(delayed)" : null, sender is null ? DeviceOf(report) : null, report.Detail,
    }.OfType<string>());
}
