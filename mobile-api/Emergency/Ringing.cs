using ElderCare.Data.CallCentre;
using ElderCare.Data.Writing;
using ElderCare.Domain.Emergency;
using ElderCare.MobileApi.Realtime;

namespace ElderCare.MobileApi.Emergency;

/// <summary>Decides at whom an incident rings: at those of its desk who have been free longest; where nobody is free, at everybody there.</summary>
internal static class Ringing
{
    /// <summary>It rings for the first time, or anew: at one.</summary>
    public static IReadOnlyCollection<string> RingFirst(this CityUnit unit, Incident incident, CityFacts facts) => unit.Ring(incident, 1, facts);

    /// <summary>Another signal came, or the same again: it rings where it rings already; at whoever has it.</summary>
    public static IReadOnlyCollection<string> RingAgain(this CityUnit unit, Incident incident, CityFacts facts)
    {
        if (incident.IsClaimedAt(unit.Now)) return [Audiences.Account(incident.ClaimedBy!.Value)];
        var rung = unit.Sql.RungBy(incident.Id);
        return rung.Count > 0 ? [.. rung.Select(Audiences.Account)] : unit.RingFirst(incident, facts);
    }

    /// <summary>Nobody has it any more: it is written down and rings anew, from the first rung of its ladder.</summary>
    public static void RingAnew(this CityUnit unit, Incident incident, IncidentNoteKind note, Guid? by, CityFacts facts)
    {
        unit.Note(incident, note, by);
        unit.Reschedule(IncidentLadder.TimerKind, incident.Id.ToString(), unit.Now);
        unit.TellOfIncident(incident, unit.NameOf(incident), facts, unit.RingFirst(incident, facts));
    }

    /// <summary>It rings at so many who are free, or at everybody.</summary>
    public static IReadOnlyCollection<string> Ring(this CityUnit unit, Incident incident, int most, CityFacts facts)
    {
        if (most == EscalationRung.Everybody) return IncidentTelling.DesksOf(incident, facts);
        var offered = unit.Sql.OfferToFree(incident.Id, incident.DivisionCode is { } division ? [.. facts.WithinCity(division)] : null, most, unit.Now);
        return offered.Count > 0 ? [.. offered.Select(Audiences.Account)] : IncidentTelling.DesksOf(incident, facts);
    }
}
