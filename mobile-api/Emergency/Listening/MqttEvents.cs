using System.Buffers;
using System.Text.Json;
using ElderCare.Domain.Emergency;
using ElderCare.MobileApi.Devices;
using MQTTnet;
using MQTTnet.Protocol;
using NodaTime;

namespace ElderCare.MobileApi.Emergency.Listening;

/// <summary>The events that devices publish: which topics are theirs, and how one is stored before anything is acknowledged.</summary>
internal sealed class MqttEvents(SignalIntake intake, DeviceWatch watch, FrameFaults faults, IClock clock)
{
    private const string Prefix = "devices/";
    private const string Events = "/events";
    private const string Acks = "/acks";

    /// <summary>Where all devices publish.</summary>
    public const string AllEvents = $"{Prefix}+{Events}";

    /// <summary>Where a device is answered.</summary>
    public static string AcksOf(string number) => $"{Prefix}{number}{Acks}";

    /// <summary>Where a device publishes.</summary>
    public static string EventsOf(string number) => $"{Prefix}{number}{Events}";

    /// <summary>The device of a topic of events; null for another topic.</summary>
    public static string? NumberOf(string topic) => topic.StartsWith(Prefix, StringComparison.Ordinal) && topic.EndsWith(Events, StringComparison.Ordinal) && topic.Length > Prefix.Length + Events.Length
        ? topic[Prefix.Length..^Events.Length] : null;

    /// <summary>
    /// Stores what a device has published. The number of its topic holds, whatever the body says: only the topic has been checked.
    /// </summary>
    /// <returns>Whether it was an event, which is then on disk, and the message to its topic of acknowledgements; what is none is kept as it came.</returns>
    public async Task<MqttTaken> Take(string number, ReadOnlySequence<byte> payload, string address, CancellationToken ct)
    {
        var raw = payload.ToArray();
        if (DeviceEventBody.ReadWhatCanBe(raw) is not { } told)
        {
            await faults.Keep(DeviceProtocol.Mqtt, number, address, FaultWords.Body, raw);
            return new(false, null);
        }
        var report = (told with { DeviceNumber = number }).Report(DeviceProtocol.Mqtt, clock.GetCurrentInstant());
        if (report.Type == SignalType.Heartbeat)
        {
            watch.Note(report);
            return new(true, null);
        }
        var receipt = await intake.Take(report, raw, ct);
        var answer = new { report.Sequence, receipt.EventId, receipt.Duplicate };
        return new(true, new MqttApplicationMessageBuilder().WithTopic(AcksOf(number)).WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce)
            .WithPayload(JsonSerializer.SerializeToUtf8Bytes(answer, Json.Options)).Build());
    }
}

/// <summary>What became of a publication.</summary>
/// <param name="IsEvent">Whether it could be read; else it must not be acknowledged.</param>
/// <param name="Answer">For the device's topic of acknowledgements; null where none is due.</param>
internal sealed record MqttTaken(bool IsEvent, MqttApplicationMessage? Answer);
