using System.Text;
using ElderCare.Domain.Emergency;
using ElderCare.Integrations.Devices.Protocols.Watch;
using NodaTime;
using static ElderCare.Integrations.Tests.Devices.ReceivedStream;

namespace ElderCare.Integrations.Tests.Devices;

/// <summary>How a stream is cut into watch frames, whatever length they say they have.</summary>
public class WatchFrameTests
{
    private static readonly WatchProtocol Protocol = new();
    private static readonly string Bracketed = Built("UD,120623,140020,A,48.949273,N, 4.3783060,E,18.56,43.8,0.0,12,100,76,226120,0,00000000,2,255,204,8,3110,55025,146,5,BangingWifi,34:a1:ed:e1:a9:4f,-71,[LG_Wall-Mount A/C]e725,66:a1:ed:e1:e7:25,-82,15.0");

    [Fact]
    public void A_frame_that_does_not_say_whose_it_is_is_somebodys()
    {
        var reading = Protocol.Begin(_ => null).Read("[3G**0002*AL]"u8.ToArray(), Instant.FromUtc(2026, 5, 6, 20, 8));
        Assert.Equal((DeviceReport.Nameless, SignalType.Unknown), (Assert.Single(reading.Reports).DeviceNumber, reading.Reports[0].Type));
        Assert.Equal("[3G**0002*AL]"u8.ToArray(), reading.Answer);
    }

    [Fact]
    public void AFrameIsReadAtEveryPlaceWhereItMayBeCutInTwo()
    {
        foreach (var frame in new[] { WatchTests.Sos, WatchTests.TakenOff, "[SG*8800000015*0002*LK]", "[ZJ*357653059860416*0007*0004*DEAD]", Bracketed })
        {
            var bytes = Bytes(frame);
            for (var at = 0; at <= bytes.Length; at++) Assert.Equal(frame, Assert.Single(Texts(bytes[..at], bytes[at..])));
            Assert.Equal(frame, Assert.Single(Texts([.. bytes.Select(one => new[] { one })])));
        }
    }

    [Fact]
    public void FramesThatComeTogetherAreReadOneAfterTheOther()
    {
        string[] frames = ["[3G*9705141740*0009*LK,0,0,53]", Bracketed, "[3G*9705141740*0003*TKQ]", WatchTests.Sos, WatchTests.TakenOff];
        foreach (var between in new[] { "", "\r\n", "\0", " " })
        {
            var glued = Bytes(string.Join(between, frames));
            for (var at = 0; at <= glued.Length; at++) Assert.Equal(frames, Texts(glued[..at], glued[at..]));
            Assert.Equal(frames, Texts([.. glued.Select(one => new[] { one })]));
        }
    }

    [Theory]
    [InlineData("0000")]
    [InlineData("0001")]
    [InlineData("003D")]
    [InlineData("0FFF")]
    [InlineData("ffff")]
    [InlineData("zzzz")]
    [InlineData("12")]
    [InlineData("FFFFFFFF")]
    public void AWrongLengthRejectsNoAlarm(string length)
    {
        var frame = WatchTests.Sos.Replace("*003e*", $"*{length}*", StringComparison.Ordinal);
        Assert.Equal([frame], Texts(Bytes(frame)));
        Assert.Equal([frame, frame], Texts(Bytes(frame + frame)));
        Assert.Equal([frame], Texts([.. Bytes(frame).Select(one => new[] { one })]));
        var reading = Protocol.Begin(_ => null).Read(Bytes(frame), Instant.FromUtc(2025, 5, 17, 21, 42));
        Assert.Equal(SignalType.Sos, Assert.Single(reading.Reports).Type);
        Assert.Equal("[3G*6907919734*0002*AL]", Encoding.ASCII.GetString(reading.Answer!));
    }

    [Theory]
    [InlineData("AL,170525,214118,V,0,N,0,E,0,0,0,0,0,22,0,0,00010000,0,0,0,1,a]b,00:11,-70")]
    [InlineData("AL,170525,214118,V,0,N,0,E,0,0,0,0,0,22,0,0,00010000,0,0,0,1,a[b,00:11,-70")]
    [InlineData("AL,170525,214118,V,0,N,0,E,0,0,0,0,0,22,0,0,00010000,0,0,0,1,[],00:11,-70,2,]x[,00:12,-70")]
    public void BracketsInTheNameOfANetworkEndNothing(string content)
    {
        var frame = Built(content);
        Assert.Equal([frame, WatchTests.Sos], Texts(Bytes(frame + WatchTests.Sos)));
        // Where the length is wrong too, the alarm is heard all the same, and so is what comes behind.
        foreach (var length in new[] { "0001", "0fff" })
        {
            var frames = Texts(Bytes($"[3G*6907919734*{length}*{content}]{WatchTests.Sos}"));
            Assert.StartsWith("[3G*6907919734*" + length, frames[0], StringComparison.Ordinal);
            Assert.Contains("00010000", frames[0], StringComparison.Ordinal);
            Assert.Equal(WatchTests.Sos, frames[^1]);
        }
    }

