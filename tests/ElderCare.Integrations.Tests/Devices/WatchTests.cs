using System.Text;
using ElderCare.Domain.Emergency;
using ElderCare.Integrations.Devices;
using ElderCare.Integrations.Devices.Protocols.Watch;
using NodaTime;
using static ElderCare.Integrations.Tests.Devices.ReceivedStream;

namespace ElderCare.Integrations.Tests.Devices;

/// <summary>What watches say, and what they are answered.</summary>
public class WatchTests
{
    public const string Sos = "[3G*6907919734*003e*AL_LTE,170525,214118,V,0,N,0,E,0,0,0,0,0,22,0,0,00010000,0,0,0]";
    public const string TakenOff = "[ZJ*014111001332708*0075*0064*AL,040418,052156,A,22.536207,N,113.938673,E,0,0,0,5,100,82,1000,50,00100000,1,255,460,0,9340,3663,35]";

    private static readonly Instant Now = Instant.FromUtc(2025, 5, 17, 21, 42);

    [Fact]
    public void APressedButtonIsACallForHelpWithoutAPlace()
    {
        var reading = Read(Sos);
        var report = Assert.Single(reading.Reports);
        Assert.Equal((SignalType.Sos, "6907919734", 22), (report.Type, report.DeviceNumber, report.BatteryPercent));
        Assert.Equal((null, null, false, false, false), (report.Latitude, report.Longitude, report.Stands, report.IsDelayed, report.IsProtected));
        Assert.Equal(Instant.FromUtc(2025, 5, 17, 21, 41, 18), report.OccurredAt);
        Assert.Equal(Duration.FromMinutes(5), report.SameWithin);
        Assert.Equal("[3G*6907919734*0002*AL]", Text(reading.Answer));
    }

    [Fact]
    public void AWatchThatCountsIsAnsweredWithItsCount()
    {
        var reading = Read(TakenOff);
        var report = Assert.Single(reading.Reports);
        Assert.Equal((SignalType.Removed, "014111001332708", 0x75L, 82), (report.Type, report.DeviceNumber, report.Sequence, report.BatteryPercent));
        Assert.Equal((22.536207, 113.938673), (report.Latitude, report.Longitude));
        Assert.Equal(Instant.FromUtc(2018, 4, 4, 5, 21, 56), report.OccurredAt);
        Assert.Equal("[ZJ*014111001332708*0075*0002*AL]", Text(reading.Answer));
    }

    [Theory]
    [InlineData("[SG*8800000015*0002*LK]", "[SG*8800000015*0002*LK]", null)]
    [InlineData("[3G*4700186508*000B*LK,0,10,100]", "[3G*4700186508*0002*LK]", 100)]
    [InlineData("[ZJ*014111001350304*0034*0009*LK,0,0,19]", "[ZJ*014111001350304*0034*0002*LK]", 19)]
    [InlineData("[3G*4700186508*0004*INIT]", "[3G*4700186508*0006*INIT,1]", null)]
    [InlineData("[3G*9705141740*0003*TKQ]", "[3G*9705141740*0003*TKQ]", null)]
    [InlineData("[3G*9705141740*0004*TKQ2]", "[3G*9705141740*0004*TKQ2]", null)]
    [InlineData("[3G*4700609403*0013*bphrt,120,79,73,,,,]", null, null)]
    [InlineData("[ZJ*357653059860416*0007*000c*BLOOD,109,68]", null, null)]
    public void ALinkCheckShowsThatItIsThere(string frame, string? answer, int? battery)
    {
        var reading = Read(frame);
        var report = Assert.Single(reading.Reports);
        Assert.Equal((SignalType.Heartbeat, battery, null), (report.Type, report.BatteryPercent, report.Detail));
        Assert.Equal(answer, Text(reading.Answer));
    }

    [Theory]
    [InlineData("00010000", SignalType.Sos)]
    [InlineData("00010001", SignalType.Sos)]
    [InlineData("FFFFFFFF", SignalType.Sos)]
    [InlineData("00200010", SignalType.Fall)]
    [InlineData("00400000", SignalType.Fall)]
    [InlineData("00300000", SignalType.Fall)]
    [InlineData("00100008", SignalType.Removed)]
    [InlineData("00120000", SignalType.Removed)]
    [InlineData("00020000", SignalType.LowBattery)]
    [InlineData("00000001", SignalType.Unknown)] // that the battery is low is no alarm
    [InlineData("00004000", SignalType.PowerFail)]
    [InlineData("00040000", SignalType.Status)]
    [InlineData("00080000", SignalType.Status)]
    [InlineData("00000000", SignalType.Unknown)]
    [InlineData("00000008", SignalType.Unknown)]
    [InlineData("0001", SignalType.Unknown)]
    [InlineData("0009", SignalType.Unknown)]
    [InlineData("xyz", SignalType.Unknown)]
    [InlineData("", SignalType.Unknown)]
    public void AnAlarmIsTheMostUrgentOfItsBits(string status, SignalType type)
    {
        foreach (var word in new[] { "AL", "AL_LTE", "AL_WCDMA", "ALCUSTOMER1" })
        {
            var reading = Read(Located(word, status));
            Assert.Equal(type, Assert.Single(reading.Reports).Type);
            Assert.Equal("[3G*6907919734*0002*AL]", Text(reading.Answer));
        }
    }

