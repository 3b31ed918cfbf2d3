using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using NodaTime;

namespace ElderCare.MobileApi.Meals;

/// <summary>
/// Slows the guessing of collection codes down: wrong ones count for an order at a canteen, so that a canteen that guesses at
/// others' orders shuts nobody out. What is kept is bounded by the orders there are: only a real one of the canteen's can have a wrong code.
/// Where a code alone is typed and fits no order, it counts for whoever typed it.
/// </summary>
internal sealed class WrongCodes(IConfiguration settings, IClock clock)
{
    private readonly FailureWindow _window = new(settings.GetValue("RateLimits:WrongCodes:PerOrder", 10), clock, TooMany);
    private readonly FailureWindow _typed = new(settings.GetValue("RateLimits:WrongCodes:PerStaff", 30), clock, TooMany);

    /// <summary>Runs a try to hand an order over; a wrong code counts, and any other refusal does not.</summary>
    /// <exception cref="RequestProblem">429 when too many codes were wrong.</exception>
    public async Task<T> Limit<T>(Caller caller, Guid order, Func<Task<T>> handOver, CancellationToken ct)
    {
        using var attempt = await _window.Enter($"{caller.Account.CanteenId} {order}", ct);
        try
        {
            return await handOver();
        }
        catch (RuleViolation refusal) when (refusal.Code == "meals.wrongCode")
        {
            attempt?.Failed();
            throw;
        }
    }

    /// <summary>Finds the order that a code alone belongs to; a code that fits none counts.</summary>
    /// <exception cref="RequestProblem">429 when too many codes fitted none.</exception>
    public async Task<Guid?> Find(Caller caller, Func<Task<Guid?>> find, CancellationToken ct)
    {
        using var attempt = await _typed.Enter(caller.AccountId.ToString(), ct);
        var found = await find();
        if (found is null) attempt?.Failed();
        return found;
    }

    private static RequestProblem TooMany(int seconds) =>
        new(429, "meals.tooManyWrongCodes", new("取餐码错的次数太多，请稍后再试。", "Too many wrong codes; try again later.")) { RetryAfterSeconds = seconds };
}
