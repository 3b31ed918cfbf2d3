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

    /// <summary>Whether two are parts of the same message.</summary>
    public static bool AreOfOne(in Jt808Message one, in Jt808Message other) => KeyOf(one) == KeyOf(other);

    /// <summary>Whether no part of the message has come on this connection.</summary>
    public bool IsNew(in Jt808Message part) => !_messages.ContainsKey(KeyOf(part));

    /// <summary>Begins a message with the parts that came on other connections; when too many messages wait, the one that has waited longest is forgotten.</summary>
    public void Begin(in Jt808Message part, IEnumerable<(ushort Part, byte[] Body)> earlier)
    {
        if (_messages.Count == MostMessages) _messages.Remove(_messages.MinBy(one => one.Value.Last).Key);
        var message = _messages[KeyOf(part)] = new(part.Parts);
        foreach (var (place, body) in earlier) message.Earlier[place - 1] = body;
    }

    /// <summary>Adds a part to a message that has begun.</summary>
    /// <param name="part">The part.</param>
    /// <param name="now">When it came.</param>
    /// <param name="isOwn">
    /// Whether all parts came on this connection. Where some came on others they may be of an earlier message, because a device may count
    /// from the start again: then what is whole is told, and the message still waits for its own.
    /// </param>
    /// <returns>The body of the whole message if none is missing.</returns>
    public byte[]? Add(in Jt808Message part, Instant now, out bool isOwn)
    {
        var key = KeyOf(part);
        var message = _messages[key];
        message.Own[part.Part - 1] = part.Body.ToArray();
        message.Last = now;
        isOwn = !Array.Exists(message.Own, one => one is null);
        if (isOwn) _messages.Remove(key);
        return message.IsWhole ? message.Beginning() : null;
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
        public byte[]?[] Own { get; } = new byte[]?[count];

        public byte[]?[] Earlier { get; } = new byte[]?[count];

        public HashSet<string> Told { get; } = [];

        public Instant Last { get; set; }

        public bool IsWhole => !Array.Exists(Parts(), part => part is null);

        private byte[]?[] Parts() => [.. Own.Zip(Earlier, (own, earlier) => own ?? earlier)];

        public byte[] Beginning()
        {
            var beginning = new List<byte>();
            foreach (var part in Parts())
            {
                if (part is null) break;
                beginning.AddRange(part);
            }
            return [.. beginning];
        }
    }
}
