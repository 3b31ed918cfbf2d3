using ElderCare.Domain.Shared;

namespace ElderCare.Domain.Funding;

/// <summary>Collects problems by field.</summary>
internal sealed class ProblemList
{
    private readonly List<RuleProblem> all = [];

    /// <summary>The problems so far.</summary>
    public IReadOnlyList<RuleProblem> All => all;

    /// <summary>Adds a problem when the condition holds.</summary>
    public void When(bool wrong, string field, string zh, string en)
    {
        if (wrong) all.Add(new(field, new($"{field}：{zh}", $"{field}: {en}")));
    }

    /// <summary>Adds a problem for each item of a list that is wrong.</summary>
    public void WhenAny<T>(IReadOnlyList<T>? list, Func<T, bool> wrong, string field, string zh, string en)
    {
        for (var i = 0; i < (list?.Count ?? 0); i++) When(wrong(list![i]), $"{field}[{i}]", zh, en);
    }

    /// <summary>Adds a problem for a value that the enumeration lacks.</summary>
    public void WhenUndefined<T>(T? value, string field) where T : struct, Enum =>
        When(value is { } given && !Enum.IsDefined(given), field, "没有这个取值", "is no known value");

    /// <summary>Adds a problem for a number below 0.</summary>
    public void WhenNegative(int? value, string field) => When(value < 0, field, "不能是负数", "must not be negative");

    /// <summary>Adds a problem for an amount below 0 or above the most that an order may be.</summary>
    public void WhenNotFen(long? fen, string field) =>
        When(fen is < 0 or > Money.MaximumFen, field, $"必须在 0 到 {Money.MaximumFen} 分之间", $"must be 0 to {Money.MaximumFen} fen");

    /// <summary>Adds a problem for a share outside 0 to 100 %.</summary>
    public void WhenNotShare(long? basisPoints, string field) =>
        When(basisPoints is < 0 or > 10_000, field, "必须在 0 到 10000 之间", "must be 0 to 10000");

    /// <summary>Adds a problem for text that is no division code.</summary>
    public void WhenNotCode(string? code, string field) =>
        When(!string.IsNullOrEmpty(code) && (code.Length is not (6 or 9 or 12) || !code.All(char.IsAsciiDigit)), field, "必须是 6、9 或 12 位数字", "must have 6, 9 or 12 digits");

    /// <summary>Adds a problem for text that is too long.</summary>
    public void WhenLonger(string? text, int most, string field) => When(text?.Length > most, field, $"最多 {most} 个字", $"must have at most {most} characters");
}
