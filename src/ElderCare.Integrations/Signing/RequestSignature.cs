using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace ElderCare.Integrations.Signing;

/// <summary>
/// The signature of a request between systems: <c>t=UNIX_SECONDS,v1=HEX</c>, where HEX is HMAC-SHA256 of <c>t + "." + body</c>.
/// Several <c>v1</c> may be sent while a key is changed; one that fits is enough.
/// </summary>
public static class RequestSignature
{
    /// <summary>The header that carries it.</summary>
    public const string Header = "X-Signature";

    /// <summary>How far the two clocks may be apart, to either side, inclusive.</summary>
    public static readonly Duration Tolerance = Duration.FromSeconds(300);

    /// <summary>Signs a body.</summary>
    /// <param name="body">Exactly the bytes that are sent.</param>
    /// <param name="key">The key of the sender.</param>
    /// <param name="now">The sender's clock.</param>
    public static string Sign(ReadOnlySpan<byte> body, ReadOnlySpan<byte> key, Instant now)
    {
        var seconds = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return $"t={seconds},v1={Convert.ToHexStringLower(Mac(seconds, body, key))}";
    }

    /// <summary>Checks a signature; the clock is told of only to a sender whose signature is right.</summary>
    /// <param name="header">What came in the header; null when there was none.</param>
    /// <param name="body">Exactly the bytes that came.</param>
    /// <param name="key">The key of the sender.</param>
    /// <param name="now">The receiver's clock.</param>
    public static SignatureCheck Check(string? header, ReadOnlySpan<byte> body, ReadOnlySpan<byte> key, Instant now)
    {
        var (time, given) = Parse(header);
        if (time is null || !long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) return SignatureCheck.Wrong;
        var right = Mac(time, body, key);
        if (!given.Exists(one => CryptographicOperations.FixedTimeEquals(one, right))) return SignatureCheck.Wrong;
        return Math.Abs(decimal.Subtract(now.ToUnixTimeSeconds(), seconds)) <= (decimal)Tolerance.TotalSeconds ? SignatureCheck.Right : SignatureCheck.WrongClock;
    }

    private static (string? Time, List<byte[]> Given) Parse(string? header)
    {
        string? time = null;
        var given = new List<byte[]>();
        foreach (var part in (header ?? "").Split(',', StringSplitOptions.TrimEntries))
        {
            if (part.StartsWith("t=", StringComparison.Ordinal)) time = part[2..];
            else if (part.StartsWith("v1=", StringComparison.Ordinal) && part.Length == 3 + (2 * HMACSHA256.HashSizeInBytes) && part.AsSpan(3).IndexOfAnyExcept("0123456789abcdefABCDEF") < 0)
            {
                given.Add(Convert.FromHexString(part.AsSpan(3)));
            }
        }
        return (time, given);
    }

    private static byte[] Mac(string seconds, ReadOnlySpan<byte> body, ReadOnlySpan<byte> key)
    {
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        mac.AppendData(Encoding.ASCII.GetBytes(seconds + "."));
        mac.AppendData(body);
        return mac.GetHashAndReset();
    }
}
