namespace ElderCare.Domain.CallCentre;

/// <summary>An answer to a question that callers ask, in Chinese and English.</summary>
public sealed class PolicyAnswer
{
    /// <summary>A lasting name, such as <c>meal-subsidy-weihai</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The question in Chinese.</summary>
    public required string QuestionZh { get; init; }

    /// <summary>The question in English.</summary>
    public required string QuestionEn { get; init; }

    /// <summary>The answer in Chinese.</summary>
    public required string AnswerZh { get; init; }

    /// <summary>The answer in English.</summary>
    public required string AnswerEn { get; init; }

    /// <summary>Words by which it is found, with blanks between.</summary>
    public required string Keywords { get; init; }

    /// <summary>Where the answer comes from.</summary>
    public required string Evidence { get; init; }

    /// <summary>How well it fits what was asked: each word counts 4 in the question, 2 in the keywords, 1 in the answer; 0 is not at all.</summary>
    public int FitOf(IEnumerable<string> words) => words.Sum(word =>
        Has(QuestionZh, word) || Has(QuestionEn, word) ? 4 : Has(Keywords, word) ? 2 : Has(AnswerZh, word) || Has(AnswerEn, word) ? 1 : 0);

    private static bool Has(string text, string word) => text.Contains(word, StringComparison.OrdinalIgnoreCase);
}
