using System.Security.Cryptography;
using System.Text;
using ElderCare.Domain.Emergency;
using ElderCare.Integrations.Devices;
using ElderCare.Integrations.Devices.Protocols.Dc09;
using NodaTime;
using static ElderCare.Integrations.Tests.Devices.ReceivedStream;

namespace ElderCare.Integrations.Tests.Devices;

/// <summary>Encrypted frames: only the key's holder is acknowledged, and only with a clock that is near.</summary>
public class Dc09EncryptionTests
{
    private const string PublishedAnswer = "D64A0052\"*ACK\"0101L0#1111[78A4E52C8D48B11530152B448276CB336526CD68A438AB5CD9B4997B3540621E";

    private static readonly Dc09Protocol Protocol = new();
    private static readonly byte[] Published = Encoding.ASCII.GetBytes("AAAAAAAAAAAAAAAA");
    private static readonly Instant Sent = Dc09FrameTests.SosTime;

    [Fact]
    public void ThePublishedFrameIsUnderstoodAndAcknowledgedWithItsKey()
    {
        var reading = Read(Bytes($"\n{Dc09FrameTests.Encrypted}\r"), Published, Sent.Plus(Duration.FromSeconds(1)));
        var report = Assert.Single(reading.Reports);
        Assert.Equal((SignalType.Sos, "1111", "1101 00 001"), (report.Type, report.DeviceNumber, report.Detail));
        Assert.True(report.IsProtected);
        Assert.Equal(Sent, report.OccurredAt);
        Assert.StartsWith("\"*ACK\"0101L0#1111[", Message(reading.Answer!), StringComparison.Ordinal);
        Assert.Equal("|]_14:12:05,09-25-2019", Opened(reading.Answer!, Published));
        Assert.Equal("|]_14:12:05,09-25-2019", Opened(Bytes($"\n{PublishedAnswer}\r"), Published));
        Assert.Equal(PublishedAnswer.Length + 2, reading.Answer!.Length);
    }

    [Theory]
    [InlineData(-20, true)]
    [InlineData(-21, false)]
    [InlineData(0, true)]
    [InlineData(40, true)]
    [InlineData(41, false)]
    [InlineData(86_400, false)]
    public void AClockThatIsFarOffIsToldTheTimeInsteadOfAnAcknowledgement(int secondsLater, bool isNear)
    {
        var now = Sent.Plus(Duration.FromSeconds(secondsLater));
        var reading = Read(Bytes($"\n{Dc09FrameTests.Encrypted}\r"), Published, now);
        if (isNear)
        {
            Assert.True(Assert.Single(reading.Reports).IsProtected);
            return;
        }
        Assert.Empty(reading.Reports);
        Assert.Equal((FrameFault.Clock, "1111"), (reading.Fault, reading.DeviceNumber));
        var time = now.ToString("HH:mm:ss,MM-dd-uuuu", null);
        Assert.Equal(Dc09Frames.Wrapped($"\"NAK\"0000R0L0A0[]_{time}"), reading.Answer);
    }

    [Fact]
    public void ARefusalHasTheFormThatOtherReceiversSend() =>
        Assert.Equal("\nE4410025\"NAK\"0000R0L0A0[]_16:20:01,09-24-2025\r", Encoding.ASCII.GetString(Read(Bytes($"\n{Dc09FrameTests.Encrypted}\r"), Published, Instant.FromUtc(2025, 9, 24, 16, 20, 1)).Answer!));

    [Fact]
    public void ATimeThatThereIsNotIsAWrongClock()
    {
        foreach (var time in new[] { "_25:00:00,09-25-2019", "_14:12:04,02-30-2019", "_14:12:04,13-01-2019", "_00:00:00,00-00-0000" })
        {
            byte[] content = [.. Bytes($"|#1234|1101 00 001]{time}")];
            content = [.. new byte[16 - (content.Length % 16)], .. content];
            Assert.Equal(FrameFault.Clock, Read(Dc09Frames.Wrapped($"\"*ADM-CID\"0001L0#1234[{Closed(content, Published)}"), Published, Sent).Fault);
        }
    }