    [Theory]
    [InlineData("AL")]
    [InlineData("AL,")]
    [InlineData("AL,,,,,,,,,")]
    [InlineData("AL_LTE,170525")]
    public void AnAlarmThatSaysNothingElseIsAnAlarm(string content)
    {
        var reading = Read(WatchFrames.Build("3G", "6907919734", content));
        Assert.Equal(SignalType.Unknown, Assert.Single(reading.Reports).Type);
        Assert.Equal("[3G*6907919734*0002*AL]", Text(reading.Answer));
    }

    [Theory]
    [InlineData("UD", false)]
    [InlineData("UD2", true)]
    [InlineData("UD_LTE", false)]
    [InlineData("UD_WCDMA", false)]
    [InlineData("WT", false)]
    public void APositionIsNotAnsweredAndShowsThatItIsThere(string word, bool isDelayed)
    {
        var reading = Read(Located(word, "00000008", "A,36.815109,N,10.1792312,E"));
        var report = Assert.Single(reading.Reports);
        Assert.Equal((SignalType.Heartbeat, 36.815109, 10.1792312, 53, isDelayed), (report.Type, report.Latitude, report.Longitude, report.BatteryPercent, report.IsDelayed));
        Assert.Null(reading.Answer);
        Assert.Null(reading.Fault);
    }

    [Theory]
    [InlineData("A,22.5,N,113.9,E", 22.5, 113.9)]
    [InlineData("A,22.5,S,113.9,W", -22.5, -113.9)]
    [InlineData("A,-22.5,S,-113.9,W", -22.5, -113.9)]
    [InlineData("A,-22.5,,-113.9,", -22.5, -113.9)]
    [InlineData("A,48.949273,N, 4.3783060,E", 48.949273, 4.378306)]
    [InlineData("A,59.55285,N,016.66185,E", 59.55285, 16.66185)]
    [InlineData("V,22.5,N,113.9,E", null, null)]
    [InlineData("A,0,N,0,E", null, null)]
    [InlineData("A,0.0,N, 0.0000000,E", null, null)]
    [InlineData("A,91,N,113.9,E", null, null)]
    [InlineData("A,22.5,N,180.1,E", null, null)]
    [InlineData("A,,N,,E", null, null)]
    [InlineData("A,NaN,N,1e400,E", null, null)]
    public void APlaceIsOneWithAFixOnly(string place, double? north, double? east)
    {
        var report = Assert.Single(Read(Located("UD", "00000000", place)).Reports);
        Assert.Equal((north, east), (report.Latitude, report.Longitude));
    }

    [Fact]
    public void AnAlarmBitInAPositionIsAnAlarmThatStandsUntilItHasBeenGone()
    {
        var conversation = new WatchProtocol().Begin(_ => null);
        (SignalType Type, bool Stands)[] Said(string word, string status) =>
            [.. conversation.Read(Located(word, status), Now).Reports.Select(report => (report.Type, report.Stands))];

        Assert.Equal([(SignalType.Sos, false)], Said("UD", "00010000"));
        Assert.Equal([(SignalType.Sos, true)], Said("UD_LTE", "00010000"));
        conversation.Read(Bytes("[3G*6907919734*0002*LK]"), Now);
        Assert.Equal([(SignalType.Sos, true)], Said("UD", "00010000"));
        // The alarm itself is a press each time.
        Assert.Equal([(SignalType.Sos, false)], Said("AL", "00010000"));
        Assert.Equal([(SignalType.Sos, true)], Said("UD", "00010000"));
        Assert.Equal([(SignalType.Heartbeat, false)], Said("UD", "00000000"));
        Assert.Equal([(SignalType.Sos, false)], Said("UD", "00010000"));
        // A fall while the button's alarm stands is told beside it.
        Assert.Equal([(SignalType.Sos, true), (SignalType.Fall, false)], Said("UD", "00210000"));
        Assert.Equal([(SignalType.Sos, true)], Said("UD", "00210000"));
        // Another device on the same connection has its own alarm.
        Assert.False(conversation.Read(Bytes(Text(Located("UD", "00010000"))!.Replace("6907919734", "6907919735", StringComparison.Ordinal)), Now).Reports[0].Stands);
    }

