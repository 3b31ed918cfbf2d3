using ElderCare.Data;
using ElderCare.Data.Privacy;
using ElderCare.Domain.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Requests;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.Access;

/// <summary>Gives an account another division, canteen or role, or opens it again: what it was allowed before ends at once.</summary>
internal sealed class MoveAccount(CityDatabase database, RequestWriter writer, AccountChanges changes, CityFacts facts, FieldCipher cipher)
{
    public async Task<Answer<AccountView>> Handle(Guid id, MoveAccountRequest request, Caller caller, CancellationToken ct)
    {
        using (var db = database.Read())
        {
            var found = await db.Accounts.SingleOrDefaultAsync(account => account.Id == id, ct) ?? throw RequestProblem.NotFound();
            var errors = new FieldErrors();
            await PlaceOf(found, request).Check(errors, db, facts, ct);
            errors.ThrowIfAny();
        }
        return await writer.Commit(unit =>
        {
            var account = changes.Take(unit, id);
            var place = PlaceOf(account, request);
            if (!place.Roles.Contains(Role.Admin)) AccountChanges.DemandAnotherAdministrator(unit, account);
            place.Settle(account);
            if (request.Enable == true) account.IsDisabled = false;
            changes.EndTokens(unit, account);
            unit.Record(caller.Actor, "account.moved", id.ToString(), account.SeniorId, $"{string.Join(' ', account.Roles)} {account.DivisionCode}");
            return Answer<AccountView>.Ok(AccountView.Of(account, cipher), Versions.ETag(account.Version));
        }, ct);
    }

    private static AccountPlace PlaceOf(Account account, MoveAccountRequest request) => new AccountPlace(
        request.Roles ?? account.Roles, request.DivisionCode ?? account.DivisionCode, request.SeniorId ?? account.SeniorId,
        request.CanteenId ?? account.CanteenId, request.ProviderId ?? account.ProviderId).Trimmed();
}
