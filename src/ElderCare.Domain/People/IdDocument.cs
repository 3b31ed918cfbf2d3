using System.Globalization;
using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.Domain.People;

/// <summary>The number of an identity document as it is kept and compared. Only a resident identity card has a check digit and says when its holder was born.</summary>
public sealed record IdDocument
{
    private const int Fewest = 5;
    private const int Most = 20;

    /// <summary>The rule for the number of a document that is no resident identity card.</summary>
    public static readonly Bilingual Rule = new($"证件号码要 {Fewest} 到 {Most} 个字母或数字", $"The number of the document has {Fewest} to {Most} letters and digits");

    private IdDocument(IdDocumentKind kind, string number, IdNumber? card) => (Kind, Number, Card) = (kind, number, card);

    /// <summary>What document it is.</summary>
    public IdDocumentKind Kind { get; }

    /// <summary>The number, in capital letters and plain digits.</summary>
    public string Number { get; }

    /// <summary>What the number of a resident identity card states; null for other documents.</summary>
    public IdNumber? Card { get; }

    /// <summary>Whether it was made from an old number of 15 digits.</summary>
    public bool WasConverted => Card?.WasConverted == true;

    /// <summary>The number as shown.</summary>
    public string Masked => Masking.IdNumber(Number);

    /// <summary>Reads a number of a kind; answers what is wrong with it, or null.</summary>
    /// <param name="kind">What document it is.</param>
    /// <param name="text">The number as typed.</param>
    /// <param name="today">Nobody is born after it, or is over 130 on it.</param>
    /// <param name="document">The document, when nothing is wrong.</param>
    public static Bilingual? Read(IdDocumentKind kind, string? text, LocalDate today, out IdDocument? document)
    {
        document = null;
        if (kind == IdDocumentKind.ResidentIdCard)
        {
            if (IdNumber.ProblemOf(text) is { } problem) return problem;
            var card = IdNumber.Parse(text);
            if (!card.IsPlausibleOn(today)) return new("身份证号码里的出生日期不可能", "The birth date in the ID number is not possible");
            document = new(kind, card.Text, card);
            return null;
        }
        if (Normalise(text) is not { } plain) return Rule;
        document = new(kind, plain, null);
        return null;
    }

    /// <summary>
    /// The one form of a number of a document that is no resident identity card, on every way in: capital letters and plain digits,
    /// without the blanks, dashes and brackets that some write and some leave out; null when it is none.
    /// </summary>
    public static string? Normalise(string? text)
    {
        var plain = string.Concat((PlainText.Of(text) ?? "").Where(letter => !IsBetween(letter))).ToUpperInvariant();
        return plain.Length is >= Fewest and <= Most && plain.All(char.IsAsciiLetterOrDigit) ? plain : null;
    }

    private static bool IsBetween(char letter) => char.IsWhiteSpace(letter)
        || char.GetUnicodeCategory(letter) is UnicodeCategory.DashPunctuation or UnicodeCategory.OpenPunctuation or UnicodeCategory.ClosePunctuation
        || letter is '\u2212'; // the minus sign is no dash to Unicode

    /// <summary>The masked form: a number must not reach a log by being printed.</summary>
    public override string ToString() => Masked;
}
