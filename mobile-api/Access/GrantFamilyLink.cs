using System.Text;
using ElderCare.Data;
using ElderCare.Data.Privacy;
using ElderCare.Data.Writing;
using ElderCare.Domain.Access;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.People;
using ElderCare.MobileApi.Requests;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.Access;

/// <summary>Records a senior's consent that somebody acts for them; one link at a time for each two people.</summary>
internal sealed class GrantFamilyLink(CityDatabase database, RequestWriter writer, AccountDirectory directory, GuardianDecisions guardians, FieldCipher cipher)
{
    public async Task<Answer<FamilyLinkView>> Handle(Guid seniorId, GrantFamilyLinkRequest request, Caller caller, CancellationToken ct)
    {
        using var db = database.Read();
        (await FamilyLinkEndpoints.Demand(db, seniorId, caller, ct)).ThrowIfMerged();
        if (request.Guardian == true && !FamilyLinkEndpoints.RecordsConsent(caller)) throw RequestProblem.Forbidden(); // who is a guardian is a matter of papers
        var member = await MemberOf(db, request, ct);
        var scope = request.Scope ?? [];
        new FieldErrors()
            .Require(scope.Count > 0 && scope.All(FamilyLinkView.Single.Contains), "scope", "要 order、pay、viewHealth 里的至少一项。", "It must hold at least one of order, pay and viewHealth.")
            .Require(request.ValidTo is null || request.ValidTo > (request.ValidFrom ?? caller.Now), "validTo", "要在开始之后。", "It must be after the beginning.")
            .Require(request.ValidTo is null || request.ValidTo > caller.Now, "validTo", "已经过去了。", "It has passed.")
            .Require(member is not null, Named(request), "没有这样的家人账号。", "There is no such family account.")
            .ThrowIfAny();
        var rights = scope.Aggregate(FamilyRights.None, (all, right) => all | right);
        return await writer.Commit(unit => Grant(unit, seniorId, member!, rights, request, caller), ct);
    }

    private Answer<FamilyLinkView> Grant(CityUnit unit, Guid seniorId, Account member, FamilyRights rights, GrantFamilyLinkRequest request, Caller caller)
    {
        unit.Sql.Execute(SeniorRecords.OneByOne, seniorId); // of two consents at once the second sees the first
        var now = unit.Now;
        var isGuardian = request.Guardian == true;
        var decider = isGuardian ? member.Id : GuardianDecisions.DeciderOf(unit, seniorId, caller, request.ConsentedBy);
        var earlier = unit.Db.FamilyLinks.Where(link => link.SeniorId == seniorId && link.AccountId == member.Id).OrderByDescending(link => link.Id).ToList();
        var last = earlier.Find(link => link.ValidTo is null || link.ValidTo > now) ?? earlier.FirstOrDefault();
        var stands = last is not null && (last.ValidTo is null || last.ValidTo > now);
        // The latest decision of a guardian holds; what the senior decided, and who a guardian is, must be revoked first.
        RuleViolation.ThrowIf(stands && (isGuardian || decider is null || last!.IsGuardian || last.ConsentedBy is null), "people.linkExists", "已经有一份授权，要改请先撤销。", "There is a link already; revoke it to change it.");
        if (stands) (last!.ValidTo, last.RevokedBy) = (now, decider);
        var link = new FamilyLink
        {
            Id = Guid.CreateVersion7(),
            AccountId = member.Id,
            SeniorId = seniorId,
            Rights = rights,
            ValidFrom = request.ValidFrom ?? now,
            ValidTo = request.ValidTo,
            GrantedBy = caller.AccountId,
            IsGuardian = isGuardian,
            ConsentedBy = decider,
        };
        if (!isGuardian) guardians.TellBoth(unit, seniorId, stands ? last!.ConsentedBy : last?.DecidedBy, decider, "家人授权");
        unit.Insert(link);
        unit.Record(caller.Actor, isGuardian ? "familyLink.guardianRecorded" : "familyLink.granted", link.Id.ToString(), seniorId, rights.ToString());
        directory.ForgetAfter(unit, member.Id);
        return Answer<FamilyLinkView>.Created($"/api/seniors/{seniorId}/family-links/{link.Id}", FamilyLinkView.Of(link, member, now));
    }

    private async Task<Account?> MemberOf(CityContext db, GrantFamilyLinkRequest request, CancellationToken ct)
    {
        var given = new object?[] { request.AccountId, request.UserName, request.Phone }.Count(one => one is not null);
        if (given != 1) throw RequestProblem.Invalid("accountId", "accountId、userName、phone 要正好填一个。", "Exactly one of accountId, userName and phone is needed.");
        var userName = request.UserName?.Trim().Normalize(NormalizationForm.FormKC).ToLowerInvariant();
        var indexes = PhoneNumber.Normalise(request.Phone) is { } phone ? cipher.Indexes(phone) : [];
        var candidates = await db.Accounts
            .Where(account => !account.IsDisabled && (account.Id == request.AccountId || account.UserName == userName || (account.PhoneIndex != null && indexes.Contains(account.PhoneIndex))))
            .OrderBy(account => account.Id).ToListAsync(ct);
        return candidates.Find(account => account.Roles.Contains(Role.Family));
    }

    private static string Named(GrantFamilyLinkRequest request) => request.AccountId is not null ? "accountId" : request.UserName is not null ? "userName" : "phone";
}
