using ElderCare.Domain.Shared;

namespace ElderCare.Domain.People;

/// <summary>How somebody who comes to help gets into a home: the code of a door, who holds a key.</summary>
public static class DoorNote
{
    /// <summary>How long it may be, in characters.</summary>
    public const int Longest = 500;

    /// <summary>What it must be, without a full stop.</summary>
    public static readonly Bilingual Rule = new($"最多 {Longest} 个字，不能有换行", $"It must have at most {Longest} characters and no line breaks");

    /// <summary>Whether it can be kept; nothing written can.</summary>
    public static bool IsFit(string? text) => text is null || (text.Trim() is var plain && plain.Length <= Longest && !plain.Any(char.IsControl));

    /// <summary>The note as it is kept, without blanks around; null when nothing is written.</summary>
    public static string? Normalise(string? text) => text?.Trim() is { Length: > 0 } plain ? plain : null;
}
