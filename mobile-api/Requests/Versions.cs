using System.Globalization;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Errors;

namespace ElderCare.MobileApi.Requests;

/// <summary>ETags from version numbers, and the If-Match that a change must carry.</summary>
internal static class Versions
{
    public static string ETag(int version) => $"\"{version.ToString(CultureInfo.InvariantCulture)}\"";

    /// <exception cref="RequestProblem">428 without If-Match, 412 when it names another version.</exception>
    public static void ThrowUnlessMatches(HttpRequest request, int version)
    {
        var sent = request.Headers.IfMatch.ToString();
        if (sent.Length == 0) throw Refused(428, "request.ifMatchRequired", "请带上 If-Match。", "Send If-Match with the ETag that you read.");
        if (sent != "*" && !sent.Split(',').Any(tag => tag.Trim() == ETag(version))) throw Stale();
    }

    public static RequestProblem Stale() => Refused(412, "request.stale", "别人刚改过，请重新打开再改。", "Somebody changed it meanwhile; read it again.");

    private static RequestProblem Refused(int status, string code, string zh, string en) =>
        new(status, code, new(zh, en), new Dictionary<string, Bilingual> { ["If-Match"] = new(zh, en) });
}
