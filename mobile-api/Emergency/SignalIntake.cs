using ElderCare.Data.Emergency;
using ElderCare.Data.Writing;
using ElderCare.Domain.Emergency;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.CallCentre;
using ElderCare.MobileApi.Realtime;
using NodaTime;

namespace ElderCare.MobileApi.Emergency;

/// <summary>
/// The one door for signals of all protocols: the frame as it came, the signal, the incident, its timer and its events in one unit.
/// Only when that is on disk may a device be told; when it fails the device hears nothing and sends again.
/// </summary>
internal sealed class SignalIntake(CityWriter writer, CityFacts facts, EmergencyPolicy policy, DeviceWatch watch, CallsOfPerson calls, IncidentLadder ladder)
{
    private const int MostAttempts = 20;
    private static readonly Duration LateAfter = Duration.FromMinutes(10);
    private static readonly Duration SameForEver = Duration.FromDays(36_500);

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
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var receipt = await writer.Commit(Lane.Emergency, unit => Store(unit, report, raw), ct);
                watch.Note(report);
                return receipt;
            }
            catch (StaleReadException) when (attempt < MostAttempts)
            {
                // another signal of the device or the person was faster: it is found at the next look
            }
        }
    }

    private SignalReceipt Store(CityUnit unit, DeviceReport report, byte[] raw)
    {
        if (report.OccurredAt < unit.Now - LateAfter) report = report with { IsDelayed = true };
        var once = OnceAt(report, unit.Now);
        var within = report.SameWithin ?? SameForEver;
        if (unit.Sql.KnownSignal(once, OnceAt(report, unit.Now - within), unit.Now - within) is { } known) return Repeat(unit, known);
        var sender = unit.Sql.SignalSender(report.Protocol, report.DeviceNumber);
        if (sender?.State == DeviceState.Installed) unit.Sql.Activate(sender.DeviceId);
        var incident = IncidentOf(unit, report, sender);
        var stored = SignalOf(report, raw, once, sender?.DeviceId, incident, unit.Now);
        if (!unit.TryInsert(stored)) throw new StaleReadException(); // the same signal came on two ways at once
        return new(stored.Id, incident, false);
    }

    private Guid? IncidentOf(CityUnit unit, DeviceReport report, SignalSender? sender)
    {
        if (report.Type == SignalType.Cancel) return TakenBack(unit, report, sender);
        if (IncidentUrgency.KindOf(report.Type) is not { } kind) return null;
        if (IncidentUrgency.IsMutedWhileAway(kind) && sender?.SeniorId is { } away && unit.Sql.IsAway(away, CityClock.DateOf(unit.Now))) return null;
        var reported = sender is null ? IncidentKind.Unidentified : kind;
        return Join(unit, reported, report, sender) ?? Open(unit, reported, report, sender);
    }

    private Guid Open(CityUnit unit, IncidentKind kind, DeviceReport report, SignalSender? sender)
    {
        IEnumerable<string> places = sender?.DivisionCode is { } division ? facts.Divisions.Ancestors(division) : [];
        var incident = Incident.Open(kind, sender?.SeniorId, sender?.DeviceId, DeviceOf(report), sender?.DivisionCode, policy.LadderOf(places), unit.Now, sender?.IsProbe == true);
        incident.Ring();
        var atOnce = incident.IsProbe ? [] : incident.Climb(unit.Now);
        if (!unit.TryInsert(incident)) throw new StaleReadException(); // another signal of the person has opened it
        unit.Note(incident, "signal", null, TextOf(report));
        if (incident.IsProbe)
        {
            unit.Tell(ProbeAlarm.Rang, incident.Id.ToString(), new { }, [Audiences.Nodes]);
            return incident.Id;
        }
        unit.TellOfIncident(incident, sender?.SeniorName, facts, unit.RingFirst(incident, facts));
        calls.JoinTo(unit, incident, kind);
        ladder.Begin(unit, incident, atOnce);
        return incident.Id;
    }

    /// <summary>The open incident of the person and class that the report has joined; null when there is none.</summary>
    private Guid? Join(CityUnit unit, IncidentKind kind, DeviceReport report, SignalSender? sender)
    {
        if (unit.HoldOpenIncident(Incident.KeyOf(sender?.SeniorId, DeviceOf(report), kind)) is not { } open) return null;
        if (report.Stands && open.DeviceId == sender?.DeviceId) return open.Id; // the bit is still set: no new press
        open.Join(kind);
        unit.Sql.Joined(open);
        unit.Note(open, "signal", null, TextOf(report));
        unit.TellOfIncident(open, sender?.SeniorName, facts, unit.RingAgain(open, facts));
        calls.JoinTo(unit, open, kind);
        return open.Id;
    }

    /// <summary>The wearer took the alarm back at the device: the desk knows, and still asks for a spoken word.</summary>
    private Guid? TakenBack(CityUnit unit, DeviceReport report, SignalSender? sender)
    {
        if (unit.HoldOpenIncident(Incident.KeyOf(sender?.SeniorId, DeviceOf(report), IncidentKind.Sos)) is not { } open) return null;
        unit.Note(open, "takenBack", null, TextOf(report));
        unit.TellOfIncident(open, sender?.SeniorName, facts, []);
        return open.Id;
    }

    /// <summary>A device that was not answered sends again: it is answered, and the agent rung, again.</summary>
    private SignalReceipt Repeat(CityUnit unit, KnownSignal known)
    {
        if (known.IncidentId is { } id && unit.HoldIncidentAsIs(id) is { State: not IncidentState.Closed } open) unit.TellOfIncident(open, unit.NameOf(open), facts, unit.RingAgain(open, facts));
        return new(known.Id, known.IncidentId, true);
    }

    private static DeviceSignal SignalOf(DeviceReport report, byte[] raw, string once, Guid? deviceId, Guid? incidentId, Instant now) => new()
    {
        Id = RisingIds.Next(),
        Once = once,
        Protocol = report.Protocol,
        DeviceNumber = report.DeviceNumber,
        DeviceId = deviceId,
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
        Raw = raw,
    };

    /// <summary>What is unique of a report for as long as its device may send it again; the next window is another key.</summary>
    private static string OnceAt(DeviceReport report, Instant at)
    {
        var window = report.SameWithin is { } within ? $"@{at.ToUnixTimeTicks() / (long)within.TotalTicks}" : "";
        return $"{DeviceOf(report)}:{report.Identity}{window}";
    }

    private static string DeviceOf(DeviceReport report) => $"{report.Protocol}:{report.DeviceNumber}";

    private static string TextOf(DeviceReport report) => report switch
    {
        { IsDelayed: true, Detail: { } detail } => $"{Words<SignalType>.Of(report.Type)} (delayed) {detail}",
        { IsDelayed: true } => $"{Words<SignalType>.Of(report.Type)} (delayed)",
        { Detail: { } detail } => $"{Words<SignalType>.Of(report.Type)} {detail}",
        _ => Words<SignalType>.Of(report.Type),
    };
}
