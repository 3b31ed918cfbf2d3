using System.Text;
using ElderCare.Domain.Emergency;
using ElderCare.Integrations.Devices;
using ElderCare.Integrations.Devices.Protocols.Jt808;
using NodaTime;

namespace ElderCare.Integrations.Tests.Devices;

public class Jt808ConversationTests
{
    private const string Number = "013912345678";
    private const string Number2019 = "00000000013912345678";

    private static readonly Instant Now = Instant.FromUtc(2026, 5, 6, 20, 8, 9);

    [Fact]
    public void The_public_alarm_is_a_call_for_help_and_is_answered()
    {
        var reading = Begin().Read(Convert.FromHexString(Jt808FramingTests.SosVector), Now);
        var report = Assert.Single(reading.Reports);
        Assert.Equal((DeviceProtocol.Jt808, "094027587492", SignalType.Sos, 10L), (report.Protocol, report.DeviceNumber, report.Type, report.Sequence));
        Assert.Equal((50.871735, -1.255923), (report.Latitude, report.Longitude));
        Assert.Equal(Instant.FromUtc(2013, 4, 12, 8, 49, 52), report.OccurredAt);
        Assert.Equal((false, false, "alarm bits 00000001"), (report.Stands, report.IsDelayed, report.Detail));
        Assert.Equal("7e800100050940275874920000000a0200005c7e", Convert.ToHexStringLower(reading.Answer!));
    }

    [Fact]
    public void The_public_heartbeat_is_answered_and_the_answers_are_counted()
    {
        var conversation = Begin();
        var reading = conversation.Read(Convert.FromHexString(Jt808FramingTests.HeartbeatVector), Now);
        Assert.Equal(("043048325465", SignalType.Heartbeat, 0xB7L), (Assert.Single(reading.Reports).DeviceNumber, reading.Reports[0].Type, reading.Reports[0].Sequence));
        Assert.Equal("7e80010005043048325465000000b70002004e7e", Convert.ToHexStringLower(reading.Answer!));
        Assert.Equal("7e80010005043048325465000100b70002004f7e", Convert.ToHexStringLower(conversation.Read(Convert.FromHexString(Jt808FramingTests.HeartbeatVector), Now).Answer!));
    }

    [Theory]
    [InlineData(Number)]
    [InlineData(Number2019)]
    public void A_device_registers_authenticates_and_beats_in_both_forms(string number)
    {
        var conversation = Begin();
        var registered = conversation.Read(Jt808Frames.Register(number, 7), Now);
        Assert.Equal((SignalType.Heartbeat, number), (Assert.Single(registered.Reports).Type, registered.Reports[0].DeviceNumber));
        Assert.Equal(Jt808Frames.Build(0x8100, number, 0, [0, 7, 0, .. Encoding.ASCII.GetBytes(number)]), registered.Answer);
        Assert.Equal(Jt808Frames.Build(0x8001, number, 1, [0, 8, 1, 2, 0]), conversation.Read(Jt808Frames.Authenticate(number, 8, number), Now).Answer);
        Assert.Equal(Jt808Frames.Build(0x8001, number, 2, [0, 9, 0, 2, 0]), conversation.Read(Jt808Frames.Heartbeat(number, 9), Now).Answer);
        var alarm = conversation.Read(Jt808Frames.Location(number, 10, Now, -30.5, 120.25, Jt808Frames.SosBit), Now);
        var report = Assert.Single(alarm.Reports);
        Assert.Equal((number, SignalType.Sos, -30.5, 120.25), (report.DeviceNumber, report.Type, report.Latitude, report.Longitude));
        Assert.Equal(Now, report.OccurredAt);
        Assert.Equal(Jt808Frames.Build(0x8001, number, 3, [0, 10, 2, 0, 0]), alarm.Answer);
    }

    [Fact]
    public void What_is_not_supported_is_told_and_answered_so_and_an_answer_is_not_answered()
    {
        var reading = Begin().Read(Jt808Frames.Build(0x0900, Number, 4, [1, 2, 3]), Now);
        Assert.Equal((SignalType.Status, "message 0900"), (Assert.Single(reading.Reports).Type, reading.Reports[0].Detail));
        Assert.Equal(Jt808Frames.Build(0x8001, Number, 0, [0, 4, 9, 0, 3]), reading.Answer);
        Assert.Null(Begin().Read(Jt808Frames.Build(0x0001, Number, 4, [0, 0, 0x81, 3, 0]), Now).Answer);
        Assert.Equal(SignalType.Status, Begin().Read(Jt808Frames.Build(0x0003, Number, 4, []), Now).Reports[0].Type);
    }

