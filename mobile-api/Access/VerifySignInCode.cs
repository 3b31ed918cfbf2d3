using System.Text;
using ElderCare.Data;
using ElderCare.Data.Privacy;
using ElderCare.Data.Writing;
using ElderCare.Domain.Access;
using ElderCare.Domain.People;
using ElderCare.MobileApi.Errors;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.Access;

/// <summary>Signs somebody in by the newest code sent to their phone; a code dies of use, of age, or of five tries.</summary>
internal sealed class VerifySignInCode(
    CityDatabase database, CityWriter writer, FieldCipher cipher, SignInTokens tokens, SignInLimits limits, OneTimePassword secondFactor)
{
    private const int MostTries = 5;

    private const string Try =
        """UPDATE "OneTimeCodes" SET "Tries" = "Tries" + 1 WHERE "Id" = @p0 AND "Tries" < @p1 AND "UsedAt" IS NULL AND "ExpiresAt" > @p2""";

    private const string Use = """UPDATE "OneTimeCodes" SET "UsedAt" = @p1 WHERE "Id" = @p0 AND "UsedAt" IS NULL""";

    public async Task<SignedIn> Handle(CodeAnswer answer, string address, CancellationToken ct)
    {
        new FieldErrors().Present(answer.Phone, "phone").Present(answer.Code, "code").ThrowIfAny();
        var phone = PhoneNumber.Normalise(answer.Phone) ?? "";
        var indexes = cipher.Indexes(phone);
        var (account, code) = await Find(indexes, ct);
        return await limits.Guard($"phone:{phone}", account?.Id, address, async () =>
        {
            // The try is kept although the code may be wrong, so it is a unit of its own.
            if (code is null || account is null || !await IsRight(code, answer.Code, ct)) throw SignInRefusals.CodeInvalid();
            if (account.IsDisabled) throw SignInRefusals.AccountDisabled();
            secondFactor.Demand(account, answer.OneTimeCode);
            return await writer.Commit(Lane.Interactive, unit => Begin(unit, code, account, address), ct) ?? throw SignInRefusals.CodeInvalid();
        }, ct);
    }

    private async Task<(Account? Account, OneTimeCode? Code)> Find(IReadOnlyList<string> indexes, CancellationToken ct)
    {
        using var db = database.Read();
        var account = await db.Accounts.Where(account => account.PhoneIndex != null && indexes.Contains(account.PhoneIndex))
            .OrderBy(account => account.IsDisabled).ThenBy(account => account.Id).FirstOrDefaultAsync(ct);
        var code = await db.OneTimeCodes.Where(code => indexes.Contains(code.PhoneIndex)).OrderByDescending(code => code.ExpiresAt).FirstOrDefaultAsync(ct);
        return (account, code);
    }

    private async Task<bool> IsRight(OneTimeCode code, string? given, CancellationToken ct)
    {
        var digits = (given ?? "").Trim().Normalize(NormalizationForm.FormKC);
        var alive = await writer.Commit(Lane.Interactive, unit => unit.Sql.Execute(Try, code.Id, MostTries, unit.Now.ToUnixTimeTicks()) == 1, ct);
        return alive && SendSignInCode.HashOf(code.Id, digits) == code.CodeHash;
    }

    private SignedIn? Begin(CityUnit unit, OneTimeCode code, Account account, string address) =>
        unit.Sql.Execute(Use, code.Id, unit.Now.ToUnixTimeTicks()) == 1 ? tokens.Begin(unit, account, address) : null;
}
