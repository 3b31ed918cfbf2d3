using System.Text.RegularExpressions;

namespace ElderCare.MobileApi.Messages;

/// <summary>A message as a voice reads it.</summary>
internal static partial class SpokenText
{
    /// <summary>Codes and the hotline are read digit by digit, and the masked name, which comes first, has no stars to be read out.</summary>
    public static string Of(string text) => LongNumber().Replace(Stars().Replace(text, "姓老人", 1), number => string.Join(' ', number.Value.AsEnumerable()));

    [GeneratedRegex(@"\*+")]
    private static partial Regex Stars();

    [GeneratedRegex("[0-9]{5,}")]
    private static partial Regex LongNumber();
}