    [Fact]
    public void AnAlarmFromTheDevicesMemoryIsDelayed()
    {
        var report = Assert.Single(Read(Located("UD2", "00010000")).Reports);
        Assert.Equal((SignalType.Sos, true), (report.Type, report.IsDelayed));
        Assert.False(Assert.Single(new WatchProtocol().Begin(_ => null).Read(Bytes(Sos), Now.Plus(Duration.FromMinutes(11))).Reports).IsDelayed); // how old is too old is the intake's to say
    }

    [Fact]
    public void AVoiceMessageIsUnescaped()
    {
        byte[] frame = [.. Bytes("[CS*1234567890*000e*TK,#!AMR"), .. Convert.FromHexString("7d017d027d037d047d05ff"), (byte)']'];
        Assert.Equal(frame, Assert.Single(Cut(new WatchProtocol(), frame)));
        Assert.Equal("7d5b5d2c2aff", Convert.ToHexStringLower(WatchEscapes.Remove(Convert.FromHexString("7d017d027d037d047d05ff"))));
        var report = Assert.Single(Read(frame).Reports);
        Assert.Equal((SignalType.Status, "TK 11"), (report.Type, report.Detail));
    }

    [Fact]
    public void EscapesGoThereAndBack()
    {
        byte[] all = [.. Enumerable.Range(0, 256).Select(one => (byte)one), 0x7D, 0x01, 0x7D];
        var escaped = WatchEscapes.Add(all);
        Assert.Equal(all, WatchEscapes.Remove(escaped));
        Assert.True(escaped.AsSpan().IndexOfAny("[],*"u8) < 0);
        Assert.Equal([0x7D, 0x06, 0x7D], WatchEscapes.Remove([0x7D, 0x06, 0x7D]));
    }

    [Fact]
    public void AnUnknownWordIsKeptByItsNameAndNotAnswered()
    {
        var reading = Read("[3G*8308406279*0010*ICCID,8986011234]");
        var report = Assert.Single(reading.Reports);
        Assert.Equal((SignalType.Status, "ICCID"), (report.Type, report.Detail));
        Assert.Null(reading.Answer);
    }

    [Fact]
    public void TheSameFrameIsTheSameReportAndAnyOtherIsAnother()
    {
        byte[][] frames =
        [
            Bytes(Sos), Located("AL", "00010000"), Located("AL", "00210000"), Located("AL", "00010000", time: "214119"), Located("UD", "00010000"),
            Bytes(TakenOff), Bytes(TakenOff.Replace("*0075*", "*0076*", StringComparison.Ordinal)), Bytes("[ZJ*014111001332708*0075*0002*LK]"),
            Bytes("[3G*4700186508*000B*LK,0,10,100]"), Bytes("[3G*4700186508*000A*LK,0,10,99]"), Bytes("[3G*4700186508*0002*AL]"),
        ];
        string Identity(byte[] frame) => Assert.Single(Read(frame).Reports).Identity;
        Assert.Equal(frames.Length, frames.Select(Identity).Distinct().Count());
        Assert.All(frames, frame => Assert.Equal(Identity(frame), Identity(frame)));
        Assert.NotEqual(Identity(Bytes(TakenOff)), Identity(Bytes(TakenOff.Replace("052156", "052159", StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[")]
    [InlineData("[3G*123")]
    [InlineData("AL,170525")]
    public void WhatHasNoHeadIsNoFrame(string frame)
    {
        var reading = Read(frame);
        Assert.Equal(FrameFault.Format, reading.Fault);
        Assert.Null(reading.Answer);
        Assert.Empty(reading.Reports);
    }

    private static byte[] Located(string word, string status, string place = "V,0,N,0,E", string time = "214118") =>
        WatchFrames.Build("3G", "6907919734", $"{word},170525,{time},{place},0,0,0,0,100,53,0,0,{status},0,0,0");

    private static FrameReading Read(string frame) => Read(Bytes(frame));

    private static FrameReading Read(byte[] frame) => new WatchProtocol().Begin(_ => null).Read(frame, Now);

    private static string? Text(byte[]? bytes) => bytes is null ? null : Encoding.ASCII.GetString(bytes);
}
