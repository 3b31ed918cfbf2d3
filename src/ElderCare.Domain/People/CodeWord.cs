using ElderCare.Domain.Shared;

namespace ElderCare.Domain.People;

/// <summary>A word that programs compare: a category, a diet, an allergen, such as <c>minimumLivingAllowance</c>.</summary>
internal static class CodeWord
{
    private const int Longest = 40;

    /// <summary>The rule for people.</summary>
    public static readonly Bilingual Rule = new("要是代码，例如 peanut：小写字母开头，只有英文字母和数字", "It must be a code such as peanut: a small letter first, then letters and digits only");

    /// <summary>Whether a text is one.</summary>
    public static bool Is(string? text) => text is { Length: > 0 and <= Longest } && char.IsAsciiLetterLower(text[0]) && text.All(char.IsAsciiLetterOrDigit);
}
