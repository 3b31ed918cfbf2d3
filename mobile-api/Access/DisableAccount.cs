using ElderCare.Data.Privacy;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Requests;

namespace ElderCare.MobileApi.Access;

/// <summary>Shuts an account: its tokens are dead at once. Shutting it again changes nothing.</summary>
internal sealed class DisableAccount(RequestWriter writer, AccountChanges changes, FieldCipher cipher)
{
    public Task<Answer<AccountView>> Handle(Guid id, Caller caller, CancellationToken ct) => writer.Commit(unit =>
    {
        RuleViolation.ThrowIf(id == caller.AccountId, "accounts.ownAccount", "不能停用自己的账号。", "You cannot disable your own account.");
        var account = changes.Take(unit, id);
        if (!account.IsDisabled)
        {
            AccountChanges.DemandAnotherAdministrator(unit, account);
            account.IsDisabled = true;
            changes.EndTokens(unit, account);
            unit.Record(caller.Actor, "account.disabled", id.ToString(), account.SeniorId);
        }
        return Answer<AccountView>.Ok(AccountView.Of(account, cipher), Versions.ETag(account.Version));
    }, ct);
}
