using ElderCare.Data;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.People;
using ElderCare.MobileApi.Requests;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.Access;

/// <summary>Ends a family link at once. Ending what has ended changes nothing.</summary>
internal sealed class RevokeFamilyLink(CityDatabase database, RequestWriter writer, AccountDirectory directory, GuardianDecisions guardians)
{
    private const string End =
        """UPDATE "FamilyLinks" SET "ValidTo" = @p2, "RevokedBy" = @p3 WHERE "Id" = @p0 AND "SeniorId" = @p1 AND ("ValidTo" IS NULL OR "ValidTo" > @p2)""";

    public async Task<Answer<FamilyLinkView>> Handle(Guid seniorId, Guid linkId, Caller caller, CancellationToken ct)
    {
        using (var db = database.Read()) await FamilyLinkEndpoints.Demand(db, seniorId, caller, ct);
        return await writer.Commit(unit =>
        {
            var guardian = SeniorRecords.IsGuardian(caller, seniorId) ? caller.AccountId : (Guid?)null;
            if (guardian is not null && unit.Db.FamilyLinks.Any(link => link.Id == linkId && link.IsGuardian && link.AccountId != guardian)) throw RequestProblem.Forbidden(); // no guardian sends the other away
            var ended = unit.Sql.Execute(End, linkId, seniorId, unit.Now.ToUnixTimeTicks(), guardian) == 1;
            var link = unit.Db.FamilyLinks.AsNoTracking().SingleOrDefault(link => link.Id == linkId && link.SeniorId == seniorId) ?? throw RequestProblem.NotFound();
            if (ended)
            {
                unit.Record(caller.Actor, "familyLink.revoked", linkId.ToString(), seniorId);
                directory.ForgetAfter(unit, link.AccountId);
                guardians.TellBoth(unit, seniorId, link.ConsentedBy, guardian, "家人授权");
            }
            var member = unit.Db.Accounts.AsNoTracking().Single(account => account.Id == link.AccountId);
            return Answer<FamilyLinkView>.Ok(FamilyLinkView.Of(link, member, unit.Now));
        }, ct);
    }
}
