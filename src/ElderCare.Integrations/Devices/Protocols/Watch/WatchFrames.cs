using System.Globalization;
using System.Text;

namespace ElderCare.Integrations.Devices.Protocols.Watch;

/// <summary>Builds frames of the watch protocol, for the platform and for devices that are played.</summary>
public static class WatchFrames
{
    /// <summary>A frame with a text.</summary>
    /// <param name="maker">Two letters or digits, such as 3G.</param>
    /// <param name="id">How the device names itself.</param>
    /// <param name="content">What it says, such as <c>LK,0,10,100</c>.</param>
    /// <param name="index">The device's count, 0 to 65535; null for makers that have none.</param>
    public static byte[] Build(string maker, string id, string content, int? index = null) => Build(maker, id, Encoding.UTF8.GetBytes(content), index);

    /// <summary>A frame with bytes, which have their escapes already.</summary>
    public static byte[] Build(string maker, string id, ReadOnlySpan<byte> content, int? index = null)
    {
        var count = index is { } number ? string.Create(CultureInfo.InvariantCulture, $"{number:X4}*") : "";
        var head = string.Create(CultureInfo.InvariantCulture, $"[{maker}*{id}*{count}{content.Length:x4}*");
        return [.. Encoding.ASCII.GetBytes(head), .. content, (byte)']'];
    }

    /// <summary>The platform's answer, with the maker, the number and the count as they came.</summary>
    internal static byte[] Answer(in WatchHeader header, string content)
    {
        var text = Encoding.ASCII.GetBytes(content);
        var length = Encoding.ASCII.GetBytes(text.Length.ToString("x4", CultureInfo.InvariantCulture));
        var star = "*"u8;
        return header.Index.IsEmpty
            ? [(byte)'[', .. header.Maker, .. star, .. header.Id, .. star, .. length, .. star, .. text, (byte)']']
            : [(byte)'[', .. header.Maker, .. star, .. header.Id, .. star, .. header.Index, .. star, .. length, .. star, .. text, (byte)']'];
    }
}
