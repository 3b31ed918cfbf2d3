using System.Buffers.Binary;
using System.Text;
using ElderCare.Domain.Emergency;
using NodaTime;

namespace ElderCare.Integrations.Devices.Protocols.Jt808;

/// <summary>One connection that speaks JT/T 808.</summary>
/// <param name="stored">Finds parts of split messages that came on another connection; null where none have been stored.</param>
internal sealed class Jt808Conversation(StoredFrames? stored) : IDeviceConversation
{
    private readonly Jt808Standing _standing = new();
    private readonly Jt808Parts _parts = new();
    private ushort _sequence;

    private enum Result : byte
    {
        Done = 0,
        Wrong = 2,
        Unsupported = 3,
    }

    public FrameReading Read(ReadOnlySpan<byte> frame, Instant now)
    {
        _parts.ForgetOld(now);
        Span<byte> plain = stackalloc byte[(2 * Jt808Message.Longest) + 2];
        if (frame.Length > plain.Length) return new() { Fault = FrameFault.Format };
        if (Jt808Message.Read(frame, plain, out var message) is { } fault) return new() { Fault = fault, DeviceNumber = message.DeviceNumber };
        if (message.IsEncrypted) return Fault(message, FrameFault.Encryption);
        return message.IsSplit ? ReadPart(message, now) : ReadWhole(message, now);
    }

    private FrameReading ReadWhole(in Jt808Message message, Instant now) => message.Id switch
    {
        Jt808Ids.Location => ReadLocation(message, now),
        Jt808Ids.Batch => ReadBatch(message, now),
        _ when !IsWellFormed(message) => Fault(message, FrameFault.Format),
        Jt808Ids.Register => new() { Reports = [Jt808Reports.Of(message, SignalType.Heartbeat, "register")], Answer = RegisterAnswer(message) },
        Jt808Ids.Authenticate => Told(message, Result.Done, Jt808Reports.Of(message, SignalType.Heartbeat, "authenticate")),
        Jt808Ids.Heartbeat => Told(message, Result.Done, Jt808Reports.Of(message, SignalType.Heartbeat)),
        Jt808Ids.SignOff => Told(message, Result.Done, Jt808Reports.Of(message, SignalType.Status, "sign off")),
        Jt808Ids.DeviceAnswer => new() { Reports = [Jt808Reports.Of(message, SignalType.Heartbeat, "answer")] },
        _ => Told(message, Result.Unsupported, Jt808Reports.Of(message, SignalType.Status, $"message {message.Id:x4}")),
    };

    private FrameReading ReadPart(in Jt808Message message, Instant now)
    {
        // Only what is understood is worth keeping: nothing that a device sends by the megabyte, such as pictures.
        if (message.Id is not (Jt808Ids.Location or Jt808Ids.Batch or Jt808Ids.Register or Jt808Ids.Authenticate)) return ReadWhole(message, now);
        if (message.Part == 0 || message.Part > message.Parts || message.Parts > Jt808Parts.Most || !message.HasRightLength) return Fault(message, FrameFault.Format);
        if (_parts.IsNew(message)) _parts.Begin(message, StoredParts(message));
        if (_parts.Add(message, now, out var isOwn) is not { } whole) return Told(message, Result.Done, [.. TellEarly(message, now), PartOf(message)]);
        var read = ReadWhole(message with { Body = whole }, now);
        return isOwn || read.Fault is not null ? read : read with { Reports = [.. read.Reports, PartOf(message)] };
    }

    /// <summary>That a part has come: what is answered is on disk, and completes its message on whichever connection the others come.</summary>
    private static DeviceReport PartOf(in Jt808Message message) => Jt808Reports.Of(message, SignalType.Status, $"part {message.Part} of {message.Parts} of {message.Id:x4}");

    private List<(ushort Part, byte[] Body)> StoredParts(in Jt808Message message)
    {
        var found = new List<(ushort, byte[])>();
        if (stored is null) return found;
        var others = new List<DeviceReport>();
        for (ushort part = 1; part <= message.Parts; part++)
        {
            if (part != message.Part) others.Add(PartOf(message with { Part = part, Sequence = unchecked((ushort)(message.FirstSequence + part - 1)) }));
        }
        Span<byte> plain = stackalloc byte[(2 * Jt808Message.Longest) + 2];
        foreach (var frame in stored(others))
        {
            if (frame.Length <= plain.Length && Jt808Message.Read(frame, plain, out var other) is null && other.IsSplit && Jt808Parts.AreOfOne(message, other)) found.Add((other.Part, other.Body.ToArray()));
        }
        return found;
    }

