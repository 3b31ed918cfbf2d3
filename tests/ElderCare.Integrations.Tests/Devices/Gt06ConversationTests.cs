using ElderCare.Domain.Emergency;
using ElderCare.Integrations.Devices;
using ElderCare.Integrations.Devices.Protocols.Gt06;
using NodaTime;

namespace ElderCare.Integrations.Tests.Devices;

public class Gt06ConversationTests
{
    private const string Imei = "864717003283581";

    private static readonly Instant Now = Instant.FromUtc(2026, 5, 6, 7, 8, 9);

    [Fact]
    public void The_public_login_binds_the_connection_and_is_answered()
    {
        var reading = Read(Begin(), Gt06FramingTests.LoginVector);
        var report = Assert.Single(reading.Reports);
        Assert.Equal((DeviceProtocol.Gt06, Imei, SignalType.Heartbeat, 9L), (report.Protocol, report.DeviceNumber, report.Type, report.Sequence));
        Assert.Equal("78780501000955940D0A", Convert.ToHexString(reading.Answer!));
    }

    [Fact]
    public void The_public_alarm_is_a_call_for_help_although_its_alarm_byte_says_something_else()
    {
        var reading = Read(SignedIn(), Gt06FramingTests.SosVector);
        var report = Assert.Single(reading.Reports);
        Assert.Equal((Imei, SignalType.Sos, 0x4BL, 50), (report.DeviceNumber, report.Type, report.Sequence, report.BatteryPercent));
        Assert.Equal(Instant.FromUtc(2023, 7, 10, 21, 14, 36), report.OccurredAt);
        Assert.Equal(18.482, report.Latitude!.Value, 3);
        Assert.Equal(-69.937, report.Longitude!.Value, 3);
        Assert.Equal("terminal information 62, alarm 04", report.Detail);
        Assert.Equal("78780516004B3D120D0A", Convert.ToHexString(reading.Answer!));
        Assert.Null(reading.Fault);
    }

    [Fact]
    public void The_public_heartbeat_is_answered()
    {
        var reading = Read(SignedIn(), Gt06FramingTests.HeartbeatVector);
        var report = Assert.Single(reading.Reports);
        Assert.Equal((SignalType.Heartbeat, 6L, 50, false), (report.Type, report.Sequence, report.BatteryPercent, report.Stands));
        Assert.Equal("7878051300069D4E0D0A", Convert.ToHexString(reading.Answer!));
    }

    [Theory]
    [InlineData(0x00, 0x00, SignalType.Heartbeat)]
    [InlineData(0x20, 0x00, SignalType.Sos)]
    [InlineData(0x00, 0x01, SignalType.Sos)]
    [InlineData(0x20, 0x0E, SignalType.Sos, SignalType.LowBattery)]
    [InlineData(0x18, 0x01, SignalType.Sos, SignalType.LowBattery)]
    [InlineData(0x10, 0x01, SignalType.Sos, SignalType.PowerFail)]
    [InlineData(0x20, 0x23, SignalType.Sos, SignalType.Fall)]
    [InlineData(0x20, 0x77, SignalType.Sos)]
    [InlineData(0x00, 0x02, SignalType.PowerFail)]
    [InlineData(0x00, 0x0F, SignalType.LowBattery)]
    [InlineData(0x00, 0x19, SignalType.LowBattery)]
    [InlineData(0x00, 0x13, SignalType.Tamper)]
    [InlineData(0x00, 0x25, SignalType.Tamper)]
    [InlineData(0x00, 0x32, SignalType.Tamper)]
    [InlineData(0x00, 0x0C, SignalType.Tamper)]
    [InlineData(0x00, 0x18, SignalType.Removed)]
    [InlineData(0x00, 0x23, SignalType.Fall)]
    [InlineData(0x00, 0x77, SignalType.Unknown)]
    [InlineData(0x28, 0x00, SignalType.Unknown)]
    [InlineData(0x18, 0x77, SignalType.Unknown, SignalType.LowBattery)]
    public void All_that_an_alarm_packet_says_is_told_the_most_urgent_first(byte information, byte alarm, params SignalType[] expected)
    {
        foreach (var number in new byte[] { 0x16, 0x26, 0x27 })
        {
            var reading = SignedIn().Read(Gt06Frames.Alarm(3, Now, 30.25, 120.1, alarm, information, 3, number), Now);
            Assert.Equal(expected, reading.Reports.Select(report => report.Type));
            Assert.All(reading.Reports, report => Assert.Equal((Now, 25, 30.25, 120.1), (report.OccurredAt, report.BatteryPercent, Math.Round(report.Latitude!.Value, 5), Math.Round(report.Longitude!.Value, 5))));
            Assert.Equal(expected.Length, reading.Reports.Select(report => report.Identity).Distinct().Count());
            Assert.NotNull(reading.Answer);
        }
    }

