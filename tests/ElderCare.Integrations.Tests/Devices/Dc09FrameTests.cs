using System.Buffers;
using System.Globalization;
using System.Text;
using ElderCare.Domain.Emergency;
using ElderCare.Integrations.Devices;
using ElderCare.Integrations.Devices.Protocols.Dc09;
using NodaTime;
using static ElderCare.Integrations.Tests.Devices.ReceivedStream;

namespace ElderCare.Integrations.Tests.Devices;

/// <summary>Frames of panels in the field, and how a stream is cut into them.</summary>
public class Dc09FrameTests
{
    public const string Sos = "170A003B\"ADM-CID\"0001L0#1234[#1234|1101 00 001]_14:12:04,09-25-2019";
    public const string Encrypted = "145A0076\"*ADM-CID\"0101L0#1111[A73EEEE037B902F0AB14CD55D5CBB8F74A10A59EDF98D6E78C4064400EB458A5189B710B7B14FAAF84AE576D2B3CBE12";

    public static readonly Instant SosTime = Instant.FromUtc(2019, 9, 25, 14, 12, 4);

    private static readonly Dc09Protocol Protocol = new();
    private static readonly byte[] Key = "AAAAAAAAAAAAAAAA"u8.ToArray();

    [Theory]
    [InlineData("96ED0016\"SIA-DCS\"0001L0#1234[]", "1BC10012\"ACK\"0001L0#1234[]", "1234", SignalType.Heartbeat, null)]
    [InlineData("F4D20029\"SIA-DCS\"0001RF3L77#1234[#1234|NRR|Atest]", "61DB0016\"ACK\"0001RF3L77#1234[]", "1234", SignalType.Status, "RR test")]
    [InlineData("EA740027\"NULL\"0000L0#1409[]_20:38:07,08-27-2026", "59890012\"ACK\"0000L0#1409[]", "1409", SignalType.Heartbeat, null)]
    [InlineData("BFE9003B\"SIA-DCS\"1661L0#0000[#0000|Nri0/RP0000]_12:39:48,12-22-2021", "8EEC0012\"ACK\"1661L0#0000[]", "0000", SignalType.Heartbeat, "RP0000 ri0")]
    [InlineData("57150047\"ADM-CID\"0247R4F39L4F39#4F39[#4F39|3401 01 057]", "2081001A\"ACK\"0247R4F39L4F39#4F39[]", "4F39", SignalType.Status, "3401 01 057")]
    [InlineData("5B090059\"SIA-DCS\"0004L0#1111[#1111|Nri1/PA501][X006E07.7777777][Y49N06.6666666]_20:45:46,04-22-2021", "B2840012\"ACK\"0004L0#1111[]", "1111", SignalType.Sos, "PA501 ri1")]
    [InlineData(Sos, "1BC10012\"ACK\"0001L0#1234[]", "1234", SignalType.Sos, "1101 00 001")]
    public void AFrameOfTheFieldIsUnderstoodAndAnsweredAsItsPanelWants(string frame, string answer, string account, SignalType type, string? detail)
    {
        var reading = Read(frame);
        var report = Assert.Single(reading.Reports);
        Assert.Null(reading.Fault);
        Assert.Equal($"\n{answer}\r", Encoding.ASCII.GetString(reading.Answer!));
        Assert.Equal((account, type, detail), (report.DeviceNumber, report.Type, report.Detail));
        Assert.Equal(DeviceProtocol.Dc09, report.Protocol);
        Assert.False(report.IsProtected);
        Assert.Equal(Duration.FromMinutes(10), report.SameWithin);
    }

    [Fact]
    public void TheReceiverAndTheSequenceAreRead()
    {
        var report = Assert.Single(Read("BFE9003B\"SIA-DCS\"1661L0#0000[#0000|Nri0/RP0000]_12:39:48,12-22-2021").Reports);
        Assert.Equal(1661, report.Sequence);
        Assert.Equal(Instant.FromUtc(2021, 12, 22, 12, 39, 48), report.OccurredAt);
    }

    [Fact]
    public void APositionIsReadFromExtendedData()
    {
        var report = Assert.Single(Read("5B090059\"SIA-DCS\"0004L0#1111[#1111|Nri1/PA501][X006E07.7777777][Y49N06.6666666]_20:45:46,04-22-2021").Reports);
        Assert.Equal(49.1111111, report.Latitude!.Value, 7);
        Assert.Equal(6.1296296, report.Longitude!.Value, 7);
    }

