using ElderCare.Data.Writing;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Requests;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.People;

/// <summary>Writes down what a senior, or a guardian for them, allows and takes back; of each kind one consent holds at a time.</summary>
internal sealed class KeepConsents(RequestWriter writer, GuardianDecisions guardians)
{
    private const string End = """UPDATE "Consents" SET "RevokedOn" = @p2, "RevokedBy" = @p3, "RevokedGuardian" = @p4 WHERE "Id" = @p0 AND "SeniorId" = @p1 AND "RevokedOn" IS NULL""";

    public Task<Answer<ConsentView>> Give(Guid seniorId, GiveConsentRequest request, Caller caller, CancellationToken ct)
    {
        var today = CityClock.DateOf(caller.Now);
        new FieldErrors().Present(request.Kind, "kind").Require(request.GivenOn is null || request.GivenOn <= today, "givenOn", "不能是以后的日期。", "It must not be to come.").ThrowIfAny();
        return writer.Commit(unit =>
        {
            unit.TakeOwn(seniorId, caller);
            var decider = GuardianDecisions.DeciderOf(unit, seniorId, caller, request.ConsentedBy);
            var last = unit.Db.Consents.AsNoTracking().Where(consent => consent.SeniorId == seniorId && consent.Kind == request.Kind).OrderByDescending(consent => consent.Id).FirstOrDefault();
            var consent = new Consent { Id = Guid.CreateVersion7(), SeniorId = seniorId, Kind = request.Kind!.Value, GivenOn = request.GivenOn ?? today, Guardian = decider, RecordedBy = caller.AccountId };
            RuleViolation.ThrowIf(!unit.TryInsert(consent), "people.consentGiven", "已经同意过了。", "This consent has been given.", "kind");
            unit.Record(caller.Actor, "consent.given", consent.Id.ToString(), seniorId, consent.Kind.ToString());
            guardians.TellBoth(unit, seniorId, last?.DecidedBy, decider, NameOf(consent.Kind));
            return Answer<ConsentView>.Created($"/api/seniors/{seniorId}/consents/{consent.Id}", ConsentView.Of(consent));
        }, ct);
    }

    /// <summary>Takes a consent back, at once. Taking it back again changes nothing.</summary>
    public Task<Answer<ConsentView>> Revoke(Guid seniorId, Guid id, RevokeConsentRequest request, Caller caller, CancellationToken ct) => writer.Commit(unit =>
    {
        unit.TakeOwn(seniorId, caller);
        // To take back needs nobody's consent: a senior with dementia may refuse too.
        var guardian = request.ConsentedBy is null && !SeniorRecords.IsGuardian(caller, seniorId) ? null : GuardianDecisions.DeciderOf(unit, seniorId, caller, request.ConsentedBy);
        var ended = unit.Sql.Execute(End, id, seniorId, CityClock.DateOf(unit.Now).ToDateOnly(), caller.AccountId, guardian) == 1;
        var consent = unit.Db.Consents.AsNoTracking().SingleOrDefault(consent => consent.Id == id && consent.SeniorId == seniorId) ?? throw RequestProblem.NotFound();
        if (ended)
        {
            unit.Record(caller.Actor, "consent.revoked", id.ToString(), seniorId, consent.Kind.ToString());
            guardians.TellBoth(unit, seniorId, consent.Guardian, guardian, NameOf(consent.Kind));
        }
        return Answer<ConsentView>.Ok(ConsentView.Of(consent));
    }, ct);

    private static string NameOf(ConsentKind kind) => kind switch
    {
        ConsentKind.Face => "人脸识别",
        ConsentKind.Location => "位置信息",
        _ => "健康信息",
    };
}