    [Theory]
    [InlineData("01cc00247c000e4f")]
    [InlineData("0901cc00247c000e4f")]
    [InlineData("0801cc00247c000e4f")]
    [InlineData("81cc0000247c000e4f")]
    [InlineData("00e800247c000e4f")]
    [InlineData("000000000000000000")]
    [InlineData("0b01cc00247c000e4f0000")]
    public void The_status_is_found_behind_each_form_of_the_mobile_cell(string cell)
    {
        byte[] content = [26, 5, 6, 7, 8, 9, 0xC8, .. new byte[11], .. Convert.FromHexString(cell), 0x00, 5, 4, 1, 2];
        var report = Assert.Single(SignedIn().Read(Gt06Frames.Build(0x26, content, 1), Now).Reports);
        Assert.Equal((SignalType.Sos, 75), (report.Type, report.BatteryPercent));
        Assert.Null(report.Latitude);
    }

    [Fact]
    public void An_alarm_packet_that_is_cut_short_is_still_an_alarm()
    {
        for (var length = 0; length < 25; length++)
        {
            var reading = SignedIn().Read(Gt06Frames.Build(0x16, new byte[length], 1), Now);
            Assert.Equal(SignalType.Unknown, Assert.Single(reading.Reports).Type);
            Assert.NotNull(reading.Answer);
        }
        Assert.Equal(SignalType.Unknown, Assert.Single(SignedIn().Read(Gt06Frames.Build(0xA4, [1, 2], 1), Now).Reports).Type);
    }

    [Fact]
    public void Before_its_login_a_device_is_heard_only_when_it_calls_for_help()
    {
        var conversation = Begin();
        Assert.Equal(FrameFault.NotSignedIn, conversation.Read(Gt06Frames.Heartbeat(1), Now).Fault);
        Assert.Equal(FrameFault.NotSignedIn, conversation.Read(Gt06Frames.Location(1, Now, 30, 120), Now).Fault);
        foreach (var frame in new[] { Gt06Frames.Alarm(2, Now, 30, 120), Gt06Frames.Heartbeat(2, Gt06Frames.SosInformation) })
        {
            var reading = conversation.Read(frame, Now);
            Assert.Equal(("-", SignalType.Sos), (Assert.Single(reading.Reports).DeviceNumber, reading.Reports[0].Type));
            Assert.NotNull(reading.Answer);
            Assert.Null(reading.Fault);
        }
    }

    [Fact]
    public void Two_devices_without_a_name_are_never_taken_for_one()
    {
        var one = Assert.Single(Begin().Read(Gt06Frames.Alarm(2, Now, 30.1, 120), Now).Reports);
        var other = Assert.Single(Begin().Read(Gt06Frames.Alarm(2, Now, 30.2, 120), Now).Reports);
        Assert.NotEqual(one.Identity, other.Identity);
    }

    [Fact]
    public void The_button_in_heartbeats_is_one_press_until_it_is_released()
    {
        var conversation = SignedIn();
        Assert.Equal([(SignalType.Heartbeat, false)], Told(conversation, Gt06Frames.Heartbeat(1)));
        Assert.Equal([(SignalType.Sos, false)], Told(conversation, Gt06Frames.Heartbeat(2, Gt06Frames.SosInformation)));
        Assert.Equal([(SignalType.Sos, false)], Told(conversation, Gt06Frames.Heartbeat(2, Gt06Frames.SosInformation)));
        Assert.Equal([(SignalType.Sos, true)], Told(conversation, Gt06Frames.Heartbeat(3, Gt06Frames.SosInformation)));
        Assert.Equal([(SignalType.Heartbeat, false)], Told(conversation, Gt06Frames.Location(4, Now, 30, 120)));
        Assert.Equal([(SignalType.Sos, true)], Told(conversation, Gt06Frames.Heartbeat(5, Gt06Frames.SosInformation)));
        // A packet of its own is a press of its own.
        Assert.Equal([(SignalType.Sos, false)], Told(conversation, Gt06Frames.Alarm(6, Now, 30, 120)));
        Assert.Equal([(SignalType.Sos, true)], Told(conversation, Gt06Frames.Heartbeat(7, Gt06Frames.SosInformation)));
        Assert.Equal([(SignalType.Heartbeat, false)], Told(conversation, Gt06Frames.Heartbeat(8)));
        Assert.Equal([(SignalType.Sos, false)], Told(conversation, Gt06Frames.Heartbeat(9, Gt06Frames.SosInformation)));
        conversation.Read(Gt06Frames.Login(Imei, 10), Now);
        Assert.Equal([(SignalType.Sos, false)], Told(conversation, Gt06Frames.Heartbeat(11, Gt06Frames.SosInformation)));
    }

    [Fact]
    public void Heartbeats_tell_of_power_too()
    {
        Assert.Equal([(SignalType.LowBattery, false)], Told(SignedIn(), Gt06Frames.Heartbeat(1, 3 << 3)));
        Assert.Equal([(SignalType.PowerFail, false)], Told(SignedIn(), Gt06Frames.Heartbeat(1, 2 << 3)));
        Assert.Equal([(SignalType.Heartbeat, false)], Told(SignedIn(), Gt06Frames.Heartbeat(1, 1 << 3)));
        int?[] percents = [0, 5, 10, 25, 50, 75, 100, null];
        for (byte level = 0; level < percents.Length; level++)
        {
            Assert.Equal(percents[level], SignedIn().Read(Gt06Frames.Heartbeat(1, 0, level), Now).Reports[0].BatteryPercent);
        }
    }

