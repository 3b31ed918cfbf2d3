using System.Security.Cryptography;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;

namespace ElderCare.MobileApi.Requests;

/// <summary>A POST with a key of the caller's: who asked what, with which body.</summary>
internal sealed record IdempotentRequest(string Caller, string Path, string Key, string BodyHash)
{
    /// <summary>The keyed request that the middleware found on this call, if any.</summary>
    public static IdempotentRequest? Of(HttpContext http) => http.Items[typeof(IdempotentRequest)] as IdempotentRequest;
}

/// <summary>On an endpoint: a POST without a key is refused.</summary>
internal sealed class IdempotencyKeyRequired;

/// <summary>On an endpoint: a key is ignored, because nothing changes.</summary>
internal sealed class IdempotencyKeyIgnored;

/// <summary>Reads the key of a POST, answers what was answered before, and demands the key where it must be.</summary>
internal sealed class IdempotencyFilter(RequestWriter writer) : IEndpointFilter
{
    private const int LongestKey = 200;

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if (await Begin(context.HttpContext) is { } earlier) return new Replay(earlier);
        try
        {
            return await next(context);
        }
        catch (Exception refusal) when (refusal is RuleViolation or RequestProblem && Twin(context.HttpContext) is not null)
        {
            return new Replay(Twin(context.HttpContext)!);
        }
    }

    /// <summary>The answer of the same request that ran beside this one: what refused this one may be what that one did.</summary>
    private Answer? Twin(HttpContext http) => IdempotentRequest.Of(http) is { } request ? writer.Earlier(request) : null;

    private async Task<Answer?> Begin(HttpContext http)
    {
        var metadata = http.GetEndpoint()?.Metadata;
        if (!HttpMethods.IsPost(http.Request.Method) || metadata?.GetMetadata<IdempotencyKeyIgnored>() is not null) return null;
        var key = http.Request.Headers["Idempotency-Key"].ToString();
        if (key.Length == 0)
        {
            if (metadata?.GetMetadata<IdempotencyKeyRequired>() is null) return null;
            throw Refused("idempotency.keyRequired", "请带上 Idempotency-Key。", "Send an Idempotency-Key.");
        }
        if (key.Length > LongestKey) throw Refused("request.invalid", "最多 200 个字符。", "200 characters at most.");
        http.Request.Body.Position = 0;
        var hash = Convert.ToHexString(await SHA256.HashDataAsync(http.Request.Body, http.RequestAborted));
        http.Request.Body.Position = 0;
        var request = new IdempotentRequest(Caller.Of(http).AccountId.ToString(), http.Request.Path, key, hash);
        http.Items[typeof(IdempotentRequest)] = request;
        return writer.Earlier(request);
    }

    private static RequestProblem Refused(string code, string zh, string en) =>
        new(400, code, new(zh, en), new Dictionary<string, Bilingual> { ["Idempotency-Key"] = new(zh, en) });

    private sealed class Replay(Answer answer) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => answer.Write(httpContext);
    }
}
