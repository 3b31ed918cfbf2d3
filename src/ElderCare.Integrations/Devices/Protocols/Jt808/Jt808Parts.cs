using NodaTime;

namespace ElderCare.Integrations.Devices.Protocols.Jt808;

/// <summary>The parts of one split message, until all have come. A device sends one such message after the other.</summary>
internal sealed class Jt808Parts
{
    /// <summary>Enough for every message that is understood; so 33 kB at most wait.</summary>
    public const int Most = 32;

    private static readonly Duration Patience = Duration.FromMinutes(5);

    private (string Device, ushort Id, ushort First, ushort Count) _message;
    private byte[]?[] _parts = [];
    private Instant _last;

    /// <summary>Adds a part; those of an earlier message that was never completed are forgotten.</summary>
    /// <returns>The body of the whole message if this was the last that was missing.</returns>
    public byte[]? Add(in Jt808Message part, Instant now)
    {
        var message = (part.DeviceNumber ?? "", part.Id, part.FirstSequence, part.Parts);
        if (message != _message || _parts.Length == 0) (_message, _parts) = (message, new byte[]?[part.Parts]);
        _parts[part.Part - 1] = part.Body.ToArray();
        _last = now;
        if (Array.Exists(_parts, one => one is null)) return null;
        byte[] whole = [.. _parts.SelectMany(one => one!)];
        _parts = [];
        return whole;
    }

    /// <summary>Forgets what nobody completes any more.</summary>
    public void ForgetOld(Instant now)
    {
        if (now - _last > Patience) _parts = [];
    }
}
