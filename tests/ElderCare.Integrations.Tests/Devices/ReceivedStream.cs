using System.Buffers;
using System.Text;
using ElderCare.Integrations.Devices;

namespace ElderCare.Integrations.Tests.Devices;

/// <summary>Bytes that arrive in pieces, each piece a segment of its own, and the frames that a protocol cuts from them.</summary>
internal sealed class ReceivedStream(IDeviceProtocol protocol)
{
    private byte[] _left = [];

    public List<byte[]> Frames { get; } = [];

    public List<string> Texts => [.. Frames.Select(Encoding.Latin1.GetString)];

    public int Left => _left.Length;

    public static List<byte[]> Cut(IDeviceProtocol protocol, params byte[][] pieces)
    {
        var stream = new ReceivedStream(protocol);
        foreach (var piece in pieces) stream.Arrive(piece);
        return stream.Frames;
    }

    public static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);

    public void Arrive(params byte[] piece)
    {
        var received = Joined(_left, piece);
        while (true)
        {
            var before = received.Length;
            if (!protocol.TryReadFrame(ref received, out var frame)) break;
            Assert.True(received.Length < before, "a frame was read, but nothing was taken");
            Assert.True(frame.Length > 0);
            Frames.Add(frame.ToArray());
        }
        _left = received.ToArray();
    }

    private static ReadOnlySequence<byte> Joined(byte[] first, byte[] second)
    {
        if (first.Length == 0) return new ReadOnlySequence<byte>(second);
        var start = new Segment(first, 0);
        var end = new Segment(second, first.Length);
        start.Link(end);
        return new ReadOnlySequence<byte>(start, 0, end, second.Length);
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(byte[] bytes, long index) => (Memory, RunningIndex) = (bytes, index);

        public void Link(Segment next) => Next = next;
    }
}
