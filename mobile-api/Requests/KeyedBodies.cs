using System.Security.Cryptography;

namespace ElderCare.MobileApi.Requests;

internal static class KeyedBodies
{
    /// <summary>A larger body is kept in a file while its request runs.</summary>
    private const int MostInMemory = 64 * 1024;

    /// <summary>Keeps the body of a request that carries an idempotency key, so that it can be compared with the first one.</summary>
    public static void UseKeyedBodies(this IApplicationBuilder app) => app.Use((http, next) =>
        http.Request.Headers.ContainsKey("Idempotency-Key") && !LargeBodies.IsTakenBy(http) ? Keep(http, next) : next(http));

    private static async Task Keep(HttpContext http, RequestDelegate next)
    {
        if (http.Request.ContentLength is { } length and > 0 and <= MostInMemory)
        {
            var whole = new MemoryStream(new byte[length], 0, (int)length, writable: true, publiclyVisible: true);
            await http.Request.Body.CopyToAsync(whole, http.RequestAborted);
            whole.Position = 0;
            http.Request.Body = whole;
        }
        else
        {
            http.Request.EnableBuffering();
        }
        await next(http);
    }

    /// <summary>The hash of the body as it came, in hexadecimal letters; the body can be read again.</summary>
    public static async ValueTask<string> Hash(HttpRequest request)
    {
        if (LargeBodies.IsTakenBy(request.HttpContext)) return Convert.ToHexString(SHA256.HashData((await LargeBodies.Take(request.HttpContext)).Span));
        if (request.Body is MemoryStream whole && whole.TryGetBuffer(out var bytes)) return Convert.ToHexString(SHA256.HashData(bytes));
        request.Body.Position = 0;
        var hash = await SHA256.HashDataAsync(request.Body, request.HttpContext.RequestAborted);
        request.Body.Position = 0;
        return Convert.ToHexString(hash);
    }
}
