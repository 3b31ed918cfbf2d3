using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ElderCare.MobileApi.Pages.Look;

/// <summary>A page with what it shows. No frame, nothing from elsewhere, no script but that of a page that follows what happens; nothing of it stays on a shared computer.</summary>
internal sealed class PageResult<TPage>(object? model = null, int status = 200, bool isLive = false) : IResult
    where TPage : IComponent
{
    private const string Live = "; script-src 'self'; connect-src 'self'";
    private const string Policy = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var headers = httpContext.Response.Headers;
        headers.ContentSecurityPolicy = isLive ? Policy + Live : Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-cache, no-store";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        httpContext.RequestServices.GetRequiredService<Visitor>().Remember();
        var parameters = model is null ? new Dictionary<string, object?>() : new Dictionary<string, object?> { ["Model"] = model };
        return new RazorComponentResult<TPage>(parameters) { StatusCode = status, PreventStreamingRendering = true }.ExecuteAsync(httpContext);
    }
}

/// <summary>What a page's endpoint answers with.</summary>
internal static class Page
{
    public static IResult Of<TPage>(object? model = null, int status = 200) where TPage : IComponent => new PageResult<TPage>(model, status);

    /// <summary>A page that follows what happens while it is open, and works without that.</summary>
    public static IResult Live<TPage>(object model, int status = 200) where TPage : IComponent => new PageResult<TPage>(model, status, isLive: true);

    /// <summary>After a form: the browser gets the next page, and a reload sends nothing again.</summary>
    public static IResult Next(string href) => new SeeOther(href);

    private sealed class SeeOther(string href) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = href;
            return Task.CompletedTask;
        }
    }
}
