using ElderCare.Data;
using ElderCare.Data.Writing;
using ElderCare.Domain.CallCentre;
using ElderCare.Domain.Emergency;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Realtime;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.CallCentre;

/// <summary>
/// Knows which agents have a live hub connection. The first and the last of an account are written down, so that what its holder
/// leaves lying rings again, also when it was this program that went away.
/// </summary>
internal sealed class AgentPresence(CityWriter writer, CityDatabase database, EmergencyPolicy policy)
{
    private static readonly string Node = Environment.MachineName;
    private readonly Dictionary<Guid, int> _connections = [];
    private readonly Lock _gate = new();

    public Task Came(Caller caller) => caller.Is(Audiences.WorkAtDesk) && caller.Account.DivisionCode is not null && Count(caller.AccountId, 1) == 1
        ? writer.Commit(Lane.Emergency, unit => Connect(unit, caller))
        : Task.CompletedTask;

    public Task Left(Caller caller) => caller.Is(Audiences.WorkAtDesk) && caller.Account.DivisionCode is not null && Count(caller.AccountId, -1) == 0
        ? writer.Commit(Lane.Emergency, unit => Lose(unit, caller.AccountId))
        : Task.CompletedTask;

    /// <summary>After a start, every earlier connection to this node is lost as of now.</summary>
    public async Task LoseAll()
    {
        List<Guid> connected;
        using (var db = database.Read()) connected = await db.Agents.Where(agent => agent.ConnectedTo == Node).Select(agent => agent.AccountId).ToListAsync();
        foreach (var account in connected) await writer.Commit(Lane.Emergency, unit => Lose(unit, account));
    }

    private int Count(Guid account, int change)
    {
        lock (_gate) return _connections[account] = _connections.GetValueOrDefault(account) + change;
    }

    private bool IsHere(Guid account)
    {
        lock (_gate) return _connections.GetValueOrDefault(account) > 0;
    }

    private void Connect(CityUnit unit, Caller caller)
    {
        if (!IsHere(caller.AccountId)) return; // gone again before its turn
        var agent = unit.Seat(caller);
        agent.Connect(Node);
        unit.TellOfAgent(agent);
    }

    private void Lose(CityUnit unit, Guid account)
    {
        if (IsHere(account) || unit.HoldAgent(account) is not { ConnectedTo: not null } agent) return; // back before its turn
        agent.Lose(unit.Now);
        unit.Reschedule(AgentLost.TimerKind, account.ToString(), unit.Now + policy.ClaimerLostAfter);
        unit.TellOfAgent(agent);
    }
}
