using ElderCare.Data;
using ElderCare.Data.Writing;
using ElderCare.Domain.CallCentre;
using ElderCare.Domain.Emergency;
using ElderCare.MobileApi.Realtime;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.Emergency;

/// <summary>Emergencies that nobody has and that ring at nobody in particular: who becomes free is rung by the first of their divisions.</summary>
internal static class WaitingIncidents
{
    /// <summary>Has the most urgent that waits, the oldest first, ring at an agent who is held by the unit.</summary>
    /// <param name="unit">The change of the city.</param>
    /// <param name="agent">Free.</param>
    /// <param name="facts">The divisions.</param>
    /// <param name="except">What the agent has just given back: it rings at others first.</param>
    public static WaitingOffer OfferIncidentTo(this CityUnit unit, Agent agent, CityFacts facts, Guid? except)
    {
        unit.Sql.Flush();
        var below = facts.Below(agent.DivisionCode);
        var first = unit.Db.Incidents.AsNoTracking()
            .Where(incident => incident.OpenFor != null && incident.ClaimedBy == null && !incident.IsProbe && incident.Id != except)
            .Where(incident => incident.DivisionCode == null || below.Contains(incident.DivisionCode))
            .Where(incident => !unit.Db.Agents.Any(rung => rung.OfferedId == incident.Id))
            .OrderBy(incident => incident.Priority).ThenBy(incident => incident.Id).Select(incident => (Guid?)incident.Id).FirstOrDefault();
        if (first is not { } id) return WaitingOffer.Nothing;
        // Incidents are held before agents everywhere else: to wait for this one with the agent in hand could be waited for by the other.
        var waits = unit.IsAlone ? """WHERE "Id" = @p0 AND "ClaimedBy" IS NULL AND "OpenFor" IS NOT NULL""" : """WHERE "Id" = @p0 AND "ClaimedBy" IS NULL AND "OpenFor" IS NOT NULL FOR UPDATE SKIP LOCKED""";
        if (unit.Find<Incident>(waits, id) is not { } incident) return WaitingOffer.HeldElsewhere;
        agent.Offer(id, unit.Now);
        unit.TellOfIncident(incident, unit.NameOf(incident), facts, [Audiences.Account(agent.AccountId)]);
        return WaitingOffer.Rings;
    }
}

/// <summary>What became of an agent's turn.</summary>
internal enum WaitingOffer
{
    /// <summary>No emergency waits for them.</summary>
    Nothing,

    /// <summary>One rings at them.</summary>
    Rings,

    /// <summary>Another unit holds the one that would ring at them.</summary>
    HeldElsewhere,
}
