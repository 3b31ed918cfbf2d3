using ElderCare.Data.Writing;
using ElderCare.Domain.CallCentre;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Realtime;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.CallCentre;

/// <summary>Holds calls, writes their timelines and tells the desk of them.</summary>
internal static class CallTelling
{
    /// <summary>The call, for this unit alone until it ends; null when there is none.</summary>
    public static Call? HoldCall(this CityUnit unit, Guid id)
    {
        if (!unit.IsAlone) unit.Sql.Query("""SELECT 1 FROM "Calls" WHERE "Id" = @p0 FOR UPDATE""", _ => true, id);
        return unit.Db.Calls.SingleOrDefault(call => call.Id == id);
    }

    /// <summary>The call that an exchange names so, for this unit alone; null when nothing was told of it yet.</summary>
    public static Call? HoldCall(this CityUnit unit, string exchange, string callId)
    {
        var found = unit.Sql.Query("""SELECT "Id" FROM "Calls" WHERE "Exchange" = @p0 AND "ExchangeCallId" = @p1""", row => row.GetGuid(0), exchange, callId);
        return found is [var id] ? unit.HoldCall(id) : null;
    }

    public static void Note(this CityUnit unit, Call call, string kind, Guid? by, string? text = null, Guid? refersTo = null) =>
        unit.Insert(new CallNote { Id = RisingIds.Next(), CallId = call.Id, At = unit.Now, Kind = kind, By = by, Text = text, RefersTo = refersTo });

    /// <summary>Tells the desks that have the call; <c>call.offered</c> goes only to whom it rings at now.</summary>
    public static void TellOfCall(this CityUnit unit, Call call, CityFacts facts, bool rings = false)
    {
        var told = new
        {
            call.Id, call.State, call.Priority, Caller = call.CallerMasked, People = NamesOf(unit, call), call.ReceivedAt, call.OfferedTo, call.OfferEndsAt, call.ClaimedBy, call.Claim, call.IncidentId, call.HungUpAt,
        };
        var subject = call.Id.ToString();
        if (rings && call.OfferedTo is { } agent) unit.Tell("call.offered", subject, told, [Audiences.Account(agent)]);
        unit.Tell("call.changed", subject, told, DesksOf(call, facts));
    }

    /// <summary>Tells the desks that calls wait otherwise than before.</summary>
    public static void TellOfQueue(this CityUnit unit, Call call, CityFacts facts) =>
        unit.Tell("queue.changed", call.Id.ToString(), new { CallId = call.Id, call.State, call.Priority, call.ReceivedAt }, DesksOf(call, facts));

    private static IReadOnlyCollection<string> DesksOf(Call call, CityFacts facts) =>
        call.DivisionCode is { } division ? [.. facts.WithinCity(division).Select(Audiences.Desk)] : [Audiences.Desks];

    /// <summary>Whom it may be about; not told where all desks hear it, for they serve other people.</summary>
    private static IReadOnlyList<string> NamesOf(CityUnit unit, Call call)
    {
        if (call.DivisionCode is null) return [];
        unit.Sql.Flush();
        return [.. (from person in unit.Db.CallPeople.AsNoTracking()
                    join senior in unit.Db.Seniors on person.SeniorId equals senior.Id
                    where person.CallId == call.Id
                    orderby person.Id
                    select senior.Name).ToList().Distinct()];
    }
}
