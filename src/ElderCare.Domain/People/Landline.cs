using System.Text;
using ElderCare.Domain.Shared;

namespace ElderCare.Domain.People;

/// <summary>A fixed telephone of the mainland as it is kept and compared: area code, a dash, and 7 or 8 digits, such as 0577-88880000.</summary>
public static class Landline
{
    /// <summary>Full-width digits, blanks, dashes, brackets and a leading +86 or 0086 are taken away; null when no fixed telephone can be meant.</summary>
    public static string? Normalise(string? text)
    {
        if (PlainText.Of(text) is not { } plain) return null;
        var bare = new StringBuilder();
        foreach (var letter in plain)
        {
            if (char.IsAsciiDigit(letter)) bare.Append(letter);
            else if (!char.IsWhiteSpace(letter) && letter is not ('-' or '(' or ')' or '+' or '\u2010' or '\u2011' or '\u2013')) return null;
        }
        var digits = bare.ToString();
        if (digits.StartsWith("0086", StringComparison.Ordinal)) digits = "0" + digits[4..].TrimStart('0');
        else if (digits.StartsWith("86", StringComparison.Ordinal)) digits = "0" + digits[2..].TrimStart('0');
        if (digits.Length < 10 || digits[0] != '0' || digits[1] == '0') return null;
        var area = digits[1] is '1' or '2' ? 3 : 4; // 010 and 02x serve whole cities, all others have four digits
        return digits.Length - area is 7 or 8 ? $"{digits[..area]}-{digits[area..]}" : null;
    }
}
