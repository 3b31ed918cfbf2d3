using System.Security.Cryptography;
using System.Text;

namespace ElderCare.Domain.Ledger;

/// <summary>A place where value stands, in one unit. Value moves between accounts by <see cref="Transfer"/>s only.</summary>
public sealed class LedgerAccount
{
    /// <summary>Derived from kind and owner, or from kind and voucher, so that no look-up is needed to post.</summary>
    public required Guid Id { get; init; }

    /// <summary>What the account is for.</summary>
    public required AccountKind Kind { get; init; }

    /// <summary>Whose account: the id of a fund, senior, canteen or provider, or the code of a programme.</summary>
    public required string Owner { get; init; }

    /// <summary><c>fen</c>, or <c>minutes:PROGRAMME</c>.</summary>
    public required string Unit { get; init; }

    /// <summary>The lowest balance that the database allows; null when there is none.</summary>
    public long? Floor { get; init; }

    /// <summary>Who covers this division may read the account.</summary>
    public required string DivisionCode { get; init; }

    /// <summary>Money in whole fen.</summary>
    public const string Fen = "fen";

    /// <summary>Whole minutes of home service by a voucher programme.</summary>
    public static string MinutesOf(string programmeCode) => $"minutes:{programmeCode}";

    /// <summary>The id of the account of a kind and an owner.</summary>
    public static Guid IdOf(AccountKind kind, string owner)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}:{owner}"), hash);
        hash[6] = (byte)(hash[6] & 0x0f | 0x80);
        hash[8] = (byte)(hash[8] & 0x3f | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }

    /// <summary>The id of a senior's, canteen's or device's account.</summary>
    public static Guid IdOf(AccountKind kind, Guid owner) => IdOf(kind, owner.ToString());

    /// <summary>The lowest balance of accounts of a kind; null when there is none.</summary>
    public static long? FloorOf(AccountKind kind) => kind is AccountKind.Fund or AccountKind.CashDrawer or AccountKind.Wallet or AccountKind.VoucherMinutes or AccountKind.VoucherHeld ? 0 : null;

    /// <summary>Opens the account of a kind and an owner in fen; the kind says whether it has a floor.</summary>
    public static LedgerAccount Open(AccountKind kind, string owner, string divisionCode) => Open(kind, owner, divisionCode, Fen);

    /// <summary>Opens the account of a kind and an owner in a unit; the kind says whether it has a floor.</summary>
    public static LedgerAccount Open(AccountKind kind, string owner, string divisionCode, string unit) => new()
    {
        Id = IdOf(kind, owner),
        Kind = kind,
        Owner = owner,
        Unit = unit,
        Floor = FloorOf(kind),
        DivisionCode = divisionCode,
    };
}