    [Theory]
    [InlineData(0u, SignalType.Heartbeat)]
    [InlineData(1u << 0, SignalType.Sos)]
    [InlineData(1u << 7, SignalType.LowBattery)]
    [InlineData(1u << 8, SignalType.PowerFail)]
    [InlineData((1u << 7) | 1u, SignalType.Sos, SignalType.LowBattery)]
    [InlineData((1u << 7) | (1u << 8), SignalType.PowerFail, SignalType.LowBattery)]
    [InlineData((1u << 4) | 1u, SignalType.Sos, SignalType.Status)]
    [InlineData(1u << 4, SignalType.Status)]
    [InlineData(1u << 28, SignalType.Tamper)]
    [InlineData(1u << 29, SignalType.Unknown)]
    [InlineData((1u << 29) | (1u << 7), SignalType.Unknown, SignalType.LowBattery)]
    [InlineData(uint.MaxValue, SignalType.Sos, SignalType.Tamper, SignalType.PowerFail, SignalType.LowBattery, SignalType.Status)]
    public void All_alarm_bits_are_told_the_most_urgent_first(uint alarms, params SignalType[] expected)
    {
        var reading = Begin().Read(Jt808Frames.Location(Number, 1, Now, 30, 120, alarms), Now);
        Assert.Equal(expected, reading.Reports.Select(report => report.Type));
        Assert.Equal(expected.Length, reading.Reports.Select(report => report.Identity).Distinct().Count());
    }

    [Fact]
    public void An_alarm_stands_until_its_bit_was_clear()
    {
        var conversation = Begin();
        ushort sequence = 0;
        IEnumerable<(SignalType, bool)> Told(uint alarms, string number = Number) =>
            conversation.Read(Jt808Frames.Location(number, ++sequence, Now, 30, 120, alarms), Now).Reports.Select(report => (report.Type, report.Stands));
        Assert.Equal([(SignalType.Heartbeat, false)], Told(0));
        Assert.Equal([(SignalType.Sos, false)], Told(1));
        Assert.Equal([(SignalType.Sos, true)], Told(1));
        conversation.Read(Jt808Frames.Heartbeat(Number, ++sequence), Now);
        Assert.Equal([(SignalType.Sos, true), (SignalType.LowBattery, false)], Told(1 | (1 << 7)));
        Assert.Equal([(SignalType.Sos, false)], Told(1, Number2019));
        Assert.Equal([(SignalType.LowBattery, true)], Told(1 << 7));
        Assert.Equal([(SignalType.Sos, false), (SignalType.LowBattery, true)], Told(1 | (1 << 7)));
        Assert.Equal([(SignalType.Unknown, false)], Told(1 << 29));
        Assert.Equal([(SignalType.Unknown, false)], Told((1 << 29) | (1 << 30)));
        Assert.Equal([(SignalType.Unknown, true)], Told(1 << 30));
        Assert.Equal([(SignalType.Sos, false)], Begin().Read(Jt808Frames.Location(Number, 50, Now, 30, 120, 1), Now).Reports.Select(report => (report.Type, report.Stands)));
    }

    [Fact]
    public void A_report_that_is_sent_again_is_the_same_report()
    {
        var conversation = Begin();
        DeviceReport Of(ushort sequence, Instant time) => Assert.Single(conversation.Read(Jt808Frames.Location(Number, sequence, time, 30, 120, 1), Now).Reports);
        var first = Of(1, Now);
        Assert.Equal(first, Of(1, Now));
        Assert.False(first.Stands);
        Assert.NotEqual(first.Identity, Of(2, Now).Identity);
        Assert.NotEqual(first.Identity, Of(1, Now - Duration.FromSeconds(1)).Identity);
        Assert.Null(first.SameWithin);
        Assert.Equal(Duration.FromMinutes(10), Of(3, Instant.FromUtc(2000, 1, 1, 0, 0, 0)).SameWithin);
        Assert.Equal(Duration.FromMinutes(10), conversation.Read(Jt808Frames.Heartbeat(Number, 4), Now).Reports[0].SameWithin);
    }

    [Fact]
    public void Each_location_of_a_batch_is_told_and_one_from_the_memory_is_late()
    {
        var earlier = Jt808Frames.LocationBody(Now - Duration.FromMinutes(20), 30, 120);
        var press = Jt808Frames.LocationBody(Now - Duration.FromMinutes(10), 30, 120, 1);
        foreach (var isResent in new[] { false, true })
        {
            var conversation = Begin();
            var reading = conversation.Read(Jt808Frames.Batch(Number, 5, isResent, earlier, press, press), Now);
            Assert.Equal([(SignalType.Heartbeat, false), (SignalType.Sos, false), (SignalType.Sos, true)], reading.Reports.Select(report => (report.Type, report.Stands)));
            Assert.All(reading.Reports, report => Assert.Equal(isResent, report.IsDelayed));
            Assert.Equal(3, reading.Reports.Select(report => report.Identity).Distinct().Count());
            Assert.Equal(Jt808Frames.Build(0x8001, Number, 0, [0, 5, 7, 4, 0]), reading.Answer);
            Assert.Equal(!isResent, conversation.Read(Jt808Frames.Location(Number, 6, Now, 30, 120, 1), Now).Reports[0].Stands);
        }
    }