    [Fact]
    public void AWrongCheckSumIsMetWithSilenceButNamesItsDevice()
    {
        var reading = Read("87CD0037\"ADM-CID\"9876R579BDFL789ABC#12345A[#12345A|1110 00 129]_14:12:04,09-25-2011");
        Assert.Equal((FrameFault.CheckSum, "12345A"), (reading.Fault, reading.DeviceNumber));
        Assert.Empty(reading.Reports);
        Assert.Null(reading.Answer);
    }

    [Theory]
    [InlineData("\"SIA-DCS\"0001L[#0000|Nri0/RP0000]", "\"ACK\"0001L[]", "0000")]
    [InlineData("\"SIA-DCS\"0001L0[#00AB|Nri0/PA0000]", "\"ACK\"0001L0[]", "00AB")]
    [InlineData("\"ADM-CID\"0001L0[1101 00 001]", "\"ACK\"0001L0[]", "-")]
    [InlineData("\"NULL\"0000R1L0#[#0000|0000 00 000]", "\"ACK\"0000R1L0#[]", "0000")]
    [InlineData("\"NULL\"0001L0[]", "\"ACK\"0001L0[]", "-")]
    public void WhatIsMissingInAFrameIsMissingInTheAnswerToo(string message, string answer, string account)
    {
        var reading = Read(Wrapped(message));
        Assert.Equal(Dc09Frames.Wrapped(answer), reading.Answer);
        Assert.Equal(account, Assert.Single(reading.Reports).DeviceNumber);
    }

