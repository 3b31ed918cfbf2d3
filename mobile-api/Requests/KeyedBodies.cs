namespace ElderCare.MobileApi.Requests;

internal static class KeyedBodies
{
    /// <summary>Keeps the body of a request that carries an idempotency key, so that it can be compared with the first one.</summary>
    public static void UseKeyedBodies(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        if (http.Request.Headers.ContainsKey("Idempotency-Key")) http.Request.EnableBuffering();
        return next(http);
    });
}
