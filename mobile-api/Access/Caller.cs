using ElderCare.Data.Feed;
using ElderCare.Domain.Access;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.MobileApi.Access;

/// <summary>Who is calling, with what the account may do right now.</summary>
internal sealed class Caller
{
    public required Account Account { get; init; }

    public required IReadOnlyList<FamilyLink> Links { get; init; }

    public required DivisionTree Divisions { get; init; }

    public required Instant Now { get; init; }

    /// <summary>The sign-in that the token or cookie belongs to; it dies with it.</summary>
    public Guid? SignIn { get; init; }

    public Guid AccountId => Account.Id;

    /// <summary>The account, as the audit names it.</summary>
    public string Actor => Account.Id.ToString();

    public bool Is(params ReadOnlySpan<Role> roles)
    {
        foreach (var role in roles)
        {
            if (Account.Roles.Contains(role)) return true;
        }
        return false;
    }

    /// <summary>Whether the caller's division covers a code; accounts without a division cover nothing.</summary>
    public bool Covers(string divisionCode) => Account.DivisionCode is { } mine && Divisions.Covers(mine, divisionCode);

    /// <summary>The caller of a request that has passed authorisation.</summary>
    public static Caller Of(HttpContext http) => TryOf(http) ?? throw new InvalidOperationException("The endpoint is open to callers who have not signed in.");

    public static Caller? TryOf(HttpContext http) => http.Items.TryGetValue(typeof(Caller), out var caller) ? (Caller?)caller : null;

    /// <summary>Lets endpoints take the caller as a parameter.</summary>
    public static ValueTask<Caller> BindAsync(HttpContext http) => ValueTask.FromResult(Of(http));
}
