using System.Text;
using NodaTime;

namespace ElderCare.Domain.People;

/// <summary>A card, or book of paper vouchers, that says who somebody is. Its number belongs to one person while it is active.</summary>
public sealed class Card
{
    private const int Fewest = 4;
    private const int MostLetters = 32;

    /// <summary>UUID version 7.</summary>
    public required Guid Id { get; init; }

    /// <summary>Whose.</summary>
    public required Guid SeniorId { get; init; }

    /// <summary>What it is.</summary>
    public required CardKind Kind { get; init; }

    /// <summary>The number, encrypted.</summary>
    public required string NumberCipher { get; init; }

    /// <summary>Keyed hash of the number, to find its holder; unique among active cards.</summary>
    public required string NumberIndex { get; init; }

    /// <summary>The last four characters.</summary>
    public required string NumberMasked { get; init; }

    /// <summary>Whether it is taken.</summary>
    public CardState State { get; init; } = CardState.Active;

    /// <summary>When it was given out.</summary>
    public required Instant IssuedAt { get; init; }

    /// <summary>When it was reported lost, if it was.</summary>
    public Instant? LostAt { get; init; }

    /// <summary>The card that took its place, if one did.</summary>
    public Guid? ReplacedBy { get; init; }

    /// <summary>A number in one form: capital letters and plain digits, 4 to 32; null when it is none.</summary>
    public static string? Normalise(string? text)
    {
        var plain = string.Concat((text ?? "").Normalize(NormalizationForm.FormKC).Where(letter => !char.IsWhiteSpace(letter) && letter != '-')).ToUpperInvariant();
        return plain.Length is >= Fewest and <= MostLetters && plain.All(char.IsAsciiLetterOrDigit) ? plain : null;
    }

    /// <summary>A number as shown: a star for each character but the last four, all stars when it has fewer than eight.</summary>
    public static string Masked(string number) => number.Length < 2 * Fewest ? new('*', number.Length) : new string('*', number.Length - Fewest) + number[^Fewest..];
}
