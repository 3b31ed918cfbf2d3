using ElderCare.Data.CallCentre;
using ElderCare.Data.Writing;
using ElderCare.Domain.CallCentre;
using ElderCare.Domain.Emergency;
using ElderCare.Domain.Tasks;
using ElderCare.MobileApi.CallCentre;
using ElderCare.MobileApi.Tasks;
using ElderCare.MobileApi.Timers;
using NodaTime;

namespace ElderCare.MobileApi.Emergency;

/// <summary>
/// Climbs the ladder of an incident that nobody takes. What is due is asked of the incident's own row, so that a rung is climbed
/// once, however often and on whichever node the timer runs, and what came due while nothing ran is done at once.
/// </summary>
internal sealed class IncidentLadder(CityWriter writer, CityFacts facts, IncidentNotices notices, SendResponder responders) : ITimerHandler
{
    /// <inheritdoc cref="ITimerHandler.Kind"/>
    public const string TimerKind = "incident.ladder";

    public string Kind => TimerKind;

    public Task<Instant?> Run(TimerRow timer, CancellationToken ct)
    {
        var id = Guid.Parse(timer.Subject);
        return writer.Commit(Lane.Emergency, unit =>
        {
            var incident = unit.HoldIncident(id)!;
            var due = incident.Climb(unit.Now);
            if (due.Count > 0) ClimbTo(unit, incident, due);
            return incident.NextRungAt(unit.Now);
        }, ct);
    }

    /// <summary>
    /// Begins in the unit that opens an incident: what its ladder does at once is written with the alarm, and the next rung has its time.
    /// </summary>
    /// <param name="unit">The change of the city.</param>
    /// <param name="incident">Just opened, and rung.</param>
    /// <param name="atOnce">The rungs that it had climbed when it was stored.</param>
    public void Begin(CityUnit unit, Incident incident, IReadOnlyList<EscalationRung> atOnce)
    {
        foreach (var act in atOnce.SelectMany(rung => rung.Acts)) Do(unit, incident, act, isNew: true);
        if (incident.NextRungAt(unit.Now) is { } next) unit.Schedule(TimerKind, incident.Id.ToString(), next);
    }

    /// <summary>Tells the family what the rungs that are climbed would have told it, had anybody known whose the incident is.</summary>
    public void TellFamily(CityUnit unit, Incident incident)
    {
        foreach (var act in incident.Ladder.Rungs.Take(incident.RungsClimbed).SelectMany(rung => rung.Acts).Where(act => act is RungAct.TellFamily or RungAct.CallFamily)) Do(unit, incident, act);
    }

    private void ClimbTo(CityUnit unit, Incident incident, IReadOnlyList<EscalationRung> due)
    {
        foreach (var act in due.SelectMany(rung => rung.Acts)) Do(unit, incident, act);
        if (due[^1].AfterSeconds == 0) return; // it was rung by whoever gave it back
        if (due.Any(incident.Ladder.Rungs.Contains)) unit.Note(incident, IncidentNoteKind.Escalated, null, $"{incident.EscalationLevel}"); // ringing again is no news for the timeline
        MissedBy(unit, incident);
        unit.TellOfIncident(incident, unit.NameOf(incident), facts, unit.Ring(incident, due[^1].OfferTo, facts));
    }

    /// <summary>Who let it ring is rung no more until they say that they are ready.</summary>
    private static void MissedBy(CityUnit unit, Incident incident)
    {
        foreach (var account in unit.Sql.RungBy(incident.Id))
        {
            if (unit.HoldAgent(account) is not { State: AgentState.Offered } agent || agent.OfferedId != incident.Id) continue;
            if (agent.Since + incident.Ladder.OfferLife > unit.Now) continue; // it began to ring at them between two rungs
            agent.Miss(unit.Now);
            unit.TellOfAgent(agent);
        }
    }

    private void Do(CityUnit unit, Incident incident, RungAct act, bool isNew = false)
    {
        switch (act)
        {
            case RungAct.TellFamily:
                notices.TellFamily(unit, incident, byVoice: false, isNew);
                break;
            case RungAct.CallFamily:
                notices.TellFamily(unit, incident, byVoice: true, isNew);
                break;
            case RungAct.CallSupervisors:
                notices.CallSupervisors(unit, incident);
                break;
            case RungAct.CallResponders:
                notices.CallResponders(unit, incident);
                break;
            case RungAct.SendResponder:
                responders.SendNearest(unit, incident, by: null);
                break;
            case RungAct.Breach:
                unit.Note(incident, IncidentNoteKind.Breach, null);
                if (incident.DivisionCode is not { } place) break; // every desk sees it, and no division is to blame
                unit.Raise(TaskKind.Review, place, incident.Id.ToString(), incident.SeniorId, "一起求助超过时限没有人接，请查明原因。", "Nobody took an emergency in time; find out why.", facts);
                break;
        }
    }
}
