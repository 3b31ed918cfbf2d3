using System.Buffers;

namespace ElderCare.Integrations.Devices.Protocols.Dc09;

/// <summary>
/// Cuts DC-09 frames from a stream: from a line feed to a carriage return. Zeros and what else stands between frames is passed over.
/// A frame that lost its end stops where the next begins, and one that lost its line feed is known by its head,
/// so that a broken frame never takes the alarm behind it along.
/// </summary>
internal static class Dc09Framer
{
    /// <summary>The bytes that tell a head: a line feed, eight digits, a quotation mark.</summary>
    private const int HeadLength = 1 + Dc09Heads.TextLength + 1;

    public static bool TryRead(ref ReadOnlySequence<byte> received, out ReadOnlySequence<byte> frame)
    {
        var reader = new SequenceReader<byte>(received);
        while (ToStart(ref reader))
        {
            var start = reader.Position;
            if (!ToEnd(ref reader, out var hasHead))
            {
                received = received.Slice(start);
                frame = default;
                return false;
            }
            frame = received.Slice(start, reader.Position);
            if (!hasHead && IsBlank(frame)) continue;
            received = received.Slice(reader.Position);
            return true;
        }
        received = received.Slice(reader.Position);
        frame = default;
        return false;
    }

    /// <summary>Goes to what may begin a frame; false when there is nothing such.</summary>
    private static bool ToStart(ref SequenceReader<byte> reader)
    {
        reader.AdvancePastAny((byte)0, Dc09Frames.CarriageReturn, (byte)' ');
        if (reader.End) return false;
        Span<byte> head = stackalloc byte[HeadLength - 1];
        if (Dc09Heads.OfText(Peeked(reader, head)) != Dc09Head.None) return true;
        if (reader.TryAdvanceTo(Dc09Frames.LineFeed, advancePastDelimiter: false)) return true;
        reader.AdvanceToEnd();
        return false;
    }

    /// <summary>Goes behind the frame that begins here; false when its end has not come yet.</summary>
    private static bool ToEnd(ref SequenceReader<byte> reader, out bool hasHead)
    {
        var head = HeadHere(reader, out var length);
        hasHead = head != Dc09Head.None;
        if (head == Dc09Head.Undecided) return false;
        reader.Advance(length);
        while (reader.TryAdvanceToAny([Dc09Frames.LineFeed, Dc09Frames.CarriageReturn], advancePastDelimiter: false))
        {
            if (reader.IsNext(Dc09Frames.CarriageReturn, advancePast: true)) return true;
            var next = HeadHere(reader, out _);
            if (next == Dc09Head.Undecided) return false;
            if (next != Dc09Head.None) return true;
            reader.Advance(1);
        }
        return false;
    }

    /// <summary>The head here, and the bytes that cannot be the end of the frame: a binary check sum may have a carriage return in it.</summary>
    private static Dc09Head HeadHere(in SequenceReader<byte> reader, out int length)
    {
        Span<byte> bytes = stackalloc byte[HeadLength];
        var here = Peeked(reader, bytes);
        var afterFeed = here[0] == Dc09Frames.LineFeed;
        var head = afterFeed ? Dc09Heads.Of(here[1..], moreMayCome: true) : Dc09Heads.OfText(here);
        length = (afterFeed ? 1 : 0) + head switch { Dc09Head.Text => Dc09Heads.TextLength, Dc09Head.Binary => Dc09Heads.BinaryLength, _ => 0 };
        return head;
    }

    private static ReadOnlySpan<byte> Peeked(in SequenceReader<byte> reader, Span<byte> into)
    {
        var bytes = into[..(int)Math.Min(into.Length, reader.Remaining)];
        reader.TryCopyTo(bytes);
        return bytes;
    }

    private static bool IsBlank(in ReadOnlySequence<byte> frame)
    {
        foreach (var part in frame)
        {
            if (part.Span.IndexOfAnyExcept([Dc09Frames.LineFeed, Dc09Frames.CarriageReturn, (byte)0, (byte)' ']) >= 0) return false;
        }
        return true;
    }
}
