using NodaTime;

namespace ElderCare.Integrations.Devices.Protocols.Jt808;

/// <summary>The parts of one split message, until all have come. A device sends one such message after the other.</summary>
internal sealed class Jt808Parts
{
    /// <summary>Enough for every message that is understood; so 33 kB at most wait.</summary>
    public const int Most = 32;

    private static readonly Duration Patience = Duration.FromMinutes(5);

    private readonly HashSet<string> _told = [];
    private (string Device, ushort Id, ushort First, ushort Count) _message;
    private byte[]?[] _parts = [];
    private Instant _last;

    /// <summary>Adds a part; those of an earlier message that was never completed are forgotten.</summary>
    /// <returns>The body of the whole message if this was the last that was missing.</returns>
    public byte[]? Add(in Jt808Message part, Instant now)
    {
        var message = (part.DeviceNumber ?? "", part.Id, part.FirstSequence, part.Parts);
        if (message != _message || _parts.Length == 0) Begin(message);
        _parts[part.Part - 1] = part.Body.ToArray();
        _last = now;
        if (Array.Exists(_parts, one => one is null)) return null;
        var whole = Beginning();
        Begin(default);
        return whole;
    }

    /// <summary>All up to the first part that is missing.</summary>
    public byte[] Beginning()
    {
        var beginning = new List<byte>();
        foreach (var part in _parts)
        {
            if (part is null) break;
            beginning.AddRange(part);
        }
        return [.. beginning];
    }

    /// <summary>Whether a report of the beginning is told for the first time.</summary>
    public bool TellsFirst(string identity) => _told.Add(identity);

    /// <summary>Forgets what nobody completes any more.</summary>
    public void ForgetOld(Instant now)
    {
        if (_parts.Length > 0 && now - _last > Patience) Begin(default);
    }

    private void Begin((string Device, ushort Id, ushort First, ushort Count) message)
    {
        (_message, _parts) = (message, new byte[]?[message.Count]);
        _told.Clear();
    }
}
