using System.Text;

namespace ElderCare.Domain.People;

/// <summary>Lists of words that people write down, in the one form in which they are compared.</summary>
internal static class PlainWords
{
    /// <summary>The words without wide forms and blanks around, each once; null when there are too many, or one is empty, too long or broken over lines.</summary>
    public static IReadOnlyList<string>? Of(IReadOnlyList<string?>? words, int most, int longest)
    {
        if (words is null || words.Count > most) return null;
        var plain = words.Select(word => word?.Normalize(NormalizationForm.FormKC).Trim() ?? "").ToList();
        return plain.TrueForAll(word => word.Length > 0 && word.Length <= longest && !word.Any(char.IsControl)) ? [.. plain.Distinct()] : null;
    }
}
