using ElderCare.Data;
using ElderCare.MobileApi.Emergency;
using ElderCare.MobileApi.Emergency.Listening;
using ElderCare.MobileApi.Errors;

namespace ElderCare.MobileApi.Setup;

internal static class Health
{
    private const int RetryAfterSeconds = 5;

    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/health/live", () => Results.Ok(new { status = "live" })).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/health/ready", (CityDatabase database, Readiness readiness, ListenerHealth listeners) => readiness.IsReady && listeners.AllListen && database.Answers()
            ? Results.Ok(new { status = "ready" })
            : Results.Json(new { status = "notReady" }, statusCode: 503)).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/health/alarms", (ProbeAlarm probe) => probe.GetsThrough
            ? Results.Ok(new { status = "getsThrough" })
            : Results.Json(new { status = "silent" }, statusCode: 503)).AllowAnonymous().ExcludeFromDescription();
    }

    /// <summary>Until the city has been prepared only its health is told.</summary>
    public static void UsePreparedCity(this WebApplication app)
    {
        var readiness = app.Services.GetRequiredService<Readiness>();
        app.Use((http, next) => readiness.IsPrepared || http.Request.Path.StartsWithSegments("/health") ? next(http) : throw NotReady());
    }

    private static RequestProblem NotReady() =>
        new(503, "server.notReady", new("系统正在启动，请稍等再试，或者打 12349。", "The system is starting; try again in a moment, or call 12349.")) { RetryAfterSeconds = RetryAfterSeconds };
}
