using ElderCare.Domain.Shared;

namespace ElderCare.MobileApi.Errors;

/// <summary>Collects what is wrong with the fields of a request, to name all of them in one answer.</summary>
internal sealed class FieldErrors
{
    private readonly Dictionary<string, Bilingual> _errors = [];

    public bool Any => _errors.Count > 0;

    /// <summary>Every field that is wrong, and why.</summary>
    public IReadOnlyDictionary<string, Bilingual> All => _errors;

    public FieldErrors Require(bool holds, string field, string zh, string en)
    {
        if (!holds) _errors.TryAdd(field, new(zh, en));
        return this;
    }

    public FieldErrors Present(object? value, string field) => Require(value is not null && value as string != "", field, "必须填写。", "It is required.");

    public FieldErrors Text(string? value, string field, int least, int most) => Require(
        value is not null && value.Trim().Length >= least && value.Length <= most, field, $"要 {least} 到 {most} 个字。", $"It must have {least} to {most} characters.");

    /// <exception cref="RequestProblem">400 that names every field.</exception>
    public void ThrowIfAny()
    {
        if (Any) throw new RequestProblem(400, "request.invalid", new("请求里有不对的地方。", "Something in the request is not valid."), _errors);
    }
}
