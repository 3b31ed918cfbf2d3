using ElderCare.Data;

namespace ElderCare.MobileApi.Setup;

internal static class Health
{
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/health/live", () => Results.Ok(new { status = "live" })).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/health/ready", (CityDatabase database, Readiness readiness) => readiness.IsReady && database.Answers()
            ? Results.Ok(new { status = "ready" })
            : Results.Json(new { status = "notReady" }, statusCode: 503)).AllowAnonymous().ExcludeFromDescription();
    }
}

/// <summary>Whether the program has warmed up and is not stopping.</summary>
internal sealed class Readiness
{
    private volatile bool _ready;

    public bool IsReady { get => _ready; set => _ready = value; }
}
