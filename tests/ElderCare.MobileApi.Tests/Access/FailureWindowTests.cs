using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using NodaTime;
using NodaTime.Testing;

namespace ElderCare.MobileApi.Tests.Access;

/// <summary>The window that slows guessing down.</summary>
public class FailureWindowTests
{
    private readonly FakeClock _clock = new(Instant.FromUtc(2026, 11, 22, 3, 0));

    [Fact]
    public async Task RefusesAfterTheLimitUntilTheOldestFailureLeaves()
    {
        var window = new FailureWindow(3, _clock, SignInRefusals.TooManyFailures);
        for (var i = 0; i < 3; i++)
        {
            await Fail(window, "a");
            _clock.AdvanceSeconds(10);
        }
        var refusal = await Assert.ThrowsAsync<RequestProblem>(async () => await window.Enter("a", default));
        Assert.Equal((429, "auth.tooManyFailures", 270), (refusal.Status, refusal.Code, refusal.RetryAfterSeconds));
        (await window.Enter("b", default))!.Dispose();
        _clock.AdvanceSeconds(270);
        await Fail(window, "a");
        await Assert.ThrowsAsync<RequestProblem>(async () => await window.Enter("a", default));
    }

    [Fact]
    public async Task LetsABurstOfRightTriesThrough()
    {
        var window = new FailureWindow(2, _clock, SignInRefusals.TooManyFailures);
        await Task.WhenAll(Enumerable.Range(0, 50).Select(async _ =>
        {
            using var entered = await window.Enter("a", default);
            await Task.Yield();
        }));
    }

    [Fact]
    public async Task LetsNoBurstOfGuessesThrough()
    {
        var window = new FailureWindow(5, _clock, SignInRefusals.TooManyFailures);
        var tried = 0;
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 100).Select(async _ =>
        {
            try
            {
                using var entered = await window.Enter("a", default);
                Interlocked.Increment(ref tried);
                await Task.Yield();
                entered!.Failed();
                return false;
            }
            catch (RequestProblem)
            {
                return true;
            }
        }));
        Assert.Equal((5, 95), (tried, outcomes.Count(refused => refused)));
    }

    [Fact]
    public async Task CountsNothingWithoutALimit()
    {
        var window = new FailureWindow(0, _clock, SignInRefusals.TooManyFailures);
        window.Add("a");
        Assert.Null(await window.Enter("a", default));
    }

    private static async Task Fail(FailureWindow window, string key)
    {
        using var entered = await window.Enter(key, default);
        entered!.Failed();
    }
}