    // An alarm does not wait for the parts behind it, which may never come. With the last part it is told again, as the same report.
    private List<DeviceReport> TellEarly(in Jt808Message message, Instant now)
    {
        var (beginning, told) = _parts.SoFar(message);
        var areResent = false;
        var isOne = message.Id == Jt808Ids.Location; // its time, and so its identity, may come with a later part
        var locations = message.Id switch
        {
            Jt808Ids.Batch => Jt808Reports.LocationsOf(beginning, isAll: false, out areResent),
            Jt808Ids.Location when Jt808Location.TryRead(beginning, out var location) && (beginning.Length >= Jt808Location.WholeBytes || Jt808Alarms.AreUrgent(location.Alarms)) => [location],
            _ => [],
        };
        if (locations.Count == 0) return [];
        return (areResent ? TellLate(message, locations, now) : Tell(message, locations, now))
            .FindAll(report => IncidentUrgency.KindOf(report.Type) is not null && told.Add(isOne ? $"{report.Type}" : report.Identity));
    }

    private FrameReading ReadLocation(in Jt808Message message, Instant now)
    {
        var isRead = Jt808Location.TryRead(message.Body, out var location);
        // What is wrong about a message does not silence its alarm.
        if (!isRead || !(IsWellFormed(message) || Jt808Alarms.AreUrgent(location.Alarms))) return Fault(message, FrameFault.Format);
        return Told(message, Result.Done, [.. Tell(message, [location], now)]);
    }

    private FrameReading ReadBatch(in Jt808Message message, Instant now)
    {
        var locations = Jt808Reports.LocationsOf(message.Body, isAll: true, out var areResent);
        var isUrgent = locations.Exists(location => Jt808Alarms.AreUrgent(location.Alarms));
        if (locations.Count == 0 || !(IsWellFormed(message) || isUrgent)) return Fault(message, FrameFault.Format);
        return Told(message, Result.Done, [.. areResent ? TellLate(message, locations, now) : Tell(message, locations, now)]);
    }

    private List<DeviceReport> Tell(in Jt808Message message, List<Jt808Location> locations, Instant now)
    {
        var (device, sequence, time) = (message.DeviceNumber!, message.FirstSequence, locations[0].OccurredAt);
        var before = _standing.Before(device, sequence, time);
        _standing.Remember(device, sequence, time, before, locations[^1].Alarms);
        return Chain(message, locations, before, now);
    }

    // What comes out of the device's memory says nothing about what stands now.
    private static List<DeviceReport> TellLate(in Jt808Message message, List<Jt808Location> locations, Instant now) =>
        Chain(message, locations, 0, now).ConvertAll(report => report with { IsDelayed = true });

    private static List<DeviceReport> Chain(in Jt808Message message, List<Jt808Location> locations, uint before, Instant now)
    {
        var reports = new List<DeviceReport>();
        for (var at = 0; at < locations.Count; at++)
        {
            reports.AddRange(Jt808Reports.Of(message, locations[at], message.Id == Jt808Ids.Batch ? at : null, before, now));
            before = locations[at].Alarms;
        }
        return reports;
    }

    private static bool IsWellFormed(in Jt808Message message) => message.HasDigitsOnly && (message.IsSplit || message.HasRightLength);

    private FrameReading Told(in Jt808Message message, Result result, params DeviceReport[] reports) =>
        new() { Reports = reports, Answer = Answer(message, result) };

    private FrameReading Fault(in Jt808Message message, FrameFault fault) =>
        new() { Fault = fault, DeviceNumber = message.DeviceNumber, Answer = Answer(message, Result.Wrong) };

    private byte[] Answer(in Jt808Message message, Result result)
    {
        Span<byte> body = stackalloc byte[5];
        BinaryPrimitives.WriteUInt16BigEndian(body, message.Sequence);
        BinaryPrimitives.WriteUInt16BigEndian(body[2..], message.Id);
        body[4] = (byte)result;
        return Build(Jt808Ids.Answer, message, body);
    }

    // A device is known by its number alone, as the form of the protocol has it; the code that it must have is the number.
    private byte[] RegisterAnswer(in Jt808Message message)
    {
        var code = Encoding.ASCII.GetBytes(message.DeviceNumber!);
        return Build(Jt808Ids.RegisterAnswer, message, [(byte)(message.Sequence >> 8), (byte)(message.Sequence & 0xFF), (byte)Result.Done, .. code]);
    }

    private byte[] Build(ushort id, in Jt808Message message, ReadOnlySpan<byte> body)
    {
        var frame = Jt808Frames.Build(id, message.Phone, message.Version, _sequence, [], body);
        _sequence = unchecked((ushort)(_sequence + 1));
        return frame;
    }
}