    [Fact]
    public void AnAlarmWithAWrongLengthAndAnOpenBracketIsHeardAtOnce()
    {
        var frame = "[3G*6907919734*0001*AL,170525,214118,V,0,N,0,E,0,0,0,0,0,22,0,0,00010000,0,0,0,1,a[b,00:11,-70]";
        Assert.Equal([frame], Texts(Bytes(frame)));
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("]]]")]
    [InlineData("[")]
    [InlineData("[[[")]
    [InlineData("[3G")]
    [InlineData("[3G*")]
    [InlineData("[3G*6907919734*")]
    [InlineData("[3G*6907919734*00")]
    [InlineData("[3G*6907919734*0100*")]
    [InlineData("[3G*6907919734*0100*AL,1705")]
    [InlineData("[ZJ*6907919734*0100*0100*UD,[[")]
    [InlineData("GET / HTTP/1.1\r\n\r\n")]
    public void AnAlarmBehindGarbageIsRead(string garbage)
    {
        var stream = Bytes(garbage + WatchTests.Sos);
        for (var at = 0; at <= stream.Length; at++) Assert.Equal(WatchTests.Sos, Texts(stream[..at], stream[at..])[^1]);
    }

    [Fact]
    public void AFrameThatLostItsEndIsReadWhenTheNextBegins()
    {
        var broken = WatchTests.Sos[..^1];
        Assert.Equal([broken, WatchTests.TakenOff], Texts(Bytes(broken + WatchTests.TakenOff)));
        var report = Assert.Single(Protocol.Begin(_ => null).Read(Bytes(broken), Instant.FromUtc(2025, 5, 17, 21, 42)).Reports);
        Assert.Equal((SignalType.Sos, 22), (report.Type, report.BatteryPercent));
    }

    [Fact]
    public void AFrameThatLostItsEndTakesNoAlarmAlongWhereItsLengthFits()
    {
        // Its length ends at the alarm's closing bracket.
        var broken = $"[3G*6907919734*{"UD,1".Length + WatchTests.Sos.Length - 1:x4}*UD,1";
        Assert.Equal([broken, WatchTests.Sos], Texts(Bytes(broken + WatchTests.Sos)));
    }

    [Fact]
    public void TextWithoutAnEndIsGivenUpButSoundIsWaitedFor()
    {
        var text = new ReceivedStream(Protocol);
        text.Arrive(Bytes("[3G*6907919734*0100*UD," + new string('x', 70_000)));
        Assert.Equal(0, text.Left);
        text.Arrive(Bytes(WatchTests.Sos));
        Assert.Equal(WatchTests.Sos, text.Texts[^1]);

        var voice = new ReceivedStream(Protocol);
        voice.Arrive(Bytes("[3G*6907919734*ffff*TK,#!AMR" + new string('x', 200_000)));
        voice.Arrive((byte)']');
        Assert.Equal(200_029, Assert.Single(voice.Frames).Length);
    }

    [Fact]
    public void GarbageOfAnyLengthIsPassedOverInTimeThatGrowsWithIt()
    {
        foreach (var garbage in new[] { "[", "]", "x", "[3", "[3G*", "[3G*1*", "[3G*1*0000*", "[3G*1*ffff*TK,", "[3G*1*ffff*TK,]", "[3G*1*ffff*a]b", "[3G*1*ffff*TK,[" })
        {
            var stream = Bytes(string.Concat(Enumerable.Repeat(garbage, 1_000_000 / garbage.Length)) + WatchTests.Sos);
            Assert.Equal(WatchTests.Sos, Encoding.ASCII.GetString(Cut(Protocol, stream)[^1]));
        }
    }

    private static string Built(string content) => Encoding.ASCII.GetString(WatchFrames.Build("3G", "6907919734", content));

    private static List<string> Texts(params byte[][] pieces) => [.. Cut(Protocol, pieces).Select(Encoding.ASCII.GetString)];
}
