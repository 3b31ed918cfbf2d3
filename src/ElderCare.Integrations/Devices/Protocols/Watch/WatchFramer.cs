using System.Buffers;

namespace ElderCare.Integrations.Devices.Protocols.Watch;

/// <summary>
/// Cuts watch frames from a stream. The length that a frame says holds if a closing bracket is there; else brackets are counted,
/// since names of wireless networks have brackets too. A frame without an end stops where the next begins.
/// </summary>
internal static class WatchFramer
{
    /// <summary>The most bytes of a frame that is no sound or picture.</summary>
    private const int LongestText = 64 * 1024;

    public static bool TryRead(ref ReadOnlySequence<byte> received, out ReadOnlySequence<byte> frame)
    {
        frame = default;
        var reader = new SequenceReader<byte>(received);
        Span<byte> head = stackalloc byte[WatchHeader.Longest];
        while (reader.TryAdvanceTo((byte)'[', advancePastDelimiter: false))
        {
            var isHeader = WatchHeader.TryRead(Peeked(reader, head), moreMayCome: true, out var header);
            if (isHeader is true)
            {
                var rest = reader.UnreadSequence;
                if (EndOf(rest, header) is { } end)
                {
                    frame = rest.Slice(0, end);
                    received = rest.Slice(end);
                    return true;
                }
                if (rest.Length <= LongestText || MayBeLong(rest, header)) isHeader = null;
            }
            if (isHeader is null)
            {
                received = reader.UnreadSequence;
                return false;
            }
            reader.Advance(1);
        }
        received = received.Slice(received.End);
        return false;
    }

    /// <summary>How many bytes the frame has; null when its end has not come yet.</summary>
    private static long? EndOf(in ReadOnlySequence<byte> bytes, in WatchHeader header)
    {
        var reader = new SequenceReader<byte>(bytes);
        reader.Advance(header.ContentAt);
        if (MayBeLong(bytes, header)) return EndOfSound(ref reader);
        if (header.ContentLength is not { } length) return EndByBrackets(ref reader, lengthIsWrong: true);
        if (length >= reader.Remaining) return EndByBrackets(ref reader, lengthIsWrong: false);
        var end = reader;
        end.Advance(length);
        if (!end.IsNext((byte)']')) return EndByBrackets(ref reader, lengthIsWrong: true);
        return NextHeader(bytes.Slice(header.ContentAt, length)) is { } next ? header.ContentAt + next : end.Consumed + 1;
    }

    /// <summary>
    /// The brackets of a sound are escaped, so the first that is none ends it. Nothing else is looked at,
    /// since a long one is looked through again with each piece that comes.
    /// </summary>
    private static long? EndOfSound(ref SequenceReader<byte> reader)
    {
        if (!reader.TryAdvanceToAny("[]"u8, advancePastDelimiter: false)) return null;
        reader.IsNext((byte)']', advancePast: true);
        return reader.Consumed;
    }

    /// <summary>
    /// Where a frame begins inside of a content; null for a content that is whole. One that has lost its end may have a bracket of
    /// the next frame where its length ends, and that frame may be an alarm.
    /// </summary>
    private static long? NextHeader(in ReadOnlySequence<byte> content)
    {
        var reader = new SequenceReader<byte>(content);
        Span<byte> head = stackalloc byte[WatchHeader.Longest];
        while (reader.TryAdvanceTo((byte)'[', advancePastDelimiter: false))
        {
            if (WatchHeader.TryRead(Peeked(reader, head), moreMayCome: true, out _) is true) return reader.Consumed;
            reader.Advance(1);
        }
        return null;
    }

    /// <param name="reader">At the content.</param>
    /// <param name="lengthIsWrong">Whether the said length has been tried; else the bytes up to it may still come.</param>
    private static long? EndByBrackets(ref SequenceReader<byte> reader, bool lengthIsWrong)
    {
        var depth = 0;
        var endsInBracket = false;
        Span<byte> head = stackalloc byte[WatchHeader.Longest];
        while (reader.TryAdvanceToAny("[]"u8, advancePastDelimiter: false))
        {
            if (reader.IsNext((byte)'[', advancePast: false))
            {
                if (WatchHeader.TryRead(Peeked(reader, head), moreMayCome: true, out _) is true) return reader.Consumed;
                depth++;
                reader.Advance(1);
                continue;
            }
            reader.Advance(1);
            endsInBracket = reader.End;
            // A device that counts too far would be heard only after its next frame, so a closing bracket that
            // is the last byte received ends the frame at once, unless what follows shows that it goes on.
            if (depth == 0 && (lengthIsWrong || !GoesOn(reader))) return reader.Consumed;
            depth = Math.Max(0, depth - 1);
        }
        return lengthIsWrong && endsInBracket ? reader.Consumed : null;
    }

    private static bool GoesOn(in SequenceReader<byte> reader) =>
        reader.TryPeek(out var next) && next is not ((byte)'[' or (byte)'\r' or (byte)'\n' or (byte)' ' or 0);

    private static bool MayBeLong(in ReadOnlySequence<byte> bytes, in WatchHeader header)
    {
        Span<byte> word = stackalloc byte[4];
        var content = bytes.Slice(header.ContentAt, Math.Min(word.Length, bytes.Length - header.ContentAt));
        content.CopyTo(word);
        return WatchWords.MayBeLong(word[..(int)content.Length]);
    }

    private static ReadOnlySpan<byte> Peeked(in SequenceReader<byte> reader, Span<byte> into)
    {
        var bytes = into[..(int)Math.Min(into.Length, reader.Remaining)];
        reader.TryCopyTo(bytes);
        return bytes;
    }
}
