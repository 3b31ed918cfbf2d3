using ElderCare.Data;
using ElderCare.Data.Writing;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Realtime;
using ElderCare.MobileApi.Requests;
using ElderCare.MobileApi.Timers;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.People;

/// <summary>
/// Changes a person's facts in one unit with its record, its event and the timer that does what follows for orders and money,
/// order by order. Counting up the person's version refuses orders that were priced before.
/// </summary>
internal sealed class FactChanges(CityDatabase database, RequestWriter requests)
{
    private const string CountUp = """UPDATE "Seniors" SET "Version" = "Version" + 1 WHERE "Id" = @p0""";

    /// <summary>Runs a change of a senior of the caller's division.</summary>
    /// <param name="seniorId">Whose facts.</param>
    /// <param name="caller">Staff.</param>
    /// <param name="action">How the audit names it.</param>
    /// <param name="change">Says what is affected, and which record is shown.</param>
    /// <param name="isNew">Whether the record shown is a new one of its own.</param>
    /// <param name="ct">Gives up waiting for a turn.</param>
    /// <exception cref="RequestProblem">404 when the caller's division covers neither of the senior's.</exception>
    public async Task<Answer<FactView>> Commit(Guid seniorId, Caller caller, string action, Func<FactChange, RecordedPeriod> change, bool isNew, CancellationToken ct)
    {
        using (var db = database.Read()) await Demand(db, seniorId, caller, ct);
        return await requests.Commit(unit =>
        {
            var changing = Begin(unit, seniorId);
            var shown = change(changing);
            Finish(changing);
            unit.Record(caller.Actor, action, shown.Id.ToString(), seniorId);
            var view = FactView.Of(shown);
            return isNew ? Answer<FactView>.Created($"/api/seniors/{seniorId}/facts", view) : Answer<FactView>.Ok(view);
        }, ct);
    }

    /// <summary>The senior, for this unit alone: who changes them too waits.</summary>
    public static FactChange Begin(CityUnit unit, Guid seniorId)
    {
        unit.Sql.Execute(CountUp, seniorId);
        var senior = unit.Db.Seniors.AsTracking().Single(senior => senior.Id == seniorId);
        senior.ThrowIfMerged();
        return new(unit, senior);
    }

    /// <summary>The senior, if the caller's division covers where they are registered or live.</summary>
    /// <exception cref="RequestProblem">404 for an outsider.</exception>
    public static async Task<Senior> Demand(CityContext db, Guid seniorId, Caller caller, CancellationToken ct)
    {
        var senior = await db.Seniors.SingleOrDefaultAsync(senior => senior.Id == seniorId, ct);
        return senior is not null && (caller.Covers(senior.ResidenceDivision) || caller.Covers(senior.HukouDivision)) ? senior : throw RequestProblem.NotFound();
    }

    private static void Finish(FactChange change)
    {
        if (change.AffectedFrom is not { } from) return;
        change.Unit.Schedule(FactsChanged.Kind, FactsChanged.SubjectOf(change.Senior.Id, from), change.Now);
        if (change.Senior.DiedOn is not null) return; // nobody writes to the dead, and their family hears of each order
        change.Unit.Tell("notice.published", change.Senior.Id.ToString(), new
        {
            SeniorId = change.Senior.Id,
            SeniorName = Masking.Name(change.Senior.Name),
            From = from.ToString("uuuu'-'MM'-'dd", null),
            TextZh = "登记信息有更新，从这一天起的订饭可能会重新计价或取消。",
            TextEn = "The registered facts have changed; meals from this day on may be priced anew or called off.",
        }, [Audiences.Senior(change.Senior.Id)]);
    }
}
