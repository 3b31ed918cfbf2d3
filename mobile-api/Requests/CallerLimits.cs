using System.Collections.Concurrent;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using NodaTime;

namespace ElderCare.MobileApi.Requests;

/// <summary>How many requests an account may make: a bucket of tokens that fills steadily. Never counted by address, which many share.</summary>
internal sealed class CallerLimits
{
    /// <summary>More than a city's callers; beyond it everybody starts anew.</summary>
    private const int Most = 200_000;
    private readonly double _perSecond;
    private readonly double _burst;
    private readonly IClock _clock;
    private readonly ConcurrentDictionary<Guid, Bucket> _buckets = new();

    public CallerLimits(IConfiguration settings, IClock clock)
    {
        _perSecond = settings.GetValue("RateLimits:Caller:PerSecond", 100d);
        _burst = Math.Max(settings.GetValue("RateLimits:Caller:Burst", 500d), 1);
        _clock = clock;
    }

    public bool IsOn => _perSecond > 0;

    /// <summary>Takes a token; answers 0, or after how many seconds there is one.</summary>
    public double Take(Guid account)
    {
        if (_buckets.Count > Most) _buckets.Clear();
        var now = _clock.GetCurrentInstant();
        var bucket = _buckets.GetOrAdd(account, static (_, begin) => new(begin.Full, begin.Now), (Full: _burst, Now: now));
        lock (bucket)
        {
            var passed = Math.Max(0, (now - bucket.FilledAt).TotalSeconds);
            bucket.Tokens = Math.Min(_burst, bucket.Tokens + (passed * _perSecond));
            bucket.FilledAt = now;
            if (bucket.Tokens < 1) return (1 - bucket.Tokens) / _perSecond;
            bucket.Tokens--;
            return 0;
        }
    }

    private sealed class Bucket(double tokens, Instant filledAt)
    {
        public double Tokens { get; set; } = tokens;

        public Instant FilledAt { get; set; } = filledAt;
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
            return wait == 0 ? next(http) : Problems.Write(http, TooMany(wait));
        });
    }

    private static RequestProblem TooMany(double seconds) =>
        new(429, "request.tooMany", new("请求太多，请稍等再试。", "Too many requests; wait a moment.")) { RetryAfterSeconds = Math.Max(1, (int)Math.Ceiling(seconds)) };
}
