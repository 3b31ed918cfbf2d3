using System.Text;
using ElderCare.Data;
using ElderCare.Data.Writing;
using ElderCare.Domain.Access;
using ElderCare.MobileApi.Errors;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.Access;

/// <summary>Signs somebody in by user name and password, with the second factor of those who have one.</summary>
internal sealed class SignIn(
    CityDatabase database, CityWriter writer, SignInTokens tokens, SignInLimits limits, OneTimePassword secondFactor, IPasswordHasher<Account> hasher)
{
    // Somebody who does not exist costs the same work as somebody who does, so that time does not tell them apart.
    private readonly string _nobody = hasher.HashPassword(null!, Guid.NewGuid().ToString());

    public async Task<SignedIn> Handle(SignInRequest request, string address, CancellationToken ct)
    {
        new FieldErrors().Present(request.UserName, "userName").Present(request.Password, "password").ThrowIfAny();
        var userName = request.UserName!.Trim().Normalize(NormalizationForm.FormKC).ToLowerInvariant();
        var account = await Find(userName, ct);
        return await limits.Guard($"user:{userName}", account?.Id, address, async () =>
        {
            var right = Prove(account, request.Password!);
            if (right.IsDisabled) throw SignInRefusals.AccountDisabled();
            secondFactor.Demand(right, request.OneTimeCode);
            return await writer.Commit(Lane.Interactive, unit => tokens.Begin(unit, right, address), ct) ?? throw SignInRefusals.InvalidCredentials();
        }, ct);
    }

    private async Task<Account?> Find(string userName, CancellationToken ct)
    {
        using var db = database.Read();
        return await db.Accounts.SingleOrDefaultAsync(account => account.UserName == userName, ct);
    }

    private Account Prove(Account? account, string password)
    {
        var result = hasher.VerifyHashedPassword(account!, account?.PasswordHash ?? _nobody, password);
        return account?.PasswordHash is null || result == PasswordVerificationResult.Failed ? throw SignInRefusals.InvalidCredentials() : account;
    }
}
