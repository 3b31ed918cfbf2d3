using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;

namespace ElderCare.MobileApi.Requests;

/// <summary>A POST with a key of the caller's: who asked what, with which body.</summary>
internal sealed record IdempotentRequest(string Caller, string Path, string Key, string BodyHash)
{
    public const int LongestKey = 200;

    /// <summary>The keyed request that this call is, if it is one.</summary>
    public static IdempotentRequest? Of(HttpContext http) => http.Items[typeof(IdempotentRequest)] as IdempotentRequest;

    /// <summary>Makes this call a keyed request: what it commits is kept under the key.</summary>
    public static IdempotentRequest Begin(HttpContext http, Caller caller, string path, string key, string bodyHash)
    {
        var request = new IdempotentRequest(caller.AccountId.ToString(), path, key, bodyHash);
        http.Items[typeof(IdempotentRequest)] = request;
        return request;
    }
}

/// <summary>On an endpoint: a POST without a key is refused.</summary>
internal sealed class IdempotencyKeyRequired;

/// <summary>On an endpoint: a key is ignored, because nothing changes.</summary>
internal sealed class IdempotencyKeyIgnored;

/// <summary>
/// Reads the key of a POST and demands it where it must be. What was answered before is looked for only when the request is
/// refused, or when its unit finds the key taken: a first request, as nearly all are, does not wait for it.
/// </summary>
internal static class KeyedRequests
{
    public static void UseKeyedRequests(this IApplicationBuilder app)
    {
        var writer = app.ApplicationServices.GetRequiredService<RequestWriter>();
        app.UseWhen(http => HttpMethods.IsPost(http.Request.Method) && http.Request.Path.StartsWithSegments("/api"), posts => posts.Use((http, next) => Handle(http, next, writer)));
    }

    private static async Task Handle(HttpContext http, RequestDelegate next, RequestWriter writer)
    {
        var request = await Begin(http);
        try
        {
            await next(http);
        }
        catch (Exception refusal) when (request is not null && refusal is (RuleViolation or RequestProblem))
        {
            if (writer.Earlier(request!) is not { } earlier) throw;
            await earlier.Write(http); // what refused this one is what the first one did
        }
    }

    private static async Task<IdempotentRequest?> Begin(HttpContext http)
    {
        var metadata = http.GetEndpoint()?.Metadata;
        if (metadata?.GetMetadata<IdempotencyKeyIgnored>() is not null) return null;
        var key = http.Request.Headers["Idempotency-Key"].ToString();
        if (key.Length == 0)
        {
            if (metadata?.GetMetadata<IdempotencyKeyRequired>() is null) return null;
            throw Refused("idempotency.keyRequired", "请带上 Idempotency-Key。", "Send an Idempotency-Key.");
        }
        if (key.Length > IdempotentRequest.LongestKey) throw Refused("request.invalid", "最多 200 个字符。", "200 characters at most.");
        return IdempotentRequest.Begin(http, Caller.Of(http), http.Request.Path, key, await KeyedBodies.Hash(http.Request));
    }

    private static RequestProblem Refused(string code, string zh, string en) =>
        new(400, code, new(zh, en), new Dictionary<string, Bilingual> { ["Idempotency-Key"] = new(zh, en) });
}
