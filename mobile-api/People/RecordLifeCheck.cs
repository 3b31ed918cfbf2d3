using ElderCare.Data;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Requests;
using NodaTime;

namespace ElderCare.MobileApi.People;

/// <summary>Records that staff saw or heard a person alive; not after the day of their death.</summary>
internal sealed class RecordLifeCheck(CityDatabase database, RequestWriter requests)
{
    public async Task<Answer<LifeCheckView>> Handle(Guid seniorId, LifeCheckRequest request, Caller caller, CancellationToken ct)
    {
        using var db = database.Read();
        var senior = await FactChanges.Demand(db, seniorId, caller, ct);
        senior.ThrowIfMerged();
        var today = CityClock.DateOf(caller.Now);
        new FieldErrors().Present(request.Way, "way").Day(request.SeenOn, "seenOn", caller.Now)
            .Require(request.SeenOn is null || request.SeenOn <= today, "seenOn", "不能在将来。", "It must not be in the future.").ThrowIfAny();
        RuleViolation.ThrowIf(senior.DiedOn < request.SeenOn, "people.deceased", "登记的去世日期在这之前，请先更正。", "The person is recorded as dead before that day; correct it first.", "seenOn");
        return await requests.Commit(unit =>
        {
            var check = new LifeCheck { Id = Guid.CreateVersion7(), SeniorId = seniorId, SeenOn = request.SeenOn!.Value, Way = request.Way!.Value, RecordedBy = caller.AccountId, RecordedAt = unit.Now };
            unit.Insert(check);
            unit.Record(caller.Actor, "senior.seen", check.Id.ToString(), seniorId);
            return Answer<LifeCheckView>.Created($"/api/seniors/{seniorId}", new(check.Id, seniorId, check.SeenOn, check.Way));
        }, ct);
    }
}

/// <summary>That somebody was seen or heard.</summary>
/// <param name="SeenOn">On which day, not in the future.</param>
/// <param name="Way">How.</param>
internal sealed record LifeCheckRequest(LocalDate? SeenOn, ContactWay? Way);

/// <summary>That somebody was seen or heard.</summary>
internal sealed record LifeCheckView(Guid Id, Guid SeniorId, LocalDate SeenOn, ContactWay Way);
