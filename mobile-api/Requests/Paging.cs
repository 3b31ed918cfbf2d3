using System.Text;
using System.Text.Json.Serialization;
using ElderCare.MobileApi.Errors;
using Microsoft.AspNetCore.WebUtilities;

namespace ElderCare.MobileApi.Requests;

/// <summary>One page of a list.</summary>
/// <param name="Items">The rows.</param>
/// <param name="NextCursor">What to send as <c>cursor</c> for the next page; null at the end.</param>
internal sealed record Page<T>(IReadOnlyList<T> Items, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? NextCursor)
{
    /// <summary>Cuts a page out of one row more than it holds.</summary>
    public static Page<T> Of(IReadOnlyList<T> rows, PageRequest page, Func<T, string> cursor) =>
        rows.Count > page.Limit ? new(rows.Take(page.Limit).ToList(), PageRequest.Encode(cursor(rows[page.Limit - 1]))) : new(rows, null);
}

/// <summary>Which page of a list is asked for.</summary>
internal sealed record PageRequest(int Limit, string? After)
{
    private const int Default = 50;
    private const int Most = 200;

    public Guid? AfterId => After is null ? null : Guid.TryParse(After, out var id) ? id : throw Invalid();

    /// <summary>One more than the limit, to know whether there is a next page.</summary>
    public int Take => Limit + 1;

    public static PageRequest Of(int? limit, string? cursor)
    {
        if (limit is < 1 or > Most) throw RequestProblem.Invalid("limit", "1 到 200。", "It must be 1 to 200.");
        return new(limit ?? Default, string.IsNullOrEmpty(cursor) ? null : Decode(cursor));
    }

    public static string Encode(string after) => WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(after));

    private static string Decode(string cursor)
    {
        try
        {
            var after = Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(cursor));
            return after.Any(char.IsControl) ? throw Invalid() : after;
        }
        catch (FormatException)
        {
            throw Invalid();
        }
    }

    /// <summary>The 400 for a cursor that no list gives.</summary>
    public static RequestProblem Invalid() => RequestProblem.Invalid("cursor", "不是这里给出的游标。", "It is not a cursor that was given here.");
}