    [Theory]
    [InlineData(16)]
    [InlineData(24)]
    [InlineData(32)]
    public void EveryLengthOfKeyGoesThereAndBack(int length)
    {
        var key = Key(length);
        for (var zone = 0; zone < 40; zone++)
        {
            var data = $"#1234|1101 00 {new string('1', zone)}";
            var frame = Dc09Frames.Encrypted(new Dc09Message { Id = "ADM-CID", Sequence = 7, Receiver = "1", Line = "2", Account = "1234", Data = data, Time = Sent }, key);
            Assert.Equal(frame, Assert.Single(Cut(Protocol, frame)));
            var reading = Read(frame, key, Sent);
            var report = Assert.Single(reading.Reports);
            Assert.Equal((SignalType.Sos, true, 7L), (report.Type, report.IsProtected, report.Sequence));
            Assert.StartsWith("\"*ACK\"0007R1L2#1234[", Message(reading.Answer!), StringComparison.Ordinal);
            Assert.Equal("|]_14:12:04,09-25-2019", Opened(reading.Answer!, key));
        }
    }

    [Theory]
    [InlineData(16)]
    [InlineData(24)]
    [InlineData(32)]
    public void AKeyThatDiffersInOneBitGetsNoAnswer(int length)
    {
        var key = Key(length);
        var frame = Dc09Frames.Encrypted(new Dc09Message { Id = "ADM-CID", Sequence = 7, Account = "1234", Data = "#1234|1101 00 001", Time = Sent }, key);
        for (var bit = 0; bit < 8 * length; bit++)
        {
            var other = key.ToArray();
            other[bit / 8] ^= (byte)(1 << (bit % 8));
            AssertUnreadable(Read(frame, other, Sent));
        }
    }

    [Fact]
    public void ABarAndABracketAtTheEndOfWhatAWrongKeyGivesAreNoMessage()
    {
        byte[] garbage = [.. Enumerable.Range(0, 62).Select(one => (byte)(128 + one)), .. "|]"u8];
        using var aes = Aes.Create();
        aes.Key = Key(16);
        var digits = Convert.ToHexString(aes.EncryptCbc(garbage, new byte[16], PaddingMode.None));
        AssertUnreadable(Read(Dc09Frames.Wrapped($"\"*ADM-CID\"0007L0#1234[{digits}"), Key(16), Sent));
    }

    [Fact]
    public void ADeviceWithoutAKeyOrWithOneOfNoLengthGetsNoAnswer()
    {
        var frame = Bytes($"\n{Dc09FrameTests.Encrypted}\r");
        AssertUnreadable(Read(frame, null, Sent), "1111");
        AssertUnreadable(Read(frame, new byte[15], Sent), "1111");
        AssertUnreadable(Read(frame, [], Sent), "1111");
    }

    [Theory]
    [InlineData("")]
    [InlineData("AB")]
    [InlineData("A73EEEE037B902F0AB14CD55D5CBB8F")]
    [InlineData("G73EEEE037B902F0AB14CD55D5CBB8F7")]
    [InlineData("#1111|1101 00 001]_14:12:04,09-25-2019")]
    public void WhatIsNotHexadecimalOfWholeBlocksGetsNoAnswer(string content) =>
        AssertUnreadable(Read(Dc09Frames.Wrapped($"\"*ADM-CID\"0001L0#1111[{content}"), Published, Sent), "1111");

    [Fact]
    public void LowerCaseDigitsAndAClosingBracketAreReadToo()
    {
        var message = Dc09FrameTests.Encrypted[8..];
        var digits = message[(message.IndexOf('[') + 1)..];
        foreach (var variant in new[] { message.Replace(digits, digits.ToLowerInvariant(), StringComparison.Ordinal), message + "]" })
        {
            Assert.Equal(SignalType.Sos, Assert.Single(Read(Dc09Frames.Wrapped(variant), Published, Sent).Reports).Type);
        }
    }

