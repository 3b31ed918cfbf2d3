using System.Security.Cryptography;

namespace ElderCare.Integrations.Devices.Protocols.Dc09;

/// <summary>
/// The encryption of DC-09-2013, 5.4.4: AES in CBC mode by the length of the key, always from a vector of zeros, padded in front
/// with 1 to 16 random bytes before the first bar, and sent as hexadecimal digits.
/// </summary>
internal static class Dc09Cipher
{
    private const int Block = 16;

    // The standard fixes it; with no authentication either, it keeps a passer-by from reading but replaces no tunnel.
    private static readonly byte[] ZeroVector = new byte[Block];

    /// <summary>Whether AES has a key of this length.</summary>
    public static bool IsKey(byte[]? key) => key is { Length: 16 or 24 or 32 };

    /// <summary>Encrypts what follows the opening bracket.</summary>
    /// <param name="content">From the first bar to the end of the time.</param>
    /// <param name="key">16, 24 or 32 bytes.</param>
    /// <returns>Upper-case hexadecimal digits.</returns>
    public static string Encrypt(ReadOnlySpan<byte> content, byte[] key)
    {
        var padded = new byte[(content.Length / Block * Block) + Block];
        var pad = padded.AsSpan(0, padded.Length - content.Length);
        RandomNumberGenerator.GetItems("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"u8, pad);
        content.CopyTo(padded.AsSpan(pad.Length));
        using var aes = Aes.Create();
        aes.Key = key;
        return Convert.ToHexString(aes.EncryptCbc(padded, ZeroVector, PaddingMode.None));
    }

    /// <summary>Decrypts what follows the opening bracket; any key gives something.</summary>
    /// <returns>With its padding; null when it is no hexadecimal text of whole blocks.</returns>
    public static byte[]? Decrypt(ReadOnlySpan<byte> digits, byte[] key)
    {
        if (digits.Length % (2 * Block) != 0 || !AsciiBytes.AreHex(digits)) return null;
        var bytes = new byte[digits.Length / 2];
        Convert.FromHexString(digits, bytes, out _, out _);
        using var aes = Aes.Create();
        aes.Key = key;
        return aes.DecryptCbc(bytes, ZeroVector, PaddingMode.None);
    }
}
