using System.Text;
using System.Text.RegularExpressions;
using ElderCare.Data;
using ElderCare.Data.Privacy;
using ElderCare.Domain.Access;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Requests;
using Microsoft.AspNetCore.Identity;
using NodaTime;

namespace ElderCare.MobileApi.Access;

/// <summary>Makes an account; its first password is answered once.</summary>
internal sealed partial class CreateAccount(
    CityDatabase database, RequestWriter writer, CityFacts facts, FieldCipher cipher, IPasswordHasher<Account> hasher, IClock clock)
{
    public async Task<Answer<AccountView>> Handle(CreateAccountRequest request, Caller caller, CancellationToken ct)
    {
        var place = new AccountPlace(request.Roles ?? [], request.DivisionCode, request.SeniorId, request.CanteenId, request.ProviderId).Trimmed();
        var userName = (request.UserName ?? "").Trim().Normalize(NormalizationForm.FormKC).ToLowerInvariant();
        var phone = PhoneNumber.Normalise(request.Phone);
        var errors = new FieldErrors()
            .Require(UserNameForm().IsMatch(userName), "userName", "要 3 到 32 个小写字母、数字、点、横线或下划线。", "It must be 3 to 32 of a-z, 0-9, dot, dash and underscore, the first a letter or digit.")
            .Text(request.Name, "name", 2, 40)
            .Require(string.IsNullOrEmpty(request.Phone) || phone is not null, "phone", "要一个手机号码。", "It must be the number of a mobile phone.");
        using (var db = database.Read()) await place.Check(errors, db, facts, ct);
        errors.ThrowIfAny();
        var (account, password) = Make(userName, request.Name!.Trim(), phone, place);
        return await writer.Commit(unit =>
        {
            RuleViolation.ThrowIf(!unit.TryInsert(account), "accounts.userNameTaken", "这个用户名已经有人用了。", "The user name is taken.", "userName");
            unit.Record(caller.Actor, "account.created", account.Id.ToString(), account.SeniorId, $"{string.Join(' ', account.Roles)} {account.DivisionCode}");
            return Answer<AccountView>.Created($"/api/accounts/{account.Id}", AccountView.Of(account, cipher, password), Versions.ETag(account.Version), holdsSecret: true);
        }, ct);
    }

    private (Account Account, string Password) Make(string userName, string name, string? phone, AccountPlace place)
    {
        var password = AccountChanges.NewPassword();
        var account = new Account
        {
            Id = Guid.CreateVersion7(),
            UserName = userName,
            Name = name,
            PhoneIndex = phone is null ? null : cipher.Index(phone),
            PhoneCipher = phone is null ? null : cipher.Encrypt(phone),
            Roles = place.Roles,
            CreatedAt = clock.GetCurrentInstant(),
        };
        account.PasswordHash = hasher.HashPassword(account, password);
        place.Settle(account);
        return (account, password);
    }

    [GeneratedRegex(@"^[a-z0-9][a-z0-9._-]{2,31}\z")]
    internal static partial Regex UserNameForm();
}