    [Fact]
    public void The_same_report_has_the_same_identity_and_another_has_not()
    {
        DeviceReport Of(byte[] frame) => SignedIn().Read(frame, Now).Reports[0];
        var report = Of(Gt06Frames.Alarm(2, Now, 30, 120));
        Assert.Equal(report.Identity, Of(Gt06Frames.Alarm(2, Now, 30, 120)).Identity);
        Assert.NotEqual(report.Identity, Of(Gt06Frames.Alarm(3, Now, 30, 120)).Identity);
        Assert.NotEqual(report.Identity, Of(Gt06Frames.Alarm(2, Now + Duration.FromSeconds(1), 30, 120)).Identity);
        Assert.NotEqual(report.Identity, Of(Gt06Frames.Alarm(2, Now, 30, 120, number: 0x16)).Identity);
        Assert.Null(report.SameWithin);
        Assert.Equal(Duration.FromMinutes(10), Of(Gt06Frames.Heartbeat(2)).SameWithin);
        // A clock that begins anew with every battery tells no two presses apart.
        Assert.Equal(Duration.FromMinutes(10), Of(Gt06Frames.Alarm(2, Instant.FromUtc(2000, 1, 1, 0, 0, 9), 30, 120)).SameWithin);
    }

    [Fact]
    public void A_location_is_a_heartbeat_with_a_place_and_may_come_late()
    {
        foreach (var (latitude, longitude) in new[] { (30.25, 120.5), (-30.25, -120.5) })
        {
            var report = Assert.Single(SignedIn().Read(Gt06Frames.Location(2, Now, latitude, longitude, isResent: true), Now).Reports);
            Assert.Equal((SignalType.Heartbeat, latitude, longitude, true), (report.Type, report.Latitude, report.Longitude, report.IsDelayed));
        }
        Assert.False(SignedIn().Read(Gt06Frames.Location(2, Now, 30, 120), Now).Reports[0].IsDelayed);
        foreach (var number in new byte[] { 0x10, 0x11, 0x12, 0x37 })
        {
            Assert.Equal(SignalType.Heartbeat, SignedIn().Read(Gt06Frames.Build(number, [26, 13, 1, 0, 0, 0], 2), Now).Reports[0].Type);
        }
    }

    [Fact]
    public void Any_other_packet_is_acknowledged_under_its_own_number_in_both_forms()
    {
        foreach (var isLong in new[] { false, true })
        {
            var reading = SignedIn().Read(Gt06Frames.Build(0x94, [0, 1, 2], 0x1234, isLong), Now);
            Assert.Equal((SignalType.Status, "packet 94"), (Assert.Single(reading.Reports).Type, reading.Reports[0].Detail));
            Assert.Equal(Gt06Frames.Build(0x94, [], 0x1234), reading.Answer);
        }
        Assert.Equal(SignalType.Sos, SignedIn().Read(Gt06Frames.Build(0x26, Gt06Frames.Alarm(1, Now, 30, 120).AsSpan(4..^6), 1, isLong: true), Now).Reports[0].Type);
    }

    [Fact]
    public void A_login_that_names_nobody_leaves_the_connection_without_a_device()
    {
        var conversation = SignedIn();
        var reading = conversation.Read(Gt06Frames.Build(0x01, [0x08, 0x64, 0x71, 0x7A, 0, 0, 0, 0], 1), Now);
        Assert.Equal((FrameFault.Format, "0864717a00000000"), (reading.Fault, reading.DeviceNumber));
        Assert.Null(reading.Answer);
        Assert.Equal("-", conversation.Read(Gt06Frames.Alarm(2, Now, 30, 120), Now).Reports[0].DeviceNumber);
        Assert.Equal(FrameFault.Format, Begin().Read(Gt06Frames.Build(0x01, [8, 6], 1), Now).Fault);
        // Sixteen digits, and more content behind the number.
        Assert.Equal("1864717003283581", Begin().Read(Gt06Frames.Build(0x01, Convert.FromHexString("186471700328358100010203"), 1), Now).Reports[0].DeviceNumber);
    }

    private static IDeviceConversation Begin() => new Gt06Protocol().Begin(_ => null);

    private static IDeviceConversation SignedIn()
    {
        var conversation = Begin();
        conversation.Read(Gt06Frames.Login(Imei, 1), Now);
        return conversation;
    }

    private static FrameReading Read(IDeviceConversation conversation, string hex) => conversation.Read(Convert.FromHexString(hex), Now);

    private static IEnumerable<(SignalType, bool)> Told(IDeviceConversation conversation, byte[] frame) =>
        conversation.Read(frame, Now).Reports.Select(report => (report.Type, report.Stands));
}