    [Fact]
    public void ABinaryCheckSumIsAcceptedAndAnsweredInItsForm()
    {
        // Among so many check sums are some with a line feed or a carriage return in them.
        var odd = 0;
        for (var sequence = 0; sequence < 3000; sequence++)
        {
            var message = $"\"ADM-CID\"{sequence:D4}L0#1234[#1234|1101 00 {sequence * 7919 % 1000:D3}]";
            var frame = Dc09Frames.Wrapped(message, binaryCheckSum: true);
            if (frame[1..3].Any(one => one is 0x0A or 0x0D)) odd++;
            var cut = Assert.Single(Cut(Protocol, frame));
            Assert.Equal(frame, cut);
            var reading = Read(cut);
            Assert.Equal(SignalType.Sos, Assert.Single(reading.Reports).Type);
            Assert.Equal(Dc09Frames.Wrapped($"\"ACK\"{sequence:D4}L0#1234[]", binaryCheckSum: true), reading.Answer);
        }
        Assert.True(odd > 10, odd.ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public void ALowerCaseCheckSumIsOneToo() => Assert.Equal(SignalType.Sos, Assert.Single(Read(Sos.Replace("170A003B", "170a003b", StringComparison.Ordinal)).Reports).Type);

    [Theory]
    [InlineData("0000")]
    [InlineData("FFFF")]
    [InlineData("0059")]
    [InlineData("00 3B")]
    [InlineData("03b")]
    [InlineData("0zzz")]
    [InlineData("")]
    public void AWrongLengthRejectsNoAlarm(string length)
    {
        var frame = Framed(Sos.Replace("003B", length, StringComparison.Ordinal));
        var reading = Read(Assert.Single(Cut(Protocol, frame)));
        Assert.Equal(SignalType.Sos, Assert.Single(reading.Reports).Type);
        Assert.Equal("\n1BC10012\"ACK\"0001L0#1234[]\r", Encoding.ASCII.GetString(reading.Answer!));
    }

    [Fact]
    public void AnUnknownKindOfMessageIsRefused()
    {
        var reading = Read(Wrapped("\"FBI-SF\"0001L0#1234[#1234|1101 00 001]"));
        Assert.Equal(FrameFault.Format, reading.Fault);
        Assert.Equal("\n251F0012\"DUH\"0001L0#1234[]\r", Encoding.ASCII.GetString(reading.Answer!));
    }

    [Theory]
    [InlineData("ACK")]
    [InlineData("*ACK")]
    [InlineData("NAK")]
    [InlineData("DUH")]
    [InlineData("RSP")]
    public void AnAnswerIsNeverAnswered(string id)
    {
        var reading = Read(Wrapped($"\"{id}\"0001L0#1234[]"));
        Assert.Equal(FrameFault.Format, reading.Fault);
        Assert.Null(reading.Answer);
    }

    [Theory]
    [InlineData("\"ADM-CID")]
    [InlineData("\"\"0001L0[]")]
    [InlineData("\"*\"0001L0[]")]
    [InlineData("\"ADM-CID\"0001L0#1234")]
    [InlineData("\"ADM-CID\"00 1L0#1234[]")]
    public void AMessageOfNoFormIsMetWithSilence(string message)
    {
        var reading = Read(Wrapped(message));
        Assert.Equal(FrameFault.Format, reading.Fault);
        Assert.Null(reading.Answer);
    }

    [Fact]
    public void AFrameIsReadAtEveryPlaceWhereItMayBeCutInTwo()
    {
        foreach (var frame in new[] { Framed(Sos), Framed(Encrypted), Dc09Frames.Wrapped("\"NULL\"0001L0[]", binaryCheckSum: true) })
        {
            for (var at = 0; at <= frame.Length; at++) Assert.Equal(frame, Assert.Single(Cut(Protocol, frame[..at], frame[at..])));
            Assert.Equal(frame, Assert.Single(Cut(Protocol, [.. frame.Select(one => new[] { one })])));
        }
    }

    [Fact]
    public void FramesThatComeTogetherAreReadOneAfterTheOther()
    {
        var glued = Bytes($"\n{Sos}\r\0\n{Encrypted}\r\0\0\r\n\n{Sos}\r\n");
        byte[][] expected = [Framed(Sos), Framed(Encrypted), Framed(Sos)];
        for (var at = 0; at <= glued.Length; at++) Assert.Equal(expected, Cut(Protocol, glued[..at], glued[at..]));
        Assert.Equal(expected, Cut(Protocol, [.. glued.Select(one => new[] { one })]));
    }

    [Theory]
    [InlineData("garbage without any sense")]
    [InlineData("\0\0\0\r\r ")]
    [InlineData("12")]
    [InlineData("12345678")]
    [InlineData("\n\n\n")]
    [InlineData("\r\n")]
    [InlineData("\n170A003B\"ADM-CID\"0001L0#1234[#12")]
    [InlineData("\n17")]
    [InlineData("\nAB")]
    [InlineData("\nAB00")]
    public void AnAlarmBehindGarbageIsRead(string garbage)
    {
        var stream = Bytes($"{garbage}\n{Sos}\r");
        for (var at = 0; at <= stream.Length; at++) Assert.Equal(Framed(Sos), Cut(Protocol, stream[..at], stream[at..])[^1]);
    }

    [Fact]
    public void AFrameThatLostItsEndIsReadWhenTheNextBegins() =>
        Assert.Equal([$"\n{Sos}", $"\n{Encrypted}\r"], Cut(Protocol, Bytes($"\n{Sos}\n{Encrypted}\r")).Select(Encoding.ASCII.GetString));

    [Fact]
    public void AFrameWithoutItsLineFeedIsRead() => Assert.Equal(Bytes($"{Sos}\r"), Assert.Single(Cut(Protocol, Bytes($"{Sos}\r"))));

    [Fact]
    public void ADatagramWithoutDelimitersIsRead()
    {
        foreach (var datagram in new[] { Sos, $"\n{Sos}", $"{Sos}\r", $"\n{Sos}\r\0", $"\n{Sos}\r\n" })
        {
            Assert.Equal("\n1BC10012\"ACK\"0001L0#1234[]\r", Encoding.ASCII.GetString(Read(Bytes(datagram)).Answer!));
        }
    }

    [Fact]
    public void SpeechOfAnotherProtocolIsCutAndRefusedWithoutAnAnswer()
    {
        var frames = Cut(Protocol, Bytes("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"), Framed(Sos));
        Assert.Equal(2, frames.Count);
        Assert.Equal(FrameFault.Format, Read(frames[0]).Fault);
        Assert.Equal(Framed(Sos), frames[1]);
    }

    [Fact]
    public void GarbageOfAnyLengthIsPassedOverInTimeThatGrowsWithIt()
    {
        foreach (var garbage in new[] { "\n", "\n1", "\n12345678", "\nAB0012\"", "x", "\0", "\r", "\n12345678\"" })
        {
            var stream = Bytes(string.Concat(Enumerable.Repeat(garbage, 1_000_000 / garbage.Length)) + $"\n{Sos}\r");
            Assert.Equal(Framed(Sos), Cut(Protocol, stream)[^1]);
        }
    }

    private static byte[] Framed(string frame) => Bytes($"\n{frame}\r");

    private static byte[] Wrapped(string message) => Dc09Frames.Wrapped(message);

    private static FrameReading Read(string frame) => Read(Framed(frame));

    private static FrameReading Read(byte[] frame) => Protocol.Begin(_ => Key).Read(frame, SosTime);
}
