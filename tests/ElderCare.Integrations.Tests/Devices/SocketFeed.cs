using System.Buffers;
using ElderCare.Integrations.Devices;

namespace ElderCare.Integrations.Tests.Devices;

/// <summary>Gives bytes to a framer as a socket would, in the pieces in which they come, and keeps what it leaves.</summary>
internal sealed class SocketFeed(IDeviceProtocol protocol)
{
    private readonly List<byte[]> _waiting = [];

    public long Waiting => _waiting.Sum(piece => (long)piece.Length);

    /// <summary>All frames of some pieces, which come one after the other.</summary>
    public static List<byte[]> Frames(IDeviceProtocol protocol, params IEnumerable<byte[]> pieces)
    {
        var feed = new SocketFeed(protocol);
        return [.. pieces.SelectMany(feed.Receive)];
    }

    /// <summary>Each byte alone.</summary>
    public static IEnumerable<byte[]> Bytes(byte[] stream) => stream.Select(one => new[] { one });

    /// <summary>What the framer cuts off when another piece has come.</summary>
    public List<byte[]> Receive(byte[] piece)
    {
        if (piece.Length > 0) _waiting.Add(piece);
        var received = Sequence(_waiting);
        var frames = new List<byte[]>();
        for (var before = received.Length; protocol.TryReadFrame(ref received, out var frame); before = received.Length)
        {
            Assert.True(received.Length < before, "The framer stood still.");
            Assert.InRange(frame.Length, 1, protocol.LongestFrame);
            frames.Add(frame.ToArray());
        }
        _waiting.Clear();
        foreach (var rest in received)
        {
            if (!rest.IsEmpty) _waiting.Add(rest.ToArray());
        }
        return frames;
    }

    private static ReadOnlySequence<byte> Sequence(List<byte[]> pieces)
    {
        if (pieces.Count == 0) return ReadOnlySequence<byte>.Empty;
        var first = new Piece(pieces[0], 0);
        var last = first;
        foreach (var piece in pieces.Skip(1)) last = last.Followed(piece);
        return new(first, 0, last, last.Memory.Length);
    }

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(byte[] bytes, long before) => (Memory, RunningIndex) = (bytes, before);

        public Piece Followed(byte[] bytes)
        {
            var next = new Piece(bytes, RunningIndex + Memory.Length);
            Next = next;
            return next;
        }
    }
}
