using System.Text;

namespace ElderCare.Domain.Shared;

/// <summary>Text in which compatibility forms, such as full-width letters, have become plain ones.</summary>
public static class PlainText
{
    private const int NoCharacter = 0xFFFE;

    /// <summary>The text by NFKC; null when it holds half a character or what is none, of which there is no such form.</summary>
    public static string? Of(string? text) => text is null || text.EnumerateRunes().Any(rune => rune == Rune.ReplacementChar || rune.Value == NoCharacter) ? null : text.Normalize(NormalizationForm.FormKC);
}
