using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ElderCare.Data.Privacy;
using ElderCare.Domain.HomeServices;
using NodaTime;

namespace ElderCare.MobileApi.HomeServices;

/// <summary>The six digits by which a person says that somebody is with them: another one every few minutes, on their screen, at their door as a QR code, or read out by 12349.</summary>
internal sealed class VisitCodes(FieldCipher cipher, HomeServicePolicy policy)
{
    private const uint Codes = 1_000_000;

    /// <summary>The code of a person at an instant, and until when it stands.</summary>
    public (string Code, Instant Until) Of(Guid seniorId, Instant at)
    {
        var window = WindowOf(at);
        return (Code(seniorId, window), Instant.FromUnixTimeTicks((window + 1) * (long)policy.Proof.CodeLife.TotalTicks));
    }

    /// <summary>Whether a code was the person's at an instant, or just before.</summary>
    public bool IsOf(Guid seniorId, string code, Instant at) => new[] { WindowOf(at), WindowOf(at) - 1 }.Any(window => Code(seniorId, window) == code);

    private long WindowOf(Instant at) => at.ToUnixTimeTicks() / (long)policy.Proof.CodeLife.TotalTicks;

    private string Code(Guid seniorId, long window)
    {
        var made = SHA256.HashData(Encoding.UTF8.GetBytes(cipher.Index($"visit-code:{seniorId}:{window}")));
        return (BinaryPrimitives.ReadUInt32BigEndian(made) % Codes).ToString("D6", CultureInfo.InvariantCulture);
    }
}
