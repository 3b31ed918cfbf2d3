using System.Text;
using NodaTime;

namespace ElderCare.Integrations.Devices.Protocols.Dc09;

/// <summary>What follows the opening bracket, decrypted: blocks of data and extended data, and a time that may be missing.</summary>
internal readonly ref struct Dc09Body
{
    /// <summary>Longer than any account of the standard (16 digits).</summary>
    public const int LongestAccount = 64;

    private Dc09Body(ReadOnlySpan<byte> blocks, ReadOnlySpan<byte> time)
    {
        Blocks = blocks;
        HasTime = !time.IsEmpty;
        Time = Dc09Time.Read(time);
    }

    /// <summary>The blocks without the outer brackets, parted by <c>][</c>; the first is the data.</summary>
    public ReadOnlySpan<byte> Blocks { get; }

    /// <summary>Whether it ends in a time, be there such a time or not.</summary>
    public bool HasTime { get; }

    /// <summary>The sender's clock; null when it says none, or one that there is not.</summary>
    public Instant? Time { get; }

    /// <summary>Takes a body apart.</summary>
    public static Dc09Body Of(ReadOnlySpan<byte> body)
    {
        var hasTime = body.Length >= Dc09Time.Length && Dc09Time.HasForm(body[^Dc09Time.Length..]);
        var blocks = hasTime ? body[..^Dc09Time.Length] : body;
        // Behind the last bracket may stand a time of another form; a body that lost its bracket is data to its end.
        var end = blocks.LastIndexOf((byte)']');
        return new Dc09Body(end < 0 ? blocks : blocks[..end], hasTime ? body[^Dc09Time.Length..] : default);
    }

    /// <summary>Takes the next block from the blocks that are left.</summary>
    public static ReadOnlySpan<byte> NextBlock(ref ReadOnlySpan<byte> blocks)
    {
        var end = blocks.IndexOf("]["u8);
        var block = end < 0 ? blocks : blocks[..end];
        blocks = end < 0 ? default : blocks[(end + 2)..];
        return block;
    }

    /// <summary>The account that stands inside the data; null when there is none that a device could have.</summary>
    public string? Account()
    {
        var rest = Blocks;
        var data = NextBlock(ref rest);
        if (data.IsEmpty || data[0] != '#') return null;
        var bar = data.IndexOf((byte)'|');
        var account = bar < 0 ? data[1..] : data[1..bar];
        return account.Length <= LongestAccount && AsciiBytes.AreVisible(account) ? Encoding.ASCII.GetString(account) : null;
    }
}
