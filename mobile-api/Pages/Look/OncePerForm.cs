using System.Security.Cryptography;
using System.Text;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Requests;
using ElderCare.Domain.Shared;

namespace ElderCare.MobileApi.Pages.Look;

/// <summary>Does what a form asks once, however often its button is pressed or its page reloaded: the form carries a key made when it was drawn.</summary>
internal sealed class OncePerForm(RequestWriter writer)
{
    public const string KeyField = "key";
    private const string TokenField = "__RequestVerificationToken";

    public static string NewKey() => Guid.CreateVersion7().ToString("N");

    /// <summary>The first answer to this form, or what the act answers now.</summary>
    public async Task<Answer<T>> Do<T>(HttpContext http, IFormCollection form, Func<Task<Answer<T>>> act)
    {
        var key = form[KeyField].ToString();
        if (key.Length is 0 or > IdempotentRequest.LongestKey) throw RequestProblem.Invalid(KeyField, "没有收到完整的内容。请回去重新打开，再按一次。", "The form did not arrive whole. Open the page again and press once more.");
        var request = IdempotentRequest.Begin(http, Caller.Of(http), http.Request.Path, key, HashOf(http.Request, form));
        if (writer.Earlier(request) is { } earlier) return new(earlier);
        try
        {
            return await act();
        }
        catch (Exception refusal) when (refusal is RuleViolation or RequestProblem)
        {
            // The same form may have come twice at once and the other was first: then this one is not refused, it has been done.
            if (writer.Earlier(request) is { } meanwhile) return new(meanwhile);
            throw;
        }
    }

    private static string HashOf(HttpRequest request, IFormCollection form)
    {
        var fields = request.Query.Where(part => part.Key is not (Visitor.Language or Visitor.TextSize)).Concat(form.Where(field => field.Key != TokenField))
            .OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"{Uri.EscapeDataString(field.Key)}={Uri.EscapeDataString(field.Value.ToString())}");
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('&', fields))));
    }
}
