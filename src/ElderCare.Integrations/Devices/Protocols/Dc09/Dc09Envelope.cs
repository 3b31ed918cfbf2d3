using System.Text;

namespace ElderCare.Integrations.Devices.Protocols.Dc09;

/// <summary>The parts of a frame, each a piece of the bytes that came.</summary>
internal readonly ref struct Dc09Envelope
{
    private const int LongestRoute = 64;

    private Dc09Envelope(ReadOnlySpan<byte> id, ReadOnlySpan<byte> route, ReadOnlySpan<byte> body)
    {
        IsEncrypted = id[0] == '*';
        Id = IsEncrypted ? id[1..] : id;
        Route = route;
        Body = body;
    }

    /// <summary>The token, without the star of an encrypted one.</summary>
    public ReadOnlySpan<byte> Id { get; }

    /// <summary>Whether the body is encrypted.</summary>
    public bool IsEncrypted { get; }

    /// <summary>Sequence, receiver, line and account, in this order; receiver and account may be missing, and an answer repeats them as they came.</summary>
    public ReadOnlySpan<byte> Route { get; }

    /// <summary>What follows the opening bracket.</summary>
    public ReadOnlySpan<byte> Body { get; }

    /// <summary>The account of the head; null when it has none.</summary>
    public string? Account => Route.IndexOf((byte)'#') is >= 0 and var at && at + 1 < Route.Length ? Encoding.ASCII.GetString(Route[(at + 1)..]) : null;

    /// <summary>The digits of the sequence; field frames have any number, 0000 too.</summary>
    public ReadOnlySpan<byte> Sequence => Route.IndexOfAnyExceptInRange((byte)'0', (byte)'9') is >= 0 and var end ? Route[..end] : Route;

    /// <summary>Takes a message apart.</summary>
    /// <param name="message">From its first quotation mark on.</param>
    /// <param name="envelope">Its parts.</param>
    /// <returns>False for a message of another form.</returns>
    public static bool TryRead(ReadOnlySpan<byte> message, out Dc09Envelope envelope)
    {
        envelope = default;
        if (message.Length < 2 || message[0] != '"') return false;
        var rest = message[1..];
        var quote = rest.IndexOf((byte)'"');
        if (quote < 1) return false;
        var id = rest[..quote];
        rest = rest[(quote + 1)..];
        var bracket = rest.IndexOf((byte)'[');
        if (bracket is < 0 or > LongestRoute || !AsciiBytes.AreVisible(rest[..bracket]) || id.SequenceEqual("*"u8)) return false;
        envelope = new Dc09Envelope(id, rest[..bracket], rest[(bracket + 1)..]);
        return true;
    }
}
