namespace ElderCare.Domain.Shared;

/// <summary>A rule of the trade says no: the state of things does not allow the act. Nothing has changed.</summary>
/// <param name="code">Stable machine-readable code such as <c>meals.ordersClosed</c>.</param>
/// <param name="reason">What is wrong and what to do, for people.</param>
/// <param name="field">The field of the request that the rule speaks of, if one.</param>
public class RuleViolation(string code, Bilingual reason, string? field = null) : Exception(reason.En)
{
    /// <summary>Stable machine-readable code such as <c>meals.ordersClosed</c>.</summary>
    public string Code { get; } = code;

    /// <summary>What is wrong and what to do, for people.</summary>
    public Bilingual Reason { get; } = reason;

    /// <summary>The field of the request that the rule speaks of, if one.</summary>
    public string? Field { get; } = field;

    /// <summary>Throws when <paramref name="broken"/> is true.</summary>
    public static void ThrowIf(bool broken, string code, string zh, string en, string? field = null)
    {
        if (broken) throw new RuleViolation(code, new(zh, en), field);
    }
}
