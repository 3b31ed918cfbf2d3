using ElderCare.Domain.Shared;

namespace ElderCare.MobileApi.Errors;

/// <summary>The request cannot be served; becomes an RFC 9457 problem. Nothing has changed.</summary>
internal sealed class RequestProblem(int status, string code, Bilingual detail, IReadOnlyDictionary<string, Bilingual>? errors = null) : Exception(detail.En)
{
    public int Status { get; } = status;

    public string Code { get; } = code;

    public Bilingual Detail { get; } = detail;

    /// <summary>What is wrong with which field.</summary>
    public IReadOnlyDictionary<string, Bilingual> Errors { get; } = errors ?? new Dictionary<string, Bilingual>();

    /// <summary>More members of the problem, such as the new quote.</summary>
    public Dictionary<string, object> Extensions { get; } = [];

    /// <summary>Seconds after which it is worth trying again.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary>Unknown, or outside the caller's scope: the two look alike.</summary>
    public static RequestProblem NotFound(string? field = null) =>
        new(404, "notFound", new("没有找到。", "There is no such record."), field is null ? null : new Dictionary<string, Bilingual> { [field] = new("没有找到。", "There is no such record.") });

    public static RequestProblem Forbidden(string code = "auth.forbidden") =>
        new(403, code, new("您没有权限做这件事。需要的话，请打 12349。", "You may not do this. Call 12349 if you need it."));

    public static RequestProblem Invalid(string field, string zh, string en, string code = "request.invalid") =>
        new(400, code, new("请求里有一处不对。", "Something in the request is not valid."), new Dictionary<string, Bilingual> { [field] = new(zh, en) });
}