    [Fact]
    public void A_batch_that_is_cut_short_tells_what_it_holds()
    {
        var body = Jt808Frames.BatchBody(true, Jt808Frames.LocationBody(Now, 30, 120), Jt808Frames.LocationBody(Now, 30, 120, 1));
        var reading = Begin().Read(Jt808Frames.Build(0x0704, Number, 5, body.AsSpan(..^20)), Now);
        Assert.Equal([SignalType.Heartbeat, SignalType.Sos], reading.Reports.Select(report => report.Type));
        for (var length = 0; length <= 5; length++)
        {
            reading = Begin().Read(Jt808Frames.Build(0x0704, Number, 5, body.AsSpan(..length)), Now);
            Assert.Equal((FrameFault.Format, Number), (reading.Fault, reading.DeviceNumber));
            Assert.Equal(Jt808Frames.Build(0x8001, Number, 0, [0, 5, 7, 4, 2]), reading.Answer);
        }
    }

    [Fact]
    public void Without_a_fix_or_a_real_time_there_is_none()
    {
        var body = Jt808Frames.LocationBody(Now, 30, 120, 1);
        body[7] = 0;
        foreach (var at in Enumerable.Range(22, 6)) body[at] = 0x1A;
        var report = Begin().Read(Jt808Frames.Build(0x0200, Number, 1, body), Now).Reports[0];
        Assert.Equal((SignalType.Sos, null, null, null), (report.Type, report.Latitude, report.Longitude, report.OccurredAt));
        Assert.Equal(Duration.FromMinutes(10), report.SameWithin);
    }

    [Fact]
    public void A_location_that_is_cut_short_is_told_only_when_it_is_an_alarm()
    {
        for (var length = 0; length < 28; length++)
        {
            var alarm = Begin().Read(Jt808Frames.Build(0x0200, Number, 1, Jt808Frames.LocationBody(Now, 30, 120, 1).AsSpan(..length)), Now);
            if (length < 4) Assert.Equal(FrameFault.Format, alarm.Fault);
            else Assert.Equal(SignalType.Sos, Assert.Single(alarm.Reports).Type);
            Assert.Equal(FrameFault.Format, Begin().Read(Jt808Frames.Build(0x0200, Number, 1, Jt808Frames.LocationBody(Now, 30, 120).AsSpan(..length)), Now).Fault);
        }
    }

    [Fact]
    public void A_number_that_is_none_silences_no_alarm()
    {
        const string wrong = "0139123456ab";
        var reading = Begin().Read(Jt808Frames.Location(wrong, 1, Now, 30, 120, 1), Now);
        Assert.Equal((wrong, SignalType.Sos), (Assert.Single(reading.Reports).DeviceNumber, reading.Reports[0].Type));
        foreach (var frame in new[] { Jt808Frames.Location(wrong, 1, Now, 30, 120), Jt808Frames.Heartbeat(wrong, 1), Jt808Frames.Register(wrong, 1) })
        {
            reading = Begin().Read(frame, Now);
            Assert.Equal((FrameFault.Format, wrong), (reading.Fault, reading.DeviceNumber));
            Assert.Equal(2, reading.Answer![^3]);
        }
    }

    [Fact]
    public void A_length_that_is_wrong_silences_no_alarm()
    {
        var alarm = WithWrongLength(Jt808Frames.Location(Number, 1, Now, 30, 120, 1));
        Assert.Equal(SignalType.Sos, Assert.Single(Begin().Read(alarm, Now).Reports).Type);
        Assert.Equal(FrameFault.Format, Begin().Read(WithWrongLength(Jt808Frames.Heartbeat(Number, 1)), Now).Fault);
        Gt06FramingTests.AssertAllRead(SocketFeed.Frames(new Jt808Protocol(), [.. alarm, .. Jt808Frames.Heartbeat(Number, 2)]), alarm, Jt808Frames.Heartbeat(Number, 2));
    }

    [Theory]
    [InlineData(0x04)]
    [InlineData(0x08)]
    [InlineData(0x10)]
    public void What_is_encrypted_is_never_confirmed(byte bit)
    {
        var frame = Jt808Frames.Location(Number, 1, Now, 30, 120, 1);
        frame[3] ^= bit;
        frame[^2] ^= bit;
        var reading = Begin().Read(frame, Now);
        Assert.Equal((FrameFault.Encryption, Number), (reading.Fault, reading.DeviceNumber));
        Assert.Empty(reading.Reports);
        Assert.Equal(Jt808Frames.Build(0x8001, Number, 0, [0, 1, 2, 0, 2]), reading.Answer);
    }

    private static byte[] WithWrongLength(byte[] frame)
    {
        frame[4] ^= 1;
        frame[^2] ^= 1;
        return frame;
    }

    private static IDeviceConversation Begin() => new Jt808Protocol().Begin(_ => null);
}
