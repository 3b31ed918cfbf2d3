using ElderCare.Data.HomeServices;
using ElderCare.Data.Writing;
using ElderCare.Domain.HomeServices;
using ElderCare.Domain.Tasks;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Realtime;
using ElderCare.MobileApi.Requests;
using ElderCare.MobileApi.Tasks;

namespace ElderCare.MobileApi.HomeServices;

/// <summary>What people's ratings do to caregivers: after too many poor ones they are sent to nobody until officers have looked into it.</summary>
internal sealed class CaregiverRating(RequestWriter requests, CaregiverRoster roster, CityFacts facts, HomeServicePolicy policy)
{
    /// <summary>Counts the rating of a visit for all who came.</summary>
    public void Rate(CityUnit unit, ServiceOrder order, int stars)
    {
        foreach (var worker in new[] { order.WorkerId, order.SecondWorkerId }.OfType<Guid>().Order())
        {
            if (unit.HoldCaregiver(worker) is not { } caregiver || !caregiver.Rate(stars, policy.Quality, unit.Now)) continue;
            unit.WithdrawOpenOffers(worker);
            unit.HaveRead(worker, roster);
            unit.Record("system", "caregiver.suspended", $"{worker}");
            unit.Tell("notice.published", $"{worker}", new { Title = ServiceWords.Suspended.Zh, TitleEn = ServiceWords.Suspended.En }, [Audiences.Worker(worker), Audiences.Provider(caregiver.ProviderId)]);
            unit.Raise(TaskKind.Review, caregiver.Areas[0], $"{worker}", null, "一位护理员多次得到差评，已暂停派单，请核实后恢复或处理。", "A caregiver is suspended after several poor ratings; look into them, then reinstate or decide.", facts);
        }
        unit.Db.SaveChanges();
    }

    /// <summary>Officers have looked into it: the caregiver may be sent again.</summary>
    public Task<Answer<CaregiverView>> Reinstate(Guid id, string? reason, Caller caller, CancellationToken ct)
    {
        new FieldErrors().Text(reason, "reason", 1, 200).ThrowIfAny();
        return requests.Commit(unit =>
        {
            if (unit.HoldCaregiver(id) is not { } caregiver || !caregiver.Areas.Any(area => caller.Covers(area))) throw RequestProblem.NotFound();
            caregiver.Reinstate();
            unit.HaveRead(id, roster);
            foreach (var area in caregiver.Areas) unit.Settle(TaskKind.Review, area, $"{id}", reason!.Trim(), caller.Actor, facts); // raised at one of them
            unit.Record(caller.Actor, "caregiver.reinstated", $"{id}", detail: reason!.Trim());
            return Answer<CaregiverView>.Ok(CaregiverView.Of(caregiver), Versions.ETag(caregiver.Version));
        }, ct);
    }
}

/// <summary>A caregiver may be sent again.</summary>
/// <param name="Reason">What was found, 1 to 200 characters.</param>
internal sealed record ReinstateRequest(string? Reason);
