using System.Globalization;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Errors;

namespace ElderCare.MobileApi.Requests;

/// <summary>ETags from version numbers, and the If-Match that a change must carry.</summary>
internal static class Versions
{
    public static string ETag(int version) => $"\"{version.ToString(CultureInfo.InvariantCulture)}\"";

    /// <exception cref="RequestProblem">428 without If-Match, 412 when it names another version.</exception>
    public static void ThrowUnlessMatches(HttpRequest request, int version) => ThrowUnlessMatches(request, ETag(version));

    /// <inheritdoc cref="ThrowUnlessMatches(HttpRequest, int)"/>
    public static void ThrowUnlessMatches(HttpRequest request, string etag)
    {
        var sent = request.Headers.IfMatch.ToString();
        if (sent.Length == 0) throw Refused(428, "request.ifMatchRequired", "请带上 If-Match。", "Send If-Match with the ETag that you read.");
        if (sent != "*" && !sent.Split(',').Any(tag => tag.Trim() == etag)) throw Stale();
    }

    /// <summary>A PUT that may create or change says which of them it means.</summary>
    /// <param name="request">The request.</param>
    /// <param name="etag">Of the record that is there; null when none is.</param>
    /// <exception cref="RequestProblem">412 when it is otherwise than meant, 404 when there is nothing to change, 428 when nothing is said.</exception>
    public static void DemandMeant(HttpRequest request, string? etag)
    {
        if (etag is null && request.Headers.IfNoneMatch == "*") return;
        if (etag is null) throw request.Headers.IfMatch.Count > 0 ? RequestProblem.NotFound() : Unsaid();
        if (request.Headers.IfNoneMatch == "*") throw Stale();
        ThrowUnlessMatches(request, etag);
    }

    public static RequestProblem Stale() => Refused(412, "request.stale", "别人刚改过，请重新打开再改。", "Somebody changed it meanwhile; read it again.");

    private static RequestProblem Unsaid() => new(428, "request.ifMatchRequired", new("新建请带 If-None-Match: *，修改请带 If-Match。", "Create with If-None-Match: *, change with If-Match."),
        new Dictionary<string, Bilingual> { ["If-Match"] = new("必须带上。", "It is required.") });

    private static RequestProblem Refused(int status, string code, string zh, string en) =>
        new(status, code, new(zh, en), new Dictionary<string, Bilingual> { ["If-Match"] = new(zh, en) });
}
