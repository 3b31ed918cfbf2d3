using ElderCare.Data;
using ElderCare.Data.Writing;
using ElderCare.Domain.Access;
using ElderCare.MobileApi.Access;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.Setup;

/// <summary>Makes the account with which a new city is set up, once, of <c>Admin:UserName</c> and <c>Admin:Password</c>.</summary>
internal static class FirstAdministrator
{
    private const int ShortestPassword = 12;

    /// <exception cref="InvalidOperationException">Outside Development nobody could run the platform: the settings are missing or too weak.</exception>
    public static async Task Ensure(IServiceProvider found, IConfiguration settings)
    {
        if (await Exists(found.GetRequiredService<CityDatabase>())) return;
        var userName = settings["Admin:UserName"]?.Trim().ToLowerInvariant();
        var password = settings["Admin:Password"];
        if (string.IsNullOrEmpty(userName) && string.IsNullOrEmpty(password) && found.GetRequiredService<IHostEnvironment>().IsDevelopment()) return;
        if (string.IsNullOrEmpty(userName) || string.IsNullOrEmpty(password))
        {
            throw new InvalidOperationException("There is no administrator yet: set Admin:UserName and Admin:Password (Admin__UserName and Admin__Password in the environment) and start again.");
        }
        if (!CreateAccount.UserNameForm().IsMatch(userName)) throw new InvalidOperationException("Admin:UserName must be 3 to 32 of a-z, 0-9, dot, dash and underscore, the first a letter or digit.");
        if (IsWeak(password, userName))
        {
            throw new InvalidOperationException($"Admin:Password is too weak: it needs {ShortestPassword} characters, three kinds of lower case, upper case, digits and others, eight different ones, and not the user name.");
        }
        await Make(found, userName, password);
    }

    public static bool IsWeak(string password, string userName)
    {
        var kinds = new[] { password.Any(char.IsLower), password.Any(char.IsUpper), password.Any(char.IsDigit), password.Any(letter => !char.IsAsciiLetterOrDigit(letter)) };
        return password.Length < ShortestPassword || kinds.Count(kind => kind) < 3 || password.Distinct().Count() < 8
            || password.Contains(userName, StringComparison.OrdinalIgnoreCase) || password.StartsWith("Demo-12349", StringComparison.OrdinalIgnoreCase);
    }

    private static async Task<bool> Exists(CityDatabase database)
    {
        using var db = database.Read();
        var roles = await db.Accounts.Where(account => account.SeniorId == null && !account.IsDisabled).Select(account => account.Roles).ToListAsync();
        return roles.Exists(held => held.Contains(Role.Admin));
    }

    private static async Task Make(IServiceProvider found, string userName, string password)
    {
        var hash = found.GetRequiredService<IPasswordHasher<Account>>().HashPassword(null!, password);
        var made = await found.GetRequiredService<CityWriter>().Commit(Lane.Interactive, unit =>
        {
            var account = new Account { Id = Guid.CreateVersion7(), UserName = userName, Name = "管理员", PasswordHash = hash, Roles = [Role.Admin], CreatedAt = unit.Now };
            if (!unit.TryInsert(account)) return false;
            unit.Record("system", "account.created", account.Id.ToString(), detail: "Admin");
            return true;
        });
        // Of two nodes that start at once one makes it and the other finds it.
        if (!made && !await Exists(found.GetRequiredService<CityDatabase>())) throw new InvalidOperationException("Admin:UserName is the name of an account that is not an administrator; choose another.");
    }
}
