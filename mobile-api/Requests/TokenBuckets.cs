using System.Collections.Concurrent;
using NodaTime;

namespace ElderCare.MobileApi.Requests;

/// <summary>Buckets of tokens that fill steadily, one for each who asks.</summary>
internal sealed class TokenBuckets<T>(double perSecond, double burst, IClock clock)
    where T : notnull
{
    /// <summary>More than a city's callers; beyond it everybody starts anew.</summary>
    private const int Most = 200_000;
    private readonly ConcurrentDictionary<T, Bucket> _buckets = new();

    /// <summary>Takes a token; answers 0, or after how many seconds there is one.</summary>
    public double Take(T who)
    {
        if (_buckets.Count > Most) _buckets.Clear();
        var now = clock.GetCurrentInstant();
        var bucket = _buckets.GetOrAdd(who, static (_, begin) => new(begin.Full, begin.Now), (Full: burst, Now: now));
        lock (bucket)
        {
            var passed = Math.Max(0, (now - bucket.FilledAt).TotalSeconds);
            bucket.Tokens = Math.Min(burst, bucket.Tokens + (passed * perSecond));
            bucket.FilledAt = now;
            if (bucket.Tokens < 1) return (1 - bucket.Tokens) / perSecond;
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