    [Fact]
    public void ThePaddingMayBeAnyBytesOrNone()
    {
        // 0xC3 alone is no UTF-8: a receiver that reads text before the bar loses the frame.
        foreach (var pad in new byte[][] { [], [0xC3, 0x28, 0xFF, 0x00], [0x0D, 0x0A, 0x80] })
        {
            byte[] content = [.. pad, .. "|#1111|1101 00 001]"u8, .. "_14:12:04,09-25-2019"u8];
            content = [.. content, .. new byte[(16 - (content.Length % 16)) % 16]];
            var reading = Read(Dc09Frames.Wrapped($"\"*ADM-CID\"0101L0#1111[{Closed(content, Published)}"), Published, Sent);
            Assert.Equal(SignalType.Sos, Assert.Single(reading.Reports).Type);
        }
    }

    [Fact]
    public void AnEncryptedFrameWithoutATimeIsHeardButCountsNoMoreThanAPlainOne()
    {
        var reading = Read(Dc09Frames.Encrypted(new Dc09Message { Id = "ADM-CID", Sequence = 1, Account = "1234", Data = "#1234|1101 00 001" }, Published), Published, Sent);
        Assert.False(Assert.Single(reading.Reports).IsProtected);
        Assert.StartsWith("\"*ACK\"", Message(reading.Answer!), StringComparison.Ordinal);
    }

    [Fact]
    public void ALinkTestIsEncryptedToo()
    {
        var reading = Read(Dc09Frames.Encrypted(new Dc09Message { Id = "NULL", Sequence = 0, Account = "1234", Time = Sent }, Published), Published, Sent);
        Assert.Equal((SignalType.Heartbeat, true), (reading.Reports[0].Type, reading.Reports[0].IsProtected));
        Assert.Equal("|]_14:12:04,09-25-2019", Opened(reading.Answer!, Published));
    }

    [Fact]
    public void APlainFrameOfADeviceThatHasAKeyIsHeardAndMarked()
    {
        var reading = Read(Bytes($"\n{Dc09FrameTests.Sos}\r"), Published, Sent);
        Assert.False(Assert.Single(reading.Reports).IsProtected);
        Assert.Equal("\n1BC10012\"ACK\"0001L0#1234[]\r", Encoding.ASCII.GetString(reading.Answer!));
    }

    [Fact]
    public void TheSameFrameEncryptedAgainIsTheSameReport()
    {
        var message = new Dc09Message { Id = "ADM-CID", Sequence = 7, Account = "1234", Data = "#1234|1101 00 001", Time = Sent };
        var identities = Enumerable.Range(0, 3).Select(_ => Read(Dc09Frames.Encrypted(message, Published), Published, Sent).Reports[0].Identity);
        Assert.Single(identities.Distinct());
    }

    private static FrameReading Read(byte[] frame, byte[]? key, Instant now) => Protocol.Begin(_ => key).Read(frame, now);

    private static void AssertUnreadable(FrameReading reading, string account = "1234")
    {
        Assert.Equal((FrameFault.Encryption, account), (reading.Fault, reading.DeviceNumber));
        Assert.Empty(reading.Reports);
        Assert.Null(reading.Answer);
    }

    private static byte[] Key(int length) => [.. Enumerable.Range(1, length).Select(one => (byte)(one * 7))];

    private static string Message(byte[] frame) => Encoding.ASCII.GetString(frame)[9..^1];

    /// <summary>Decrypts with the framework alone, and takes the padding off.</summary>
    private static string Opened(byte[] frame, byte[] key)
    {
        var message = Message(frame);
        using var aes = Aes.Create();
        aes.Key = key;
        var plain = Encoding.Latin1.GetString(aes.DecryptCbc(Convert.FromHexString(message[(message.IndexOf('[') + 1)..]), new byte[16], PaddingMode.None));
        var bar = plain.IndexOf('|');
        Assert.InRange(bar, 1, 16);
        return plain[bar..];
    }

    private static string Closed(byte[] content, byte[] key)
    {
        using var aes = Aes.Create();
        aes.Key = key;
        return Convert.ToHexString(aes.EncryptCbc(content, new byte[16], PaddingMode.None));
    }
}
