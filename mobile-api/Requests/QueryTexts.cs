using ElderCare.MobileApi.Errors;

namespace ElderCare.MobileApi.Requests;

/// <summary>Refuses texts with a NUL, which PostgreSQL cannot keep and cannot look for either, in an address or a form; in JSON its reader does.</summary>
internal static class QueryTexts
{
    public static void UseQueryTexts(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        if (!http.Request.QueryString.HasValue) return next(http);
        foreach (var (name, values) in http.Request.Query) ThrowIfAny(name, values);
        return next(http);
    });

    /// <summary>The same for the forms of pages, once they have been read.</summary>
    public static TBuilder WithFormTexts<TBuilder>(this TBuilder pages) where TBuilder : IEndpointConventionBuilder => pages.AddEndpointFilter(async (context, next) =>
    {
        if (context.HttpContext.Request.HasFormContentType)
        {
            foreach (var (name, values) in await context.HttpContext.Request.ReadFormAsync(context.HttpContext.RequestAborted)) ThrowIfAny(name, values);
        }
        return await next(context);
    });

    private static void ThrowIfAny(string name, IEnumerable<string?> values)
    {
        if (values.Any(text => text?.Contains('\0', StringComparison.Ordinal) == true)) throw RequestProblem.Invalid(name, "格式不对。", "It has the wrong type or form.", "request.malformed");
    }
}
