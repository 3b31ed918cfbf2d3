using ElderCare.Data.Writing;
using ElderCare.Domain.CallCentre;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Realtime;

namespace ElderCare.MobileApi.CallCentre;

/// <summary>Holds agents' states and tells of them.</summary>
internal static class AgentTelling
{
    /// <summary>The agent, for this unit alone until it ends; null for an account that never was at the desk.</summary>
    public static Agent? HoldAgent(this CityUnit unit, Guid accountId)
    {
        if (!unit.IsAlone) unit.Sql.Query("""SELECT 1 FROM "Agents" WHERE "AccountId" = @p0 FOR UPDATE""", _ => true, accountId);
        return unit.Db.Agents.SingleOrDefault(agent => agent.AccountId == accountId);
    }

    /// <summary>The agent of an account that works at the desk, for this unit alone; one who was never there takes a seat.</summary>
    public static Agent Seat(this CityUnit unit, Caller caller)
    {
        unit.TryInsert(new Agent { AccountId = caller.AccountId, DivisionCode = caller.Account.DivisionCode!, Since = unit.Now });
        var agent = unit.HoldAgent(caller.AccountId)!;
        agent.DivisionCode = caller.Account.DivisionCode!; // it may have moved
        return agent;
    }

    /// <summary>Tells the agent and the desk what the agent does now.</summary>
    public static void TellOfAgent(this CityUnit unit, Agent agent) => unit.Tell(
        "queue.changed", agent.AccountId.ToString(), new { agent.AccountId, agent.State, agent.Reason, agent.Since }, [Audiences.Account(agent.AccountId), Audiences.Supervisors(agent.DivisionCode)]);
}
