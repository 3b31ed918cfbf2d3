using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.HomeServices;
using ElderCare.MobileApi.Meals;
using ElderCare.MobileApi.Requests;
using NodaTime;

namespace ElderCare.MobileApi.People;

/// <summary>Records that a person is away, in hospital or in an institution, since when, until when, or that they never were.</summary>
internal sealed class RecordAbsence(FactChanges changes)
{
    public Task<Answer<FactView>> Begin(Guid seniorId, RecordAbsenceRequest request, Caller caller, CancellationToken ct)
    {
        new FieldErrors().Present(request.Kind, "kind").Day(request.ValidFrom, "validFrom", caller.Now)
            .MaybeDay(request.ValidTo, "validTo", caller.Now).After(request.ValidTo, request.ValidFrom, "validTo").Source(request.Source).ThrowIfAny();
        return changes.Commit(seniorId, caller, "absence.recorded", change =>
        {
            var (from, to) = (request.ValidFrom!.Value, request.ValidTo);
            if (from < change.Senior.BornOn) throw RequestProblem.Invalid("validFrom", "不能在出生之前。", "It must not be before the birth.");
            ThrowIfAbsent(change, from, to, except: null);
            var absence = new Absence { Id = Guid.CreateVersion7(), SeniorId = seniorId, Kind = request.Kind!.Value, ValidFrom = from, ValidTo = to, Source = request.Source, RecordedAt = change.Now };
            change.Add(absence);
            change.Affects(from);
            return absence;
        }, isNew: true, ct);
    }

    public Task<Answer<FactView>> End(Guid seniorId, Guid absenceId, EndPeriodRequest request, Caller caller, CancellationToken ct)
    {
        new FieldErrors().Day(request.ValidTo, "validTo", caller.Now).Source(request.Source).ThrowIfAny();
        return changes.Commit(seniorId, caller, "absence.ended", change =>
        {
            var (absence, to) = (change.Believed<Absence>(absenceId), request.ValidTo!.Value);
            if (to <= absence.ValidFrom) throw RequestProblem.Invalid("validTo", "要在开始之后；没有离开过请撤回。", "It must be after the first day; withdraw an absence that never was.");
            RuleViolation.ThrowIf(to == absence.ValidTo, "people.nothingChanged", "已经是这样记录的。", "It is recorded like that already.", "validTo");
            ThrowIfAbsent(change, absence.ValidFrom, to, absence);
            var corrected = absence.Corrected(absence.ValidFrom, to, request.Source!, change.Now);
            change.Supersede(absence);
            change.Add(corrected);
            change.Affects(absence.ValidTo is { } earlier && earlier < to ? earlier : to);
            PlaceStandingOrders.LookAgainFor(change.Unit, seniorId);
            BookPlannedVisits.LookAgainFor(change.Unit, seniorId);
            if (absence.ValidTo is null || to < absence.ValidTo) TellOrderAgain.TellSoon(change.Unit, seniorId, to, absence.ValidTo);
            return corrected;
        }, isNew: false, ct);
    }

    public Task<Answer<FactView>> Withdraw(Guid seniorId, Guid absenceId, CorrectionRequest request, Caller caller, CancellationToken ct)
    {
        new FieldErrors().Source(request.Source).ThrowIfAny();
        return changes.Commit(seniorId, caller, "absence.withdrawn", change =>
        {
            var absence = change.Believed<Absence>(absenceId);
            change.Supersede(absence);
            change.Affects(absence.ValidFrom);
            PlaceStandingOrders.LookAgainFor(change.Unit, seniorId);
            BookPlannedVisits.LookAgainFor(change.Unit, seniorId);
            TellOrderAgain.TellSoon(change.Unit, seniorId, absence.ValidFrom, absence.ValidTo);
            return absence;
        }, isNew: false, ct);
    }

    private static void ThrowIfAbsent(FactChange change, LocalDate from, LocalDate? to, Absence? except) => RuleViolation.ThrowIf(
        change.Current<Absence>().Any(other => other != except && other.Overlaps(from, to)),
        "people.absentAlready", "这几天已经有外出、住院或入住机构的记录。", "The person is recorded as absent on some of these days already.", "validFrom");
}
