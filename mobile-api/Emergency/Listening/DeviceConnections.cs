using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using ElderCare.Data;
using ElderCare.Data.Privacy;
using ElderCare.Domain.Emergency;
using ElderCare.Integrations.Devices;
using ElderCare.MobileApi.Devices;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.Emergency.Listening;

/// <summary>
/// What a port of devices does with what it receives, whatever the protocol: cut frames, understand them, store what they report,
/// and only then answer. When storing fails nothing is answered, and the device sends again.
/// </summary>
internal sealed class DeviceConnections(SignalIntake intake, DeviceWatch watch, FrameFaults faults, CityDatabase database, FieldCipher cipher, IClock clock, ILogger<DeviceConnections> log)
{
    /// <summary>A connection that says nothing for so long is closed: devices send a heartbeat at least every eight minutes.</summary>
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(30);

    /// <summary>A frame that has begun must be whole by then.</summary>
    private static readonly TimeSpan LongestFrameTime = TimeSpan.FromSeconds(60);

    /// <summary>Listens to a connection until it ends.</summary>
    public async Task Serve(IDeviceProtocol protocol, IDuplexPipe pipe, EndPoint? from, CancellationToken stopping)
    {
        var conversation = protocol.Begin(number => KeyOf(protocol.Protocol, number), StoredFrames);
        var at = from as IPEndPoint;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        patience.CancelAfter(LongestSilence);
        while (true)
        {
            var received = await pipe.Input.ReadAsync(patience.Token);
            var rest = received.Buffer;
            var isWhole = false;
            while (protocol.TryReadFrame(ref rest, out var frame))
            {
                isWhole = true;
                if (!await Handle(protocol.Protocol, conversation, frame.ToArray(), at, Send, stopping)) return;
            }
            if (rest.Length > protocol.LongestFrame)
            {
                await faults.Keep(protocol.Protocol, null, AddressOf(at), FaultWords.TooLong, rest.Slice(0, FrameFaults.MostKept).ToArray());
                return;
            }
            if (rest.Length < received.Buffer.Length && !isWhole) faults.Count(protocol.Protocol, FaultWords.Noise);
            pipe.Input.AdvanceTo(rest.Start, rest.End);
            if (received.IsCompleted) return;
            if (isWhole || rest.Length == 0) patience.CancelAfter(rest.Length == 0 ? LongestSilence : LongestFrameTime);
        }

        async ValueTask Send(byte[] answer) => await pipe.Output.WriteAsync(answer, stopping);
    }

    /// <summary>Understands one frame, stores what it reports, and answers.</summary>
    /// <returns>False when it could not be stored: what the conversation remembers of it did not happen, and it must end.</returns>
    public async Task<bool> Handle(DeviceProtocol protocol, IDeviceConversation conversation, byte[] frame, IPEndPoint? from, Func<byte[], ValueTask> send, CancellationToken ct)
    {
        var reading = conversation.Read(frame, clock.GetCurrentInstant());
        if (reading.Fault is { } fault) await faults.Keep(protocol, reading.DeviceNumber, AddressOf(from), Words<FrameFault>.Of(fault), frame);
        try
        {
            foreach (var told in reading.Reports)
            {
                var report = told.DeviceNumber == DeviceReport.Nameless ? WithNumber(told, from) : told;
                if (report.Type == SignalType.Heartbeat) watch.Note(report);
                else await intake.Take(report, frame, ct);
            }
        }
        catch (Exception failed) when (!ct.IsCancellationRequested)
        {
            log.LogError(failed, "A frame of {Protocol} could not be stored; its device is not answered and sends again", protocol);
            return false;
        }
        if (reading.Answer is { } answer) await send(answer);
        return true;
    }

    /// <summary>Devices that do not say who they are are told apart by their connections: two homes never share an incident.</summary>
    private static DeviceReport WithNumber(DeviceReport report, IPEndPoint? from) => report with { DeviceNumber = $"{DeviceReport.Nameless}{from}", From = AddressOf(from) };

    private static string AddressOf(IPEndPoint? from) => from?.Address.ToString() ?? "";

    /// <summary>The frames of reports that were stored within the last minutes.</summary>
    private List<byte[]> StoredFrames(IReadOnlyList<DeviceReport> reports)
    {
        var now = clock.GetCurrentInstant();
        var keys = reports.SelectMany(report => SignalIntake.KeysOf(report, now)).ToList();
        using var db = database.Read();
        return [.. db.DeviceSignals.Where(signal => keys.Contains(signal.Once)).OrderBy(signal => signal.Id).Select(signal => signal.Raw)];
    }

    /// <summary>Whether a device of that number is registered.</summary>
    public bool IsKnown(DeviceProtocol protocol, string number)
    {
        using var db = database.Read();
        return db.Devices.Any(device => device.Protocol == protocol && device.Number == number);
    }

    /// <summary>The key of a device as it is now; null when it has none or is not registered.</summary>
    public byte[]? KeyOf(DeviceProtocol protocol, string number)
    {
        using var db = database.Read();
        return db.Devices.AsNoTracking().Where(device => device.Protocol == protocol && device.Number == number).Select(device => device.KeyCipher).SingleOrDefault() is { } kept
            ? Convert.FromBase64String(cipher.Decrypt(kept)) : null;
    }
}
