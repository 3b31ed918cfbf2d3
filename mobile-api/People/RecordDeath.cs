using ElderCare.Data.Vouchers;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.HomeServices;
using ElderCare.MobileApi.Meals;
using ElderCare.MobileApi.Requests;
using NodaTime;

namespace ElderCare.MobileApi.People;

/// <summary>Records a death, another day of it, or that the report was wrong. From the commit on nothing can be ordered for the person.</summary>
internal sealed class RecordDeath(FactChanges changes)
{
    public Task<Answer<FactView>> Report(Guid seniorId, RecordDeathRequest request, Caller caller, CancellationToken ct)
    {
        new FieldErrors().Day(request.DiedOn, "diedOn", caller.Now)
            .Require(request.DiedOn is null || request.DiedOn <= CityClock.DateOf(caller.Now), "diedOn", "不能在将来。", "It must not be in the future.")
            .Source(request.Source).ThrowIfAny();
        return changes.Commit(seniorId, caller, "death.recorded", change => Report(change, request.DiedOn!.Value, request.UsedByFamily ?? false, request.Source!), isNew: true, ct);
    }

    public Task<Answer<FactView>> Revoke(Guid seniorId, CorrectionRequest request, Caller caller, CancellationToken ct)
    {
        new FieldErrors().Source(request.Source).ThrowIfAny();
        return changes.Commit(seniorId, caller, "death.revoked", change =>
        {
            var death = Believed(change) ?? throw new RuleViolation("people.notDeceased", new("没有去世的记录。", "No death is recorded."));
            change.Supersede(death);
            change.Senior.DiedOn = null;
            change.Unit.RestoreVouchers(seniorId);
            PlaceStandingOrders.LookAgainFor(change.Unit, seniorId);
            BookPlannedVisits.LookAgainFor(change.Unit, seniorId);
            TellOrderAgain.TellSoon(change.Unit, seniorId, death.ValidFrom, until: null);
            change.Affects(death.ValidFrom);
            return death;
        }, isNew: false, ct);
    }

    private static Death Report(FactChange change, LocalDate diedOn, bool usedByFamily, string source)
    {
        if (diedOn < change.Senior.BornOn) throw RequestProblem.Invalid("diedOn", "不能在出生之前。", "It must not be before the birth.");
        if (Believed(change) is { } known)
        {
            RuleViolation.ThrowIf(known.ValidFrom == diedOn && known.UsedByFamily == usedByFamily, "people.nothingChanged", "已经是这样记录的。", "It is recorded like that already.", "diedOn");
            change.Supersede(known);
            change.Affects(known.ValidFrom);
        }
        var death = new Death { Id = Guid.CreateVersion7(), SeniorId = change.Senior.Id, ValidFrom = diedOn, UsedByFamily = usedByFamily, Source = source, RecordedAt = change.Now };
        change.Add(death);
        change.Senior.DiedOn = diedOn;
        change.Unit.VoidVouchers(change.Senior.Id);
        change.Affects(diedOn);
        return death;
    }

    /// <summary>The death as it is believed; one that came with the person's record becomes a report of its own.</summary>
    private static Death? Believed(FactChange change)
    {
        if (change.Current<Death>() is [var death]) return death;
        if (change.Senior.DiedOn is not { } diedOn) return null;
        var first = new Death { Id = Guid.CreateVersion7(), SeniorId = change.Senior.Id, ValidFrom = diedOn, UsedByFamily = false, RecordedAt = RecordedPeriod.FromTheBeginning };
        change.Unit.Db.Add(first);
        return first;
    }
}
