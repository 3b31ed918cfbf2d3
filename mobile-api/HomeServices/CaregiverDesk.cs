using ElderCare.Data.HomeServices;
using ElderCare.Data.Writing;
using ElderCare.Domain.Emergency;
using ElderCare.Domain.HomeServices;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Emergency;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Realtime;
using ElderCare.MobileApi.Requests;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.HomeServices;

/// <summary>What caregivers do for themselves: duty, place, a day handed over when they fall ill, and a call for help.</summary>
internal sealed class CaregiverDesk(RequestWriter requests, CityWriter writer, OfferVisits offers, AnswerOffer answers, CaregiverRoster roster, OpenIncident opening, CityFacts facts)
{
    public Task<Answer<CaregiverView>> Declare(bool isOnDuty, Caller caller, CancellationToken ct) => requests.Commit(unit =>
    {
        var caregiver = Hold(unit, caller);
        var today = CityClock.DateOf(unit.Now);
        RuleViolation.ThrowIf(
            isOnDuty && unit.Db.CaregiverLeaves.Any(leave => leave.CaregiverId == caregiver.Id && leave.From <= today && leave.Until > today), "services.onLeave", "今天请假，不能上班。", "You are on leave today.");
        RuleViolation.ThrowIf(isOnDuty && caregiver.SuspendedAt is not null, "services.suspended", "因差评暂停派单，请联系服务商和主管部门。", "You are suspended for poor ratings; ask your provider and the officers.");
        caregiver.IsOnDuty = isOnDuty;
        caregiver.Version++;
        if (!isOnDuty) unit.WithdrawOpenOffers(caregiver.Id);
        unit.HaveRead(caregiver.Id, roster);
        unit.Record(caller.Actor, isOnDuty ? "caregiver.onDuty" : "caregiver.offDuty", caregiver.Id.ToString());
        return Answer<CaregiverView>.Ok(CaregiverView.Of(caregiver));
    }, ct);

    /// <summary>Where a caregiver is; it makes no event and is kept as the last place only.</summary>
    public Task Report(double latitude, double longitude, Caller caller, CancellationToken ct)
    {
        new FieldErrors().Require(latitude is >= -90 and <= 90, "latitude", "要在 -90 到 90 之间。", "It must be -90 to 90.")
            .Require(longitude is >= -180 and <= 180, "longitude", "要在 -180 到 180 之间。", "It must be -180 to 180.").ThrowIfAny();
        return writer.Commit(Lane.Bulk, unit => { Hold(unit, caller).Report(new GeoPoint(latitude, longitude), unit.Now); }, ct);
    }

    /// <summary>Hands over everything until a day: the caregiver goes off duty, is on leave, and each visit is offered to others at once.</summary>
    public async Task<Answer<HandOverView>> FallIll(LocalDate? until, string? reason, Caller caller, CancellationToken ct)
    {
        IReadOnlyList<Guid> open = [];
        var answer = await requests.Commit(unit =>
        {
            var caregiver = Hold(unit, caller);
            var today = CityClock.DateOf(unit.Now);
            var back = until ?? today.PlusDays(1);
            if (back <= today) throw RequestProblem.Invalid("until", "要在今天以后。", "It must be after today.");
            caregiver.IsOnDuty = false;
            caregiver.Version++;
            unit.WithdrawOpenOffers(caregiver.Id);
            unit.HaveRead(caregiver.Id, roster);
            unit.Insert(new CaregiverLeave { Id = Guid.CreateVersion7(), CaregiverId = caregiver.Id, From = today, Until = back, Reason = reason ?? "sick" });
            var before = CityClock.At(back, LocalTime.Midnight);
            open = answers.SendOthers(unit, caregiver.Id, order => order.StartsAt < before);
            unit.Record(caller.Actor, "caregiver.handedOver", caregiver.Id.ToString(), detail: $"{open.Count}");
            return Answer<HandOverView>.Ok(new(back, open));
        }, ct);
        foreach (var id in open) await offers.AskMore(id, ct);
        return answer;
    }

    /// <summary>A caregiver needs help themselves: an emergency of nobody known, at the place where they work.</summary>
    public Task<Answer<CaregiverAlarmView>> CallForHelp(string? text, Caller caller, CancellationToken ct) => requests.Commit(unit =>
    {
        var caregiver = Hold(unit, caller);
        var device = $"caregiver:{caregiver.Id}";
        var words = $"护理员 {Masking.Name(caregiver.Name)} 求助 {text}".TrimEnd();
        if (unit.HoldOpenIncident(Incident.KeyOf(null, device, IncidentKind.Sos)) is { } known)
        {
            unit.Note(known, IncidentNoteKind.Signal, caller.AccountId, words);
            unit.TellOfIncident(known, null, facts, unit.RingAgain(known, facts));
            return Answer<CaregiverAlarmView>.Ok(new(known.Id));
        }
        var incident = Incident.Open(IncidentKind.Sos, null, null, device, caller.Account.DivisionCode, opening.LadderAt(caller.Account.DivisionCode), unit.Now);
        if (!opening.TryOpen(unit, incident, null, words)) throw new StaleReadException();
        unit.Record(caller.Actor, "caregiver.calledForHelp", incident.Id.ToString());
        return Answer<CaregiverAlarmView>.Created($"/api/incidents/{incident.Id}", new(incident.Id));
    }, ct, Lane.Emergency);

    private static Caregiver Hold(CityUnit unit, Caller caller) => caller.Account.WorkerId is { } worker && unit.HoldCaregiver(worker) is { } caregiver ? caregiver : throw RequestProblem.Forbidden();
}

/// <summary>A day that was handed over.</summary>
/// <param name="Until">The first day on which the caregiver works again.</param>
/// <param name="Orders">The visits for which others are asked now.</param>
internal sealed record HandOverView(LocalDate Until, IReadOnlyList<Guid> Orders);

/// <summary>The emergency that a caregiver has raised for themself.</summary>
internal sealed record CaregiverAlarmView(Guid IncidentId);
