using NodaTime;

namespace ElderCare.Integrations.Devices.Protocols.Jt808;

/// <summary>The parts of split messages, until all of one have come; a device may send several in turns.</summary>
internal sealed class Jt808Parts
{
    /// <summary>Enough for every message that is understood.</summary>
    public const int Most = 32;

    /// <summary>So many messages wait at once; so 132 kB at most.</summary>
    private const int MostMessages = 4;

    private static readonly Duration Patience = Duration.FromMinutes(5);

    private readonly Dictionary<(string Device, ushort Id, ushort First, ushort Count), Waiting> _messages = [];

    /// <summary>Adds a part; when too many messages wait, the one that has waited longest is forgotten.</summary>
    /// <returns>The body of the whole message if this was the last that was missing.</returns>
    public byte[]? Add(in Jt808Message part, Instant now)
    {
        var key = KeyOf(part);
        if (!_messages.TryGetValue(key, out var message))
        {
            if (_messages.Count == MostMessages) _messages.Remove(_messages.MinBy(one => one.Value.Last).Key);
            _messages[key] = message = new(part.Parts);
        }
        message.Parts[part.Part - 1] = part.Body.ToArray();
        message.Last = now;
        if (Array.Exists(message.Parts, one => one is null)) return null;
        _messages.Remove(key);
        return message.Beginning();
    }

    /// <summary>All of a message up to the first part that is missing, and which reports of it have been told.</summary>
    public (byte[] Beginning, HashSet<string> Told) SoFar(in Jt808Message part)
    {
        var message = _messages[KeyOf(part)];
        return (message.Beginning(), message.Told);
    }

    /// <summary>Forgets what nobody completes any more.</summary>
    public void ForgetOld(Instant now)
    {
        foreach (var old in _messages.Where(message => now - message.Value.Last > Patience).Select(message => message.Key).ToList()) _messages.Remove(old);
    }

    private static (string Device, ushort Id, ushort First, ushort Count) KeyOf(in Jt808Message part) => (part.DeviceNumber ?? "", part.Id, part.FirstSequence, part.Parts);

    private sealed class Waiting(int count)
    {
        public byte[]?[] Parts { get; } = new byte[]?[count];

        public HashSet<string> Told { get; } = [];

        public Instant Last { get; set; }

        public byte[] Beginning()
        {
            var beginning = new List<byte>();
            foreach (var part in Parts)
            {
                if (part is null) break;
                beginning.AddRange(part);
            }
            return [.. beginning];
        }
    }
}
