using ElderCare.Domain.Shared;
using NodaTime;
using NodaTime.Text;

namespace ElderCare.Domain.People;

/// <summary>A citizen's ID number of GB 11643-1999: 18 characters with a check digit. Its prefix says nothing of where the person is registered now.</summary>
public sealed record IdNumber
{
    private const string CheckDigits = "10X98765432";
    private static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    private static readonly LocalDatePattern DatePattern = LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd");

    private IdNumber(string text, LocalDate bornOn, bool wasConverted) => (Text, BornOn, WasConverted) = (text, bornOn, wasConverted);

    /// <summary>The 18 characters, with a capital X.</summary>
    public string Text { get; }

    /// <summary>The birth date that the number states.</summary>
    public LocalDate BornOn { get; }

    /// <summary>Whether it was made from an old number of 15 digits, which cannot be checked.</summary>
    public bool WasConverted { get; }

    /// <summary>The sex that the number states.</summary>
    public Sex Sex => (Text[16] - '0') % 2 == 1 ? Sex.Male : Sex.Female;

    /// <summary>The 6 digits of the division that issued the number, perhaps long renamed.</summary>
    public string Prefix => Text[..6];

    /// <summary>The first 6 and the last 4 characters with stars between.</summary>
    public string Masked => Masking.IdNumber(Text);

    /// <summary>Reads a number; throws <see cref="RuleViolation"/> <c>people.idNumberInvalid</c> that says what is wrong.</summary>
    public static IdNumber Parse(string? text)
    {
        var problem = Read(text, out var number);
        if (problem is { } reason) throw new RuleViolation("people.idNumberInvalid", reason, "idNumber");
        return number!;
    }

    /// <summary>What is wrong with a number, or null when <see cref="Parse"/> takes it.</summary>
    public static Bilingual? ProblemOf(string? text) => Read(text, out _);

    /// <summary>Whether someone with this number is 0 to 130 years old on the date.</summary>
    public bool IsPlausibleOn(LocalDate date) => Age.On(BornOn, date) is >= 0 and <= 130;

    /// <summary>The masked form: a number must not reach a log by being printed.</summary>
    public override string ToString() => Masked;

    private static Bilingual? Read(string? text, out IdNumber? number)
    {
        number = null;
        var plain = Normalised(text);
        var isOld = plain.Length == 15 && plain.All(char.IsAsciiDigit);
        if (!isOld && (plain.Length != 18 || !plain[..17].All(char.IsAsciiDigit) || !(char.IsAsciiDigit(plain[17]) || plain[17] == 'X')))
        {
            return new("身份证号码应为 18 位", "An ID number has 18 characters");
        }
        var body = isOld ? $"{plain[..6]}19{plain[6..]}" : plain[..17];
        if (!DatePattern.Parse(body[6..14]).TryGetValue(default, out var bornOn)) return new("身份证号码中的出生日期不存在", "The birth date in the ID number does not exist");
        var full = body + CheckDigitOf(body);
        if (!isOld && full != plain) return new("身份证号码校验位不对，请核对", "The check digit of the ID number is wrong: please read it again");
        number = new(full, bornOn, isOld);
        return null;
    }

    private static char CheckDigitOf(string body) => CheckDigits[body.Select((digit, i) => (digit - '0') * Weights[i]).Sum() % 11];

    /// <summary>Full-width forms become plain, spaces go, x becomes X.</summary>
    private static string Normalised(string? text) => string.Concat((text ?? "")
        .Where(letter => !char.IsWhiteSpace(letter))
        .Select(letter => letter is >= '\uFF01' and <= '\uFF5E' ? (char)(letter - 0xFEE0) : letter))
        .ToUpperInvariant();
}
