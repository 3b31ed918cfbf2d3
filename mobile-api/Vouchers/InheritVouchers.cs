using ElderCare.Data.Vouchers;
using ElderCare.Domain.Access;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.People;
using ElderCare.MobileApi.Requests;

namespace ElderCare.MobileApi.Vouchers;

/// <summary>Names the heir of somebody who has died.</summary>
/// <param name="HeirId">A registered person.</param>
/// <param name="Reason">How that is known, 2 to 200 characters, without numbers of people.</param>
internal sealed record InheritVouchersRequest(Guid? HeirId, string? Reason);

/// <inheritdoc cref="InheritVouchersRequest"/>
internal sealed class InheritVouchers(RequestWriter requests)
{
    public static readonly Role[] Officers = [Role.CityOfficer, Role.DistrictOfficer];

    public Task<Answer<InheritedVouchersView>> Handle(Guid seniorId, InheritVouchersRequest request, Caller caller, CancellationToken ct)
    {
        var errors = new FieldErrors().Present(request.HeirId, "heirId").Require(request.HeirId != seniorId, "heirId", "要另一个人。", "It must be another person.");
        RevealSenior.CheckNote(request.Reason, "reason", errors).ThrowIfAny();
        return requests.Commit(unit =>
        {
            var heirId = request.HeirId!.Value;
            foreach (var one in new[] { seniorId, heirId }.Order()) unit.Sql.Execute(SeniorRecords.OneByOne, one);
            var senior = unit.Take(seniorId, caller);
            RuleViolation.ThrowIf(senior.DiedOn is null, "people.notDeceased", "没有去世的记录。", "No death is recorded.");
            var heir = unit.Db.Seniors.SingleOrDefault(one => one.Id == heirId);
            if (heir is null || !SeniorRecords.IsKeeper(caller, heir)) throw RequestProblem.NotFound("heirId");
            heir.ThrowIfMerged("heirId");
            RuleViolation.ThrowIf(heir.DiedOn is not null, "people.deceased", "继承人也已经去世。", "The heir has died too.", "heirId");
            var minutes = unit.InheritVouchers(seniorId, heirId, heir.ResidenceDivision);
            unit.Record(caller.Actor, "vouchers.inherited", heirId.ToString(), seniorId, request.Reason!.Trim());
            return Answer<InheritedVouchersView>.Ok(new(seniorId, heirId, minutes));
        }, ct);
    }
}

/// <summary>What an heir got.</summary>
/// <param name="Minutes">Free to use at once; what is held for visits that were made follows if it is released.</param>
internal sealed record InheritedVouchersView(Guid SeniorId, Guid HeirId, long Minutes);
