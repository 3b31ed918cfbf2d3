using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Requests;
using ElderCare.MobileApi.Timers;
using NodaTime;

namespace ElderCare.MobileApi.People;

/// <summary>Records that a registration or a home moved on a day: the old division pays up to the day before, the new one from the day on.</summary>
internal sealed class RecordMove(FactChanges changes, CityFacts facts)
{
    public Task<Answer<FactView>> Handle(Guid seniorId, RecordMoveRequest request, Caller caller, CancellationToken ct)
    {
        new FieldErrors().Present(request.Basis, "basis").Present(request.DivisionCode, "divisionCode")
            .Require(request.DivisionCode is null || facts.Divisions.Knows(request.DivisionCode), "divisionCode", "没有这个区划。", "There is no such division.")
            .Require(request.Basis != DivisionBasis.Residence || request.DivisionCode is null || !facts.Divisions.Knows(request.DivisionCode) || facts.Divisions.DistrictOf(request.DivisionCode) is not null, "divisionCode", "要写到区、县或更细。", "It must be a district or a division below one.")
            .Day(request.EffectiveOn, "effectiveOn", caller.Now).Source(request.Source).ThrowIfAny();
        return changes.Commit(seniorId, caller, "senior.moved", change => Move(change, request.Basis!.Value, request.DivisionCode!, request.EffectiveOn!.Value, request.Source!), isNew: true, ct);
    }

    /// <summary>A move that never was: the division before it goes on.</summary>
    public Task<Answer<FactView>> Withdraw(Guid seniorId, Guid periodId, CorrectionRequest request, Caller caller, CancellationToken ct)
    {
        new FieldErrors().Source(request.Source).ThrowIfAny();
        return changes.Commit(seniorId, caller, "move.withdrawn", change =>
        {
            var period = change.Believed<DivisionPeriod>(periodId);
            var before = change.Current<DivisionPeriod>().Find(other => other.Basis == period.Basis && other.ValidTo == period.ValidFrom)
                ?? throw new RuleViolation("people.notMoved", new("这不是一次迁移。", "It did not begin with a move."));
            change.Supersede(period, before);
            change.Add(before.Corrected(before.ValidFrom, period.ValidTo, request.Source!, change.Now));
            change.Affects(period.ValidFrom);
            PresentDivisions.Settle(change);
            return period;
        }, isNew: false, ct);
    }

    private static DivisionPeriod Move(FactChange change, DivisionBasis basis, string division, LocalDate on, string source)
    {
        var senior = change.Senior;
        if (on <= senior.BornOn) throw RequestProblem.Invalid("effectiveOn", "要在出生之后。", "It must be after the birth.");
        var before = PeriodOn(change, basis, on);
        RuleViolation.ThrowIf(before.DivisionCode == division, "people.sameDivision", "这一天本来就在那里。", "The person is there on that day already.", "divisionCode");
        change.Supersede(before);
        if (before.ValidFrom < on) change.Add(before.Corrected(before.ValidFrom, on, source, change.Now));
        var after = new DivisionPeriod { Id = Guid.CreateVersion7(), SeniorId = senior.Id, Basis = basis, DivisionCode = division, ValidFrom = on, ValidTo = before.ValidTo, Source = source, RecordedAt = change.Now };
        change.Add(after);
        change.Affects(on);
        PresentDivisions.Settle(change);
        if (on > change.Today) change.Unit.Schedule(FactsChanged.Kind, FactsChanged.SubjectOf(senior.Id, on), CityClock.At(on, LocalTime.Midnight));
        return after;
    }

    /// <summary>The period in which the day lies. Before the first move there is none: then what the person's record says becomes one.</summary>
    private static DivisionPeriod PeriodOn(FactChange change, DivisionBasis basis, LocalDate on)
    {
        var periods = change.Current<DivisionPeriod>().Where(period => period.Basis == basis).ToList();
        if (periods.Count > 0) return periods.Find(period => period.HoldsOn(on)) ?? throw RequestProblem.Invalid("effectiveOn", "要在出生之后。", "It must be after the birth.");
        var senior = change.Senior;
        var first = new DivisionPeriod
        {
            Id = Guid.CreateVersion7(),
            SeniorId = senior.Id,
            Basis = basis,
            DivisionCode = basis == DivisionBasis.Hukou ? senior.HukouDivision : senior.ResidenceDivision,
            ValidFrom = senior.BornOn,
            RecordedAt = RecordedPeriod.FromTheBeginning,
        };
        change.Unit.Db.Add(first);
        return first;
    }
}
