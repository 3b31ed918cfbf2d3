using System.Diagnostics;
using ElderCare.Integrations.Devices;
using ElderCare.Integrations.Devices.Protocols.Gt06;
using NodaTime;

namespace ElderCare.Integrations.Tests.Devices;

public class Gt06FramingTests
{
    internal const string LoginVector = "78780d01086471700328358100093f040d0a";
    internal const string SosVector = "7878241617070a150e24ca01fba0040780e177005c0001720253360027db6204e40400004bf1e90d0a";
    internal const string HeartbeatVector = "78780a130604ea04000006bc8a0d0a";

    private static readonly Gt06Protocol Protocol = new();
    private static readonly byte[] Login = Convert.FromHexString(LoginVector);
    private static readonly byte[] Sos = Convert.FromHexString(SosVector);
    private static readonly byte[] Heartbeat = Convert.FromHexString(HeartbeatVector);

    [Fact]
    public void Glued_frames_come_apart_wherever_the_network_cuts_them()
    {
        byte[] stream = [.. Login, .. Sos, .. Heartbeat];
        byte[][] expected = [Login, Sos, Heartbeat];
        for (var cut = 0; cut <= stream.Length; cut++) Assert.Equal(expected, SocketFeed.Frames(Protocol, stream[..cut], stream[cut..]));
        Assert.Equal(expected, SocketFeed.Frames(Protocol, SocketFeed.Bytes(stream)));
    }

    [Theory]
    [InlineData("00")]
    [InlineData("0d0a0d0a")]
    [InlineData("78")]
    [InlineData("7878")]
    [InlineData("787878")]
    [InlineData("7979")]
    [InlineData("7979ffff")]
    [InlineData("7878ff")]
    [InlineData("787804")]
    [InlineData("78780500")]
    [InlineData("7878050d0a")]
    [InlineData("79797878")]
    [InlineData("474554202f20485454502f312e310d0a0d0a")]
    public void Garbage_takes_no_frame_with_it(string garbage)
    {
        var noise = Convert.FromHexString(garbage);
        byte[] stream = [.. noise, .. Login, .. noise, .. Sos, .. noise, .. Heartbeat];
        AssertAllRead(SocketFeed.Frames(Protocol, stream), Login, Sos, Heartbeat);
        AssertAllRead(SocketFeed.Frames(Protocol, SocketFeed.Bytes(stream)), Login, Sos, Heartbeat);
    }

    [Fact]
    public void A_length_that_is_wrong_takes_no_following_frame_with_it()
    {
        for (var length = 0; length <= byte.MaxValue; length++)
        {
            byte[] wrong = [.. Login];
            wrong[2] = (byte)length;
            AssertAllRead(SocketFeed.Frames(Protocol, [.. wrong, .. Sos, .. Heartbeat]), Sos, Heartbeat);
            AssertAllRead(SocketFeed.Frames(Protocol, SocketFeed.Bytes([.. wrong, .. Sos, .. Heartbeat])), Sos, Heartbeat);
        }
    }

    [Fact]
    public void A_false_length_that_ends_where_a_following_frame_ends_does_not_swallow_it()
    {
        byte[] wrong = [0x79, 0x79, 0, 0, .. Login];
        wrong[3] = (byte)(wrong.Length - 6 + Sos.Length);
        AssertAllRead(SocketFeed.Frames(Protocol, [.. wrong, .. Sos]), Login, Sos);
    }

    [Fact]
    public void A_frame_of_the_greatest_length_is_read()
    {
        var random = new Random(7);
        var content = new byte[ushort.MaxValue - 5];
        random.NextBytes(content);
        var frame = Gt06Frames.Build(0x94, content, 5);
        Assert.Equal(Protocol.LongestFrame, frame.Length);
        Assert.Equal([frame, Sos], SocketFeed.Frames(Protocol, [.. frame, .. Sos]));
        Assert.Equal([frame, Sos], SocketFeed.Frames(Protocol, frame.Chunk(1460).Append(Sos)));
    }

