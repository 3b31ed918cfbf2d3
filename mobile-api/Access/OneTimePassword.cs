using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ElderCare.Data.Privacy;
using ElderCare.Domain.Access;
using ElderCare.MobileApi.Errors;
using NodaTime;

namespace ElderCare.MobileApi.Access;

/// <summary>The second factor: codes of an authenticator app (RFC 6238, SHA-1, 30 s, 6 digits), each good once.</summary>
internal sealed class OneTimePassword(FieldCipher cipher, IClock clock)
{
    private const int StepSeconds = 30;

    /// <summary>Steps that the app's clock may be off, to either side.</summary>
    private const int Tolerance = 1;
    private readonly ConcurrentDictionary<Guid, long> _lastUsed = new();

    /// <summary>Passes accounts that are not enrolled.</summary>
    /// <exception cref="RequestProblem">401 when the code is missing, wrong or was used.</exception>
    public void Demand(Account account, string? code)
    {
        if (account.TotpCipher is not { } secret) return;
        if (string.IsNullOrWhiteSpace(code)) throw SignInRefusals.OneTimeCodeRequired();
        var key = FromBase32(cipher.Decrypt(secret));
        var now = clock.GetCurrentInstant().ToUnixTimeSeconds() / StepSeconds;
        var step = Enumerable.Range(-Tolerance, 1 + (2 * Tolerance)).Select(off => now + off).FirstOrDefault(step => IsEqual(CodeAt(key, step), code.Trim()));
        if (step == 0 || !Take(account.Id, step)) throw SignInRefusals.OneTimeCodeInvalid();
    }

    /// <summary>The code of a 30-second step since 1970.</summary>
    public static string CodeAt(byte[] key, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // SHA-1 is what RFC 6238 and every authenticator app use; its collisions do not weaken HMAC
        var hash = HMACSHA1.HashData(key, counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0xf)) & 0x7fffffff;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    private bool Take(Guid account, long step)
    {
        var before = _lastUsed.GetValueOrDefault(account);
        return step > before && (before == 0 ? _lastUsed.TryAdd(account, step) : _lastUsed.TryUpdate(account, step, before));
    }

    private static bool IsEqual(string one, string other) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));

    private static byte[] FromBase32(string text)
    {
        var bytes = new List<byte>();
        int bits = 0, held = 0;
        foreach (var letter in text.TrimEnd('=').ToUpperInvariant())
        {
            var value = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal);
            if (value < 0) throw new FormatException("The secret of a second factor is not base32.");
            held = ((held << 5) | value) & 0xfff;
            bits += 5;
            if (bits < 8) continue;
            bits -= 8;
            bytes.Add((byte)((held >> bits) & 0xff));
        }
        return [.. bytes];
    }
}
