using System.Globalization;
using System.Text;
using NodaTime;

namespace ElderCare.Integrations.Devices.Protocols.Dc09;

/// <summary>Builds frames of SIA DC-09, for receivers and for devices that are played.</summary>
public static class Dc09Frames
{
    internal const byte LineFeed = 0x0A;
    internal const byte CarriageReturn = 0x0D;

    /// <summary>A frame that everybody can read.</summary>
    public static byte[] Plain(Dc09Message message) => Wrapped($"\"{message.Id}\"{message.Route}[{message.Body}");

    /// <summary>A frame that only the holders of the key can read.</summary>
    /// <param name="message">Without a time a receiver cannot tell it from an old one.</param>
    /// <param name="key">16, 24 or 32 bytes.</param>
    public static byte[] Encrypted(Dc09Message message, byte[] key) =>
        Wrapped($"\"*{message.Id}\"{message.Route}[{Dc09Cipher.Encrypt(Encoding.UTF8.GetBytes($"|{message.Body}"), key)}");

    /// <summary>Puts check sum, length and delimiters around a message.</summary>
    /// <param name="message">From its first quotation mark on.</param>
    /// <param name="binaryCheckSum">As some old panels have it: two bytes, the high one first, instead of four digits.</param>
    public static byte[] Wrapped(string message, bool binaryCheckSum = false)
    {
        var bytes = Encoding.UTF8.GetBytes(message);
        var crc = Dc09Crc.Of(bytes);
        byte[] sum = binaryCheckSum ? [(byte)(crc >> 8), (byte)(crc & 0xFF)] : Encoding.ASCII.GetBytes(crc.ToString("X4", CultureInfo.InvariantCulture));
        return [LineFeed, .. sum, .. Encoding.ASCII.GetBytes(bytes.Length.ToString("X4", CultureInfo.InvariantCulture)), .. bytes, CarriageReturn];
    }

    /// <summary>The receiver has stored it, and the sender may forget it.</summary>
    internal static byte[] Stored(string route, bool binaryCheckSum) => Wrapped($"\"ACK\"{route}[]", binaryCheckSum);

    /// <summary>The same to a sender that encrypts.</summary>
    internal static byte[] StoredEncrypted(string route, byte[] key, Instant now, bool binaryCheckSum) =>
        Wrapped($"\"*ACK\"{route}[{Dc09Cipher.Encrypt(Encoding.ASCII.GetBytes($"|]{Dc09Time.Of(now)}"), key)}", binaryCheckSum);

    /// <summary>The receiver cannot do anything with a frame of this kind.</summary>
    internal static byte[] NotSupported(string route, bool binaryCheckSum) => Wrapped($"\"DUH\"{route}[]", binaryCheckSum);

    /// <summary>The sender's clock is wrong; it takes the receiver's and sends again (DC-09-2013, 5.5.3.2: fixed fields, never encrypted).</summary>
    internal static byte[] WrongClock(Instant now, bool binaryCheckSum) => Wrapped($"\"NAK\"0000R0L0A0[]{Dc09Time.Of(now)}", binaryCheckSum);
}
