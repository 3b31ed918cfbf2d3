using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using NodaTime;

namespace ElderCare.MobileApi.Requests;

/// <summary>How many requests an account may make: a bucket of tokens that fills steadily. Never counted by address, which many share.</summary>
internal sealed class CallerLimits(IConfiguration settings, IClock clock)
{
    private readonly TokenBuckets<Guid> _buckets = new(settings.GetValue("RateLimits:Caller:PerSecond", 100d), Math.Max(settings.GetValue("RateLimits:Caller:Burst", 500d), 1), clock);

    public bool IsOn { get; } = settings.GetValue("RateLimits:Caller:PerSecond", 100d) > 0;

    /// <summary>Takes a token; answers 0, or after how many seconds there is one.</summary>
    public double Take(Guid account) => _buckets.Take(account);

    /// <summary>The refusal of who asks too often.</summary>
    public static RequestProblem TooMany(double seconds) =>
        new(429, "request.tooMany", new("请求太多，请稍等再试。", "Too many requests; wait a moment.")) { RetryAfterSeconds = Math.Max(1, (int)Math.Ceiling(seconds)) };
}

/// <summary>How many requests a system that signs may send in a second. An alarm is counted and never refused.</summary>
internal sealed class SenderLimits(IConfiguration settings, IClock clock)
{
    private readonly double _perSecond = settings.GetValue("RateLimits:Sender:PerSecond", 5_000d);
    private readonly TokenBuckets<string> _buckets = new(settings.GetValue("RateLimits:Sender:PerSecond", 5_000d), Math.Max(settings.GetValue("RateLimits:Sender:PerSecond", 5_000d), 1), clock);

    /// <summary>Counts a request.</summary>
    /// <param name="sender">Who signed it.</param>
    /// <param name="isAlarm">Whether somebody calls for help with it.</param>
    /// <exception cref="RequestProblem">429 with <c>Retry-After</c>: the sender sends it again.</exception>
    public void Demand(string sender, bool isAlarm = false)
    {
        if (_perSecond > 0 && _buckets.Take(sender) is > 0 and var wait && !isAlarm) throw CallerLimits.TooMany(wait);
    }
}

internal static class CallerLimitSetup
{
    /// <summary>Refuses callers who ask too often, once it is known who they are; the hub and health have limits of their own.</summary>
    public static void UseCallerLimits(this WebApplication app)
    {
        var limits = app.Services.GetRequiredService<CallerLimits>();
        if (!limits.IsOn) return;
        app.Use((http, next) =>
        {
            if (Caller.TryOf(http) is not { } caller || http.Request.Path.StartsWithSegments("/hubs")) return next(http);
            var wait = limits.Take(caller.AccountId);
            return wait == 0 ? next(http) : Problems.Write(http, CallerLimits.TooMany(wait));
        });
    }
}
