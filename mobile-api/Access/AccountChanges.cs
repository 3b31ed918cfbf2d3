using System.Security.Cryptography;
using ElderCare.Data.Writing;
using ElderCare.Domain.Access;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Errors;

namespace ElderCare.MobileApi.Access;

/// <summary>What every change of an account has in common: one at a time, an administrator left, old tokens dead.</summary>
internal sealed class AccountChanges(AccountDirectory directory)
{
    // Both lock rows without changing them, so that two administrators who act at once are not both let through.
    private const string LockOne = """UPDATE "Accounts" SET "TokenVersion" = "TokenVersion" WHERE "Id" = @p0""";
    private const string LockOtherAdministrators = """UPDATE "Accounts" SET "TokenVersion" = "TokenVersion" WHERE "Id" <> @p0 AND "IsDisabled" = @p1 AND "Roles" LIKE @p2""";
    private const string EndSessions = """UPDATE "SignInSessions" SET "EndedAt" = @p1 WHERE "AccountId" = @p0 AND "EndedAt" IS NULL""";

    // Without letters and digits that look alike on paper.
    private const string PasswordLetters = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private const int PasswordGroups = 4;
    private const int PasswordGroupLength = 5;

    /// <summary>The account, tracked and to itself until the unit ends.</summary>
    /// <exception cref="RequestProblem">404.</exception>
    public Account Take(CityUnit unit, Guid id) =>
        unit.Sql.Execute(LockOne, id) == 1 ? unit.Db.Accounts.Single(account => account.Id == id) : throw RequestProblem.NotFound();

    /// <summary>Ends every token of an account and has everybody look at it anew.</summary>
    public void EndTokens(CityUnit unit, Account account)
    {
        account.TokenVersion++;
        account.Version++;
        unit.Sql.Execute(EndSessions, account.Id, unit.Now.ToUnixTimeTicks());
        directory.ForgetAfter(unit, account.Id);
    }

    /// <exception cref="RuleViolation">Nobody else could run the platform.</exception>
    public static void DemandAnotherAdministrator(CityUnit unit, Account account)
    {
        if (account.IsDisabled || !account.Roles.Contains(Role.Admin)) return;
        RuleViolation.ThrowIf(unit.Sql.Execute(LockOtherAdministrators, account.Id, false, "%\"admin\"%") == 0,
            "accounts.lastAdministrator", "这是最后一个管理员账号，请先设好另一个。", "This is the last administrator; make another one first.");
    }

    /// <summary>A password that people can copy from paper; 20 letters and digits, 115 bits.</summary>
    public static string NewPassword() =>
        string.Join('-', Enumerable.Range(0, PasswordGroups).Select(_ => RandomNumberGenerator.GetString(PasswordLetters, PasswordGroupLength)));
}
