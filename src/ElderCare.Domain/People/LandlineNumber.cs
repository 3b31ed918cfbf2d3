using System.Text;

namespace ElderCare.Domain.People;

/// <summary>A number of the fixed network with its area code, as <c>0577-88881234</c>.</summary>
public static class LandlineNumber
{
    private const int FewestLocal = 7;
    private const int MostLocal = 8;

    /// <summary>Full-width digits, blanks and signs are taken away and the area code set apart; null when there is none or it is no such number.</summary>
    public static string? Normalise(string? text)
    {
        if (text is null) return null;
        var bare = new StringBuilder();
        foreach (var letter in text.Normalize(NormalizationForm.FormKC))
        {
            if (char.IsAsciiDigit(letter)) bare.Append(letter);
            else if (!char.IsWhiteSpace(letter) && letter is not ('-' or '(' or ')' or '\u2010' or '\u2011' or '\u2013')) return null;
        }
        var digits = bare.ToString();
        if (digits.Length < 3 || digits[0] != '0' || digits[1] == '0') return null;
        // Beijing has 010, the other great cities 020 to 029; all others have four digits.
        var area = digits[1] is '1' or '2' ? 3 : 4;
        var local = digits.Length - area;
        return local is >= FewestLocal and <= MostLocal && digits[area] is not ('0' or '1') ? $"{digits[..area]}-{digits[area..]}" : null;
    }
}