    [Fact]
    public void A_wrong_check_sum_is_told_and_not_answered()
    {
        for (var at = 3; at < Sos.Length - 2; at++)
        {
            byte[] wrong = [.. Sos];
            wrong[at] ^= 0x10;
            var conversation = Protocol.Begin(_ => null);
            conversation.Read(Login, Instant.MinValue);
            var reading = conversation.Read(wrong, Instant.MinValue);
            Assert.Equal(FrameFault.CheckSum, reading.Fault);
            Assert.Equal("864717003283581", reading.DeviceNumber);
            Assert.Empty(reading.Reports);
            Assert.Null(reading.Answer);
        }
    }

    [Theory]
    [InlineData(-3)]
    [InlineData(-2)]
    [InlineData(3)]
    public void A_frame_whose_firmware_counts_wrong_is_read_where_its_check_sum_is_right(int error)
    {
        // The check sum is made over the wrong length, as such firmware does; the content holds an end of a line.
        var frame = WithWrongLength(Gt06Frames.Build(0x16, [23, 7, 10, 0x0D, 0x0A, 36, .. new byte[20], 0x20, 4, 4, 1, 0], 9), error);
        var frames = SocketFeed.Frames(Protocol, [.. Login, .. frame, .. Heartbeat]);
        AssertAllRead(frames, Login, frame, Heartbeat);
        Assert.Null(Protocol.Begin(_ => null).Read(frame, Instant.MinValue).Fault);
    }

    [Fact]
    public void Bytes_made_to_be_slow_are_not()
    {
        var false79 = Enumerable.Repeat(new byte[] { 0x79, 0x79, 0xFF, 0xF0 }, 20_000).SelectMany(one => one).ToArray();
        var lines = Enumerable.Repeat(new byte[] { 0x78, 0x78, 0x05, 0x0D, 0x0A }, 20_000).SelectMany(one => one).ToArray();
        var clock = Stopwatch.StartNew();
        foreach (var noise in new[] { false79, lines }) AssertAllRead(SocketFeed.Frames(Protocol, [.. noise, .. Sos]), Sos);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void What_cannot_begin_a_frame_is_not_kept()
    {
        var feed = new SocketFeed(Protocol);
        Assert.Empty(feed.Receive(new byte[100_000]));
        Assert.Equal(0, feed.Waiting);
        Assert.Empty(feed.Receive([1, 2, 3, 0x78]));
        Assert.Equal(1, feed.Waiting);
    }

    [Fact]
    public void A_broken_frame_without_an_end_does_not_hold_up_what_follows()
    {
        foreach (var length in new[] { 10, 600, 100_000 })
        {
            byte[] stream = [0x78, 0x78, 0x05, .. new byte[length], .. Sos];
            AssertAllRead(SocketFeed.Frames(Protocol, stream), Sos);
            AssertAllRead(SocketFeed.Frames(Protocol, stream.Chunk(1000)), Sos);
            var feed = new SocketFeed(Protocol);
            feed.Receive(stream[..^Sos.Length]);
            Assert.InRange(feed.Waiting, 0, 512);
        }
    }

    internal static void AssertAllRead(List<byte[]> frames, params byte[][] expected)
    {
        var at = -1;
        foreach (var frame in expected)
        {
            at = frames.FindIndex(at + 1, one => one.AsSpan().SequenceEqual(frame));
            Assert.True(at >= 0, $"{Convert.ToHexString(frame)} is not among {string.Join(", ", frames.Select(Convert.ToHexString))}.");
        }
    }

    private static byte[] WithWrongLength(byte[] frame, int error)
    {
        frame[2] = (byte)(frame[2] + error);
        var sum = 0xFFFF;
        foreach (var one in frame[2..^4])
        {
            sum ^= one;
            for (var bit = 0; bit < 8; bit++) sum = (sum & 1) == 0 ? sum >> 1 : (sum >> 1) ^ 0x8408;
        }
        sum ^= 0xFFFF;
        (frame[^4], frame[^3]) = ((byte)(sum >> 8), (byte)(sum & 0xFF));
        return frame;
    }
}
