using System.Net;
using ElderCare.Data;
using ElderCare.Data.Privacy;
using ElderCare.MobileApi.Errors;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.Access;

/// <summary>
/// Slows guessing down: failures count for an account from an address, and for an address; an address over its limit stays
/// open to accounts that have signed in from it before, so that a crowd behind one address is not shut out by one guesser.
/// </summary>
internal sealed class SignInLimits(IConfiguration settings, CityDatabase database, FieldCipher cipher, IClock clock)
{
    private readonly FailureWindow _pairs = new(settings.GetValue("RateLimits:SignIn:PerAccountAndAddress", 10), clock, SignInRefusals.TooManyFailures);
    private readonly FailureWindow _addresses = new(settings.GetValue("RateLimits:SignIn:PerAddress", 100), clock, SignInRefusals.TooManyFailures);

    private readonly FailureWindow _codes = new(settings.GetValue("RateLimits:SignIn:CodesPerAddress", 30), clock, SignInRefusals.TooManyCodes);

    /// <summary>Counts a message that an address asks for, whether or not one is sent: what is refused must not tell which phones are known.</summary>
    /// <exception cref="RequestProblem">429 when it asked for too many.</exception>
    public async Task CountCode(string address, CancellationToken ct)
    {
        using var asked = await _codes.Enter(address, ct);
        asked?.Failed();
    }

    /// <summary>Runs a try to sign in; an answer of 401 that was a wrong guess counts as a failure.</summary>
    /// <param name="name">What the account is called by: a user name or the index of a phone, whether it exists or not.</param>
    /// <param name="accountId">The account, if there is one.</param>
    /// <param name="address">From where, as <see cref="AddressOf"/> gives it.</param>
    /// <param name="attempt">The try.</param>
    /// <exception cref="RequestProblem">429 when too many failed.</exception>
    public async Task<T> Guard<T>(string name, Guid? accountId, string address, Func<Task<T>> attempt, CancellationToken ct)
    {
        var known = accountId is { } id && await IsKnown(id, address, ct);
        using var byAddress = known ? null : await _addresses.Enter(address, ct);
        using var byPair = await _pairs.Enter($"{name} {address}", ct);
        try
        {
            return await attempt();
        }
        catch (RequestProblem refusal) when (refusal.Code is "auth.invalidCredentials" or "auth.oneTimeCodeInvalid" or "auth.codeInvalid")
        {
            byPair?.Failed();
            if (byAddress is not null) byAddress.Failed();
            else _addresses.Add(address);
            throw;
        }
    }

    /// <summary>The network address of a caller; of IPv6 the part that one household or office has.</summary>
    public static string AddressOf(HttpContext http)
    {
        if (http.Connection.RemoteIpAddress is not { } address) return "local";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 && !IPAddress.IsLoopback(address)
            ? $"{Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))}/64"
            : address.ToString();
    }

    private async Task<bool> IsKnown(Guid account, string address, CancellationToken ct)
    {
        var indexes = cipher.Indexes(address);
        using var db = database.Read();
        return await db.KnownAddresses.AnyAsync(known => known.AccountId == account && indexes.Contains(known.AddressIndex), ct);
    }
}
