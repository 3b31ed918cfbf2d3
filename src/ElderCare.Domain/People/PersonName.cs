using System.Globalization;
using System.Text;
using ElderCare.Domain.Shared;

namespace ElderCare.Domain.People;

/// <summary>
/// A person's name as it is kept and compared: compatibility forms become plain (NFKC), blanks around it go, and every way to write
/// the dot of names such as 买买提·艾山 becomes one. Rare characters of four bytes count as one character each.
/// </summary>
public static class PersonName
{
    private const int Fewest = 2;
    private const int Most = 25;
    private const char Dot = '·';

    /// <summary>Dots that people and input methods put where · is meant.</summary>
    private static readonly char[] OtherDots = ['•', '‧', '∙', '⋅', '・', '･', 'ꞏ'];

    /// <summary>The name in its one form; null when it is not 2 to 25 characters of which each may stand in a name.</summary>
    public static string? Normalise(string? text)
    {
        if (PlainText.Of(text) is not { } plain) return null;
        var name = string.Concat(plain.Trim().Select(letter => OtherDots.Contains(letter) ? Dot : letter));
        if (!name.EnumerateRunes().All(MayStand) || name.StartsWith(Dot) || name.EndsWith(Dot)) return null;
        return new StringInfo(name).LengthInTextElements is >= Fewest and <= Most ? name : null;
    }

    private static bool MayStand(Rune rune) =>
        Rune.IsLetter(rune) || rune.Value is Dot or ' ' or '-' or '\'' or '.' || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
