using System.Text;
using ElderCare.Domain.Emergency;
using NodaTime;

namespace ElderCare.Integrations.Devices.Protocols.Dc09;

/// <summary>
/// Understands DC-09 frames. What is well formed is acknowledged, be its account or its code known or not, since a panel that is
/// refused stops trying; only a wrong check sum, a frame that cannot be decrypted and a wrong clock get no acknowledgement.
/// </summary>
internal sealed class Dc09Conversation(DeviceKeys keys) : IDeviceConversation
{
    /// <summary>How far the time of an encrypted frame may be before and behind the receiver's clock, inclusive.</summary>
    private static readonly Duration Early = Duration.FromSeconds(20), Late = Duration.FromSeconds(40);

    private const int CheckSumDigits = 4, LongestHead = 16;

    /// <summary>The standard pads with 16 bytes at most; a panel that pads with a block more is understood too.</summary>
    private const int LongestPadding = 32;

    public FrameReading Read(ReadOnlySpan<byte> frame, Instant now)
    {
        if (!TryCheck(frame, out var message, out var isRight, out var binary)) return Faulty(FrameFault.Format, AccountIn(frame));
        if (!isRight) return Faulty(FrameFault.CheckSum, AccountIn(message));
        if (!Dc09Envelope.TryRead(message, out var envelope)) return Faulty(FrameFault.Format, AccountIn(message));
        var route = Encoding.ASCII.GetString(envelope.Route);
        if (!IsEvent(envelope.Id))
        {
            // An answer is never answered: two receivers that were connected by mistake would talk for ever.
            var fault = Faulty(FrameFault.Format, envelope.Account);
            return IsAnswer(envelope.Id) ? fault : fault with { Answer = Dc09Frames.NotSupported(route, binary) };
        }
        if (!envelope.IsEncrypted) return Understood(envelope, Dc09Body.Of(envelope.Body), now, isProtected: false, Dc09Frames.Stored(route, binary));

        var key = envelope.Account is { } account ? keys(account) : null;
        if (!Dc09Cipher.IsKey(key) || Dc09Cipher.Decrypt(Digits(envelope.Body), key!) is not { } content || !TryOpen(content, out var body))
        {
            return Faulty(FrameFault.Encryption, envelope.Account);
        }
        if (body.HasTime && !(body.Time is { } time && time - now <= Early && now - time <= Late))
        {
            return Faulty(FrameFault.Clock, envelope.Account) with { Answer = Dc09Frames.WrongClock(now, binary) };
        }
        // Without a time it may be an old frame sent again by somebody else: it counts no more than a plain one.
        return Understood(envelope, body, now, isProtected: body.HasTime, Dc09Frames.StoredEncrypted(route, key!, now, binary));
    }

    private static FrameReading Understood(in Dc09Envelope envelope, in Dc09Body body, Instant now, bool isProtected, byte[] answer) =>
        new() { Reports = Dc09Reports.Of(envelope, body, now, isProtected), Answer = answer };

    private static FrameReading Faulty(FrameFault fault, string? account) => new() { Fault = fault, DeviceNumber = account };

    /// <summary>Takes delimiters and head away. The length may have any form and value, since the check sum says more and panels count wrongly.</summary>
    private static bool TryCheck(ReadOnlySpan<byte> frame, out ReadOnlySpan<byte> message, out bool isRight, out bool binary)
    {
        if (!frame.IsEmpty && frame[0] == Dc09Frames.LineFeed) frame = frame[1..];
        binary = Dc09Heads.Of(frame, moreMayCome: false) == Dc09Head.Binary;
        var quote = binary ? Dc09Heads.BinaryLength : frame.IndexOf((byte)'"');
        message = default;
        isRight = false;
        if (quote is < CheckSumDigits or > LongestHead) return false;
        var given = (uint)((frame[0] << 8) | frame[1]);
        if (!binary && !AsciiBytes.TryHex(frame[..CheckSumDigits], out given)) return false;
        message = frame[quote..].TrimEnd("\0\r\n"u8);
        isRight = given == Dc09Crc.Of(message);
        return true;
    }

    /// <summary>Opens decrypted bytes; false when the key was a wrong one. The padding may be any bytes, so nothing is read as text before the bar.</summary>
    private static bool TryOpen(ReadOnlySpan<byte> content, out Dc09Body body)
    {
        var bar = content.IndexOf((byte)'|');
        body = Dc09Body.Of(bar < 0 ? default : content[(bar + 1)..].TrimEnd("\0\r\n "u8));
        if (bar < 0) return false;
        // A wrong key does not give a time at the end; a frame without one must be all readable from its padding to a bracket's end instead.
        // Where the bar may stand anywhere, one wrong key in some twenty thousand ends in a bar and a bracket by chance.
        return body.HasTime || (bar <= LongestPadding && content.IndexOf((byte)']') > bar && content[(bar + 1)..].IndexOfAnyExceptInRange((byte)0x20, (byte)0x7E) < 0);
    }

    private static ReadOnlySpan<byte> Digits(ReadOnlySpan<byte> body) => body.TrimEnd((byte)']');

    private static bool IsEvent(ReadOnlySpan<byte> id) => id.SequenceEqual("SIA-DCS"u8) || id.SequenceEqual("ADM-CID"u8) || id.SequenceEqual("NULL"u8);

    private static bool IsAnswer(ReadOnlySpan<byte> id) => id.SequenceEqual("ACK"u8) || id.SequenceEqual("NAK"u8) || id.SequenceEqual("DUH"u8) || id.SequenceEqual("RSP"u8);

    /// <summary>The first account that a faulty frame names, in its head or inside.</summary>
    private static string? AccountIn(ReadOnlySpan<byte> frame)
    {
        var sign = frame.IndexOf((byte)'#');
        if (sign < 0) return null;
        var rest = frame[(sign + 1)..];
        var end = rest.IndexOfAny("[]|"u8);
        var account = end < 0 ? rest : rest[..end];
        return account.Length <= Dc09Body.LongestAccount && AsciiBytes.AreVisible(account) ? Encoding.ASCII.GetString(account) : null;
    }
}
