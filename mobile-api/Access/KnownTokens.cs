using System.Collections.Concurrent;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using NodaTime;

namespace ElderCare.MobileApi.Access;

/// <summary>
/// Checks access tokens, and remembers those whose signature was right until they expire: a token comes with every request of its
/// half hour. Whether its account and sign-in still stand is asked elsewhere, each time.
/// </summary>
internal sealed class KnownTokens(IClock clock) : TokenHandler
{
    /// <summary>More than a city has in use at once; beyond it every token is checked anew.</summary>
    private const int Most = 50_000;
    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };
    private readonly ConcurrentDictionary<string, (TokenValidationResult Result, DateTime From, DateTime To)> _known = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public override async Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
    {
        var now = clock.GetCurrentInstant().ToDateTimeUtc();
        if (_known.TryGetValue(token, out var known) && known.From <= now && now < known.To) return known.Result;
        var result = await _handler.ValidateTokenAsync(token, validationParameters);
        if (result is not { IsValid: true, SecurityToken: { } valid }) return result;
        if (_known.Count >= Most) _known.Clear();
        _known[token] = (result, valid.ValidFrom, valid.ValidTo);
        return result;
    }

    /// <inheritdoc/>
    public override SecurityToken ReadToken(string token) => _handler.ReadToken(token);
}
