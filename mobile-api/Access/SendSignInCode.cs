using System.Globalization;
using System.Security.Cryptography;
using ElderCare.Data;
using ElderCare.Data.Privacy;
using ElderCare.Data.Writing;
using ElderCare.Domain.Access;
using ElderCare.Domain.People;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Messages;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.Access;

/// <summary>
/// Sends a code to sign in with, at most one a minute and ten a day for a phone, and only so many from an address. Nobody learns whether a phone is known: an
/// unknown one gets a row as well, with a code that was never sent.
/// </summary>
internal sealed class SendSignInCode(CityDatabase database, CityWriter writer, FieldCipher cipher, MessageOutbox outbox, SignInLimits limits)
{
    public static readonly Duration Lifetime = Duration.FromMinutes(10);
    private const int MostADay = 10;
    private static readonly Duration Pause = Duration.FromMinutes(1);
    private static readonly Duration Day = Duration.FromDays(1);

    // Locks the account's row without changing it: of two requests at once the second sees the first one's code.
    private const string OneByOne = """UPDATE "Accounts" SET "Version" = "Version" WHERE "Id" = @p0""";

    public async Task Handle(CodeRequest request, string address, CancellationToken ct)
    {
        var phone = PhoneNumber.Normalise(request.Phone)
            ?? throw RequestProblem.Invalid("phone", "要一个手机号码。", "It must be the number of a mobile phone.");
        await limits.CountCode(address, ct);
        var indexes = cipher.Indexes(phone);
        using var db = database.Read();
        var account = await db.Accounts.Where(account => account.PhoneIndex != null && indexes.Contains(account.PhoneIndex) && !account.IsDisabled)
            .OrderBy(account => account.Id).FirstOrDefaultAsync(ct);
        await writer.Commit(Lane.Interactive, unit => Write(unit, phone, indexes, account), ct);
    }

    private void Write(CityUnit unit, string phone, IReadOnlyList<string> indexes, Account? account)
    {
        if (account is not null) unit.Sql.Execute(OneByOne, account.Id);
        if (!MayHaveAnother(unit, indexes)) return;
        var id = Guid.CreateVersion7();
        var code = RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);
        unit.Insert(new OneTimeCode { Id = id, PhoneIndex = cipher.Index(phone), CodeHash = HashOf(id, code), ExpiresAt = unit.Now + Lifetime });
        if (account is null) return;
        outbox.Write(unit, MessageOutbox.Sms, phone, $"【12349】验证码 {code}，10 分钟内有效。请不要告诉任何人。");
        unit.Record("system", "account.codeSent", account.Id.ToString());
    }

    private static bool MayHaveAnother(CityUnit unit, IReadOnlyList<string> indexes)
    {
        var sinceYesterday = unit.Now - Day + Lifetime;
        var sent = unit.Db.OneTimeCodes.Where(code => indexes.Contains(code.PhoneIndex) && code.ExpiresAt > sinceYesterday).Select(code => code.ExpiresAt).ToList();
        return sent.Count < MostADay && sent.TrueForAll(expires => expires - Lifetime + Pause <= unit.Now);
    }

    public static string HashOf(Guid id, string code) => SignInTokens.HashOf($"{id}:{code}");
}
