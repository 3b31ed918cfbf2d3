using ElderCare.MobileApi.Errors;

namespace ElderCare.MobileApi.Meals;

/// <summary>What hands a meal over; exactly one of the three.</summary>
internal sealed record CollectRequest
{
    /// <summary>The six digits that the senior's side was shown.</summary>
    public string? Code { get; init; }

    /// <summary>The number of a meal card, social-security card or book of paper vouchers of the order's own senior.</summary>
    public string? Card { get; init; }

    /// <summary>The whole number of the identity document of the order's own senior.</summary>
    public string? IdNumber { get; init; }

    /// <summary>The field that is given.</summary>
    public string Field => Code is not null ? "code" : Card is not null ? "card" : "idNumber";

    /// <exception cref="RequestProblem">400 unless exactly one is given.</exception>
    public CollectRequest Checked()
    {
        var given = new[] { Code, Card, IdNumber }.Count(one => one is not null);
        new FieldErrors().Require(given == 1, "code", "code、card、idNumber 要正好填一个。", "Exactly one of code, card and idNumber is needed.")
            .Require(given != 1 || (Code ?? Card ?? IdNumber) is { Length: > 0 and <= 64 }, Field, "要 1 到 64 个字。", "It must have 1 to 64 characters.").ThrowIfAny();
        return this;
    }
}
