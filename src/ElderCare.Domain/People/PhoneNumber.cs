using System.Text;
using ElderCare.Domain.Shared;

namespace ElderCare.Domain.People;

/// <summary>A phone number as it is kept and compared: 11 digits for a mobile phone of the mainland, <c>+</c> and digits for one from elsewhere.</summary>
public static class PhoneNumber
{
    private const int MainlandDigits = 11;
    private const int FewestDigits = 7;
    private const int MostDigits = 15;
    private static readonly string[] Schemes = ["sips:", "sip:", "tel:"];

    /// <summary>What a kept number is: a mainland number of 11 digits from 13 to 19, and one from elsewhere, is taken for a mobile phone; with an area code it is a landline.</summary>
    public static PhoneKind KindOf(string number) => number.StartsWith('0') ? PhoneKind.Landline : PhoneKind.Mobile;

    /// <summary>The number within an address as exchanges write it, such as <c>sip:13900001235@pbx</c>, <c>"name" &lt;tel:+86…&gt;</c> or 0 before a mobile number; other text as it is.</summary>
    public static string? WithinAddress(string? text)
    {
        if (text is null) return null;
        foreach (var scheme in Schemes)
        {
            var at = text.IndexOf(scheme, StringComparison.OrdinalIgnoreCase);
            if (at < 0) continue;
            text = Uri.UnescapeDataString(text[(at + scheme.Length)..].Split('@', ';', '>', ' ')[0]);
            break;
        }
        var digits = text.Trim();
        return digits.Length == MainlandDigits + 1 && digits.StartsWith("01", StringComparison.Ordinal) && digits[2] >= '3' && digits.All(char.IsAsciiDigit) ? digits[1..] : text;
    }

    /// <summary>Full-width digits, blanks, dashes and a leading +86, 0086 or 86 are taken away; null when no mobile phone can be meant.</summary>
    public static string? Normalise(string? text)
    {
        if (PlainText.Of(text) is not { } plain) return null;
        var bare = new StringBuilder();
        foreach (var letter in plain)
        {
            if (char.IsAsciiDigit(letter) || (letter == '+' && bare.Length == 0)) bare.Append(letter);
            else if (!char.IsWhiteSpace(letter) && letter is not ('-' or '(' or ')' or '\u2010' or '\u2011' or '\u2013')) return null;
        }
        var number = bare.ToString();
        if (number.StartsWith("00", StringComparison.Ordinal)) number = "+" + number[2..];
        if (number.StartsWith("+86", StringComparison.Ordinal)) number = number[3..];
        else if (number.StartsWith("861", StringComparison.Ordinal) && number.Length == MainlandDigits + 2) number = number[2..];
        else if (number.StartsWith('+')) return number.Length - 1 is >= FewestDigits and <= MostDigits && number[1] != '0' ? number : null;
        return number.Length == MainlandDigits && number[0] == '1' && number[1] >= '3' ? number : null;
    }
}
