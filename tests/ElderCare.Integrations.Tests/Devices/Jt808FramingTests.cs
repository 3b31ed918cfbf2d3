using ElderCare.Integrations.Devices;
using ElderCare.Integrations.Devices.Protocols.Jt808;
using NodaTime;

namespace ElderCare.Integrations.Tests.Devices;

public class Jt808FramingTests
{
    internal const string SosVector = "7e0200002e094027587492000a000000010000000a03083db7001329f3000000140000130412164952010400000012360a0002341502cb0c20085c107e";
    internal const string HeartbeatVector = "7e0002000004304832546500b7ca7e";

    private static readonly Jt808Protocol Protocol = new();
    private static readonly byte[] Sos = Convert.FromHexString(SosVector);
    private static readonly byte[] Heartbeat = Convert.FromHexString(HeartbeatVector);

    [Fact]
    public void The_public_escapes_are_undone_and_made()
    {
        var escaped = Convert.FromHexString("307d02087d0155");
        var plain = new byte[escaped.Length];
        Assert.Equal("307E087D55", Convert.ToHexString(plain, 0, Jt808Escaping.Unescape(escaped, plain)));
        Assert.Equal("7E307D02087D01557E", Convert.ToHexString(Jt808Escaping.Frame(Convert.FromHexString("307e087d55"))));
        Assert.Equal(5, Jt808Escaping.Unescape(escaped, escaped));
        foreach (var wrong in new[] { "7d", "7d00", "7d03", "017d7d01", "7d7e" }) Assert.Equal(-1, Jt808Escaping.Unescape(Convert.FromHexString(wrong), plain));
    }

    [Fact]
    public void Glued_frames_come_apart_wherever_the_network_cuts_them()
    {
        byte[] escaped = Jt808Frames.Build(0x0002, "012345678901", 0x7E7D, []);
        byte[] stream = [.. Sos, .. escaped, .. Heartbeat];
        byte[][] expected = [Sos, escaped, Heartbeat];
        for (var cut = 0; cut <= stream.Length; cut++) Assert.Equal(expected, SocketFeed.Frames(Protocol, stream[..cut], stream[cut..]));
        Assert.Equal(expected, SocketFeed.Frames(Protocol, SocketFeed.Bytes(stream)));
    }

    [Theory]
    [InlineData("00")]
    [InlineData("7e")]
    [InlineData("7e7e7e")]
    [InlineData("7e00")]
    [InlineData("007e7e00")]
    [InlineData("7e007e007e")]
    [InlineData("7e7d")]
    [InlineData("7e0200002e094027587492000a000000010000000a03083db7")]
    [InlineData("7e0002000004304832546500b7cb")]
    [InlineData("474554202f20485454502f312e310d0a0d0a")]
    public void Garbage_takes_no_frame_with_it(string garbage)
    {
        var noise = Convert.FromHexString(garbage);
        byte[] stream = [.. noise, .. Sos, .. noise, .. Heartbeat, .. noise, .. Sos];
        Gt06FramingTests.AssertAllRead(SocketFeed.Frames(Protocol, stream), Sos, Heartbeat, Sos);
        Gt06FramingTests.AssertAllRead(SocketFeed.Frames(Protocol, SocketFeed.Bytes(stream)), Sos, Heartbeat, Sos);
    }

    [Fact]
    public void A_delimiter_that_was_lost_takes_no_frame_with_it()
    {
        Assert.Equal([Heartbeat, Sos, Heartbeat], SocketFeed.Frames(Protocol, [.. Heartbeat[..^1], .. Sos[..^1], .. Heartbeat]));
        Assert.Equal([Heartbeat, Sos, Heartbeat], SocketFeed.Frames(Protocol, SocketFeed.Bytes([.. Heartbeat, .. Sos[1..], .. Heartbeat[1..]])));
    }

    [Fact]
    public void A_wrong_check_sum_is_told_and_not_answered()
    {
        for (var at = 1; at < Sos.Length - 1; at++)
        {
            byte[] wrong = [.. Sos];
            wrong[at] ^= 0x80;
            var reading = Protocol.Begin(_ => null).Read(wrong, Instant.MinValue);
            Assert.Equal(FrameFault.CheckSum, reading.Fault);
            Assert.Empty(reading.Reports);
            Assert.Null(reading.Answer);
            if (at is < 5 or > 10) Assert.Contains("9402758749", reading.DeviceNumber ?? "094027587492", StringComparison.Ordinal);
            Gt06FramingTests.AssertAllRead(SocketFeed.Frames(Protocol, [.. wrong, .. Heartbeat]), Heartbeat);
        }
    }

    [Fact]
    public void Nothing_longer_than_the_longest_frame_is_kept()
    {
        var feed = new SocketFeed(Protocol);
        Assert.Empty(feed.Receive([0x7E, .. new byte[50_000]]));
        Assert.Equal(0, feed.Waiting);
        Assert.Empty(feed.Receive([0x7E, .. new byte[50_000], 0x7E]));
        Assert.InRange(feed.Waiting, 0, 1);
        Assert.Contains(feed.Receive(Sos), frame => frame.AsSpan().SequenceEqual(Sos));
        Assert.Empty(feed.Receive(new byte[50_000]));
        Assert.Equal(0, feed.Waiting);
    }

    [Fact]
    public void The_longest_message_of_nothing_but_escapes_is_read()
    {
        var body = new byte[1023];
        Array.Fill(body, (byte)0x7E);
        var frame = Jt808Frames.Build(0x0900, "01234567890123456789", 0x7E7E, body);
        Assert.InRange(frame.Length, 2060, Protocol.LongestFrame);
        Assert.Equal([frame, Sos], SocketFeed.Frames(Protocol, [.. frame, .. Sos]));
        Assert.Null(Protocol.Begin(_ => null).Read(frame, Instant.MinValue).Fault);
    }
}
