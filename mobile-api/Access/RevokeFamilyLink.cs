using ElderCare.Data;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Requests;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.Access;

/// <summary>Ends a family link at once. Ending what has ended changes nothing.</summary>
internal sealed class RevokeFamilyLink(CityDatabase database, RequestWriter writer, AccountDirectory directory)
{
    private const string End =
        """UPDATE "FamilyLinks" SET "ValidTo" = @p2 WHERE "Id" = @p0 AND "SeniorId" = @p1 AND ("ValidTo" IS NULL OR "ValidTo" > @p2)""";

    public async Task<Answer<FamilyLinkView>> Handle(Guid seniorId, Guid linkId, Caller caller, CancellationToken ct)
    {
        using (var db = database.Read()) await FamilyLinkEndpoints.Demand(db, seniorId, caller, ct);
        return await writer.Commit(unit =>
        {
            var ended = unit.Sql.Execute(End, linkId, seniorId, unit.Now.ToUnixTimeTicks()) == 1;
            var link = unit.Db.FamilyLinks.AsNoTracking().SingleOrDefault(link => link.Id == linkId && link.SeniorId == seniorId) ?? throw RequestProblem.NotFound();
            if (ended)
            {
                unit.Record(caller.Actor, "familyLink.revoked", linkId.ToString(), seniorId);
                directory.ForgetAfter(unit, link.AccountId);
            }
            var member = unit.Db.Accounts.AsNoTracking().Single(account => account.Id == link.AccountId);
            return Answer<FamilyLinkView>.Ok(FamilyLinkView.Of(link, member, unit.Now));
        }, ct);
    }
}
