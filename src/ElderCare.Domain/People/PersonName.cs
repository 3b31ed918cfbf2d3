using System.Globalization;
using System.Text;
using ElderCare.Domain.Shared;

namespace ElderCare.Domain.People;

/// <summary>A person's name as it is kept and compared: in one form (NFKC), without spare blanks, 2 to 25 characters, the dot of minority names as ·.</summary>
public static class PersonName
{
    /// <summary>The fewest characters of a name; a rare character of four bytes is one.</summary>
    public const int Fewest = 2;

    /// <summary>The most characters of a name, as on an identity card.</summary>
    public const int Most = 25;

    private const char Dot = '·';
    private const string OtherDots = "•‧∙⋅・･ꞏ᛫";

    /// <summary>The name in its one form; null when it is no name: too short or long, or with digits and signs that no name has.</summary>
    public static string? Normalise(string? text)
    {
        if (PlainText.Of(text) is not { } form) return null;
        var plain = new StringBuilder();
        foreach (var letter in form)
        {
            if (!char.IsWhiteSpace(letter)) plain.Append(OtherDots.Contains(letter, StringComparison.Ordinal) ? Dot : letter);
            else if (plain.Length > 0 && plain[^1] != ' ') plain.Append(' ');
        }
        var name = plain.ToString().TrimEnd();
        var runes = name.EnumerateRunes().ToList();
        return runes.Count is >= Fewest and <= Most && runes.TrueForAll(IsOfAName) && (Rune.IsLetter(runes[0]) || IsPrivate(runes[0])) && name[^1] != Dot ? name : null;
    }

    /// <summary>What is wrong with a name, or null when <see cref="Normalise"/> takes it.</summary>
    public static Bilingual? ProblemOf(string? text) => Normalise(text) is null
        ? new($"姓名要 {Fewest} 到 {Most} 个字，只能有文字和间隔号。", $"A name has {Fewest} to {Most} letters; beside them only dots, blanks and hyphens.")
        : null;

    private static bool IsOfAName(Rune rune) => Rune.IsLetter(rune) || IsPrivate(rune) || rune.Value is Dot or ' ' or '-' or '\'' or '’' or '.'
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.LetterNumber or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    // Some rare characters of names have no code yet: registers keep them in the private area.
    private static bool IsPrivate(Rune rune) => Rune.GetUnicodeCategory(rune) == UnicodeCategory.PrivateUse;
}
