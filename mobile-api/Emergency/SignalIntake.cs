using ElderCare.Data.Writing;
using ElderCare.Domain.Emergency;
using ElderCare.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.Emergency;

/// <summary>
/// The one door for signals of all protocols: the frame as it came, the signal, the incident and its event in one unit. Only when
/// that is on disk may a device be told; when it fails the device hears nothing and sends again.
/// </summary>
internal sealed class SignalIntake(CityWriter writer, CityFacts facts)
{
    public Task<SignalReceipt> Take(ReceivedSignal signal, CancellationToken ct) => writer.Commit(Lane.Emergency, unit => Store(unit, signal), ct);

    private SignalReceipt Store(CityUnit unit, ReceivedSignal signal)
    {
        if (unit.Db.DeviceSignals.SingleOrDefault(earlier => earlier.Once == signal.Once) is { } known) return Repeat(unit, known);
        var device = unit.Db.Devices.SingleOrDefault(device => device.Protocol == signal.Protocol && device.Number == signal.DeviceNumber);
        device?.Activate();
        var senior = device?.SeniorId is { } id ? unit.Db.Seniors.AsNoTracking().Single(senior => senior.Id == id) : null;
        var incident = IncidentUrgency.KindOf(signal.Type) is { } kind && device?.State != DeviceState.Suspended ? OpenOrJoin(unit, kind, signal, device, senior) : null;
        var stored = new DeviceSignal
        {
            Id = Guid.CreateVersion7(),
            Once = signal.Once,
            Protocol = signal.Protocol,
            DeviceNumber = signal.DeviceNumber,
            DeviceId = device?.Id,
            IncidentId = incident?.Id,
            Type = signal.Type,
            Sequence = signal.Sequence,
            OccurredAt = signal.OccurredAt,
            ReceivedAt = unit.Now,
            BatteryPercent = signal.BatteryPercent,
            Latitude = signal.Latitude,
            Longitude = signal.Longitude,
            Raw = signal.Raw,
        };
        if (!unit.TryInsert(stored)) throw new StaleReadException(); // the same signal came on two ways at once
        return new(stored.Id, incident?.Id, false);
    }

    private Incident OpenOrJoin(CityUnit unit, IncidentKind kind, ReceivedSignal signal, Device? device, Senior? senior)
    {
        var reported = device is null ? IncidentKind.Unidentified : kind;
        var key = Incident.KeyOf(senior?.Id, $"{signal.Protocol}:{signal.DeviceNumber}", reported);
        if (Hold(unit, key) is { } open)
        {
            open.Join(reported);
            Ring(unit, open, senior?.Name, signal.Type);
            return open;
        }
        var incident = Incident.Open(reported, senior?.Id, device?.Id, $"{signal.Protocol}:{signal.DeviceNumber}", senior?.ResidenceDivision, unit.Now);
        if (!unit.TryInsert(incident)) throw new StaleReadException(); // another signal of the person has opened it
        Ring(unit, incident, senior?.Name, signal.Type);
        return incident;
    }

    /// <summary>A device that was not answered sends again: it is answered, and the agent rung, again.</summary>
    private SignalReceipt Repeat(CityUnit unit, DeviceSignal known)
    {
        if (known.IncidentId is { } id && unit.Db.Incidents.Single(incident => incident.Id == id) is { State: not IncidentState.Closed } open)
        {
            unit.TellOfIncident(open, unit.NameOf(open), facts, rings: true);
        }
        return new(known.Id, known.IncidentId, true);
    }

    private void Ring(CityUnit unit, Incident incident, string? name, SignalType type)
    {
        unit.Note(incident, "signal", null, Words<SignalType>.Of(type));
        unit.TellOfIncident(incident, name, facts, rings: true);
    }

    private static Incident? Hold(CityUnit unit, string key)
    {
        if (!unit.IsAlone) unit.Sql.Query("""SELECT 1 FROM "Incidents" WHERE "OpenFor" = @p0 FOR UPDATE""", _ => true, key);
        return unit.Db.Incidents.SingleOrDefault(incident => incident.OpenFor == key);
    }
}
