using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Nodes;
using ElderCare.Data.Writing;
using ElderCare.Domain.Shared;
using Microsoft.AspNetCore.WebUtilities;
using Npgsql;

namespace ElderCare.MobileApi.Errors;

/// <summary>Turns every failure of a request into a problem with a stable code, in the caller's language; no stack, query or path leaks.</summary>
internal sealed class Problems(RequestDelegate next, ILogger<Problems> log)
{
    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await next(http);
            if (http.Response is { HasStarted: false, ContentLength: null, ContentType: null } && http.Response.StatusCode >= 400 && IsForPrograms(http))
            {
                await Write(http, OfStatus(http.Response.StatusCode));
            }
        }
        catch (Exception gone) when (http.RequestAborted.IsCancellationRequested)
        {
            log.LogDebug(gone, "The caller went away");
        }
        catch (Exception fault) when (!http.Response.HasStarted && IsForPrograms(http))
        {
            await Write(http, Of(fault, log));
        }
    }

    public static bool IsForPrograms(HttpContext http) =>
        http.Request.Path.StartsWithSegments("/api") || http.Request.Path.StartsWithSegments("/hubs") || http.Request.Path.StartsWithSegments("/health");

    public static RequestProblem Of(Exception fault, ILogger log)
    {
        switch (fault)
        {
            case InvalidOperationException when fault.Message.Contains("charset", StringComparison.OrdinalIgnoreCase):
                return OfStatus(415); // the framework names a charset that it does not know only so
            case InvalidOperationException { InnerException: DbException lost }:
                return Of(lost, log); // Entity Framework wraps what it takes for worth trying again
            case RequestProblem problem:
                return problem;
            case RuleViolation violation:
                return new(409, violation.Code, violation.Reason, violation.Field is { } field ? new Dictionary<string, Bilingual> { [field] = violation.Reason } : null);
            case BadHttpRequestException bad:
                return OfBadRequest(bad);
            case WriterBusyException:
                return Busy();
            case StaleReadException:
                return Busy();
            case DbException { IsTransient: true } or DbException { InnerException: IOException or TimeoutException } or PostgresException { SqlState: "57014" or "25P03" or "55P03" }:
                log.LogWarning(fault, "The database could not answer in time");
                return Busy();
            default:
                log.LogError(fault, "A request failed");
                return new(500, "server.fault", new("系统出了问题，什么都没有改动。请稍等再试，或者打 12349。", "Something broke on our side; nothing was changed. Try again, or call 12349."));
        }
    }

    private static RequestProblem Busy() =>
        new(503, "server.busy", new("现在人多，请 2 秒后再发一次，带同一个 Idempotency-Key 就不会重复。", "Too busy; send it again in 2 seconds: with the same Idempotency-Key nothing is done twice.")) { RetryAfterSeconds = 2 };

    private static RequestProblem OfBadRequest(BadHttpRequestException bad)
    {
        if (bad.StatusCode != 400) return OfStatus(bad.StatusCode);
        if (bad.InnerException is JsonException json)
        {
            var field = json.Path is { Length: > 2 } path ? path[2..] : "body";
            return RequestProblem.Invalid(field, "格式不对。", "It has the wrong type or form.", "request.malformed");
        }
        // "Failed to bind parameter "LocalDate date" from "x"." names the parameter between its type and the closing quote.
        var words = bad.Message.Split('"');
        var isBody = words.Length < 2 || words[^1].Contains("body", StringComparison.Ordinal);
        var name = isBody ? "body" : words[1].Split(' ')[^1];
        return RequestProblem.Invalid(name, "格式不对，或者没有填。", "It is missing or has the wrong form.", "request.malformed");
    }

    public static RequestProblem OfStatus(int status) => status switch
    {
        401 => new(401, "auth.signInRequired", new("请先登录。", "Sign in first.")),
        403 => RequestProblem.Forbidden(),
        404 => RequestProblem.NotFound(),
        405 => new(405, "request.methodNotAllowed", new("这个地址不支持这种操作。", "The address does not take this method.")),
        413 => new(413, "request.tooLarge", new("内容太大，最多 1 MB。", "The body is too large; 1 MB at most."), new Dictionary<string, Bilingual> { ["body"] = new("最多 1 MB。", "1 MB at most.") }),
        415 => new(415, "request.notJson", new("请用 application/json 发送。", "Send application/json."), new Dictionary<string, Bilingual> { ["Content-Type"] = new("要 application/json。", "It must be application/json.") }),
        >= 500 => new(status, "server.fault", new("系统出了问题。", "Something broke on our side.")),
        _ => new(status, "request.refused", new("请求没有被接受。", "The request was refused.")),
    };

    public static async Task Write(HttpContext http, RequestProblem problem)
    {
        var english = Language.IsEnglish(http.Request);
        var body = new JsonObject
        {
            ["type"] = "about:blank",
            ["title"] = ReasonPhrases.GetReasonPhrase(problem.Status),
            ["status"] = problem.Status,
            ["code"] = problem.Code,
            ["detail"] = problem.Detail.In(english),
        };
        if (problem.Errors.Count > 0)
        {
            body["errors"] = new JsonObject(problem.Errors.Select(error => KeyValuePair.Create(error.Key, (JsonNode?)new JsonArray(JsonValue.Create(error.Value.In(english))))));
        }
        foreach (var (name, value) in problem.Extensions) body[name] = JsonSerializer.SerializeToNode(value, Json.Options);
        http.Response.StatusCode = problem.Status;
        if (problem.Status == 401) http.Response.Headers.WWWAuthenticate = "Bearer";
        if (problem.RetryAfterSeconds is { } seconds) http.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        await http.Response.WriteAsJsonAsync(body, Json.Options, "application/problem+json");
    }
}
