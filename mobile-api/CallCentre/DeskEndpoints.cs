using ElderCare.Data;
using ElderCare.Domain.Access;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Realtime;
using ElderCare.MobileApi.Requests;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.CallCentre;

internal static class DeskEndpoints
{
    public static void MapCallCentre(this IEndpointRouteBuilder api)
    {
        api.MapPut("/agents/me/state", (AgentStateRequest request, AgentDesk desk, Caller caller, CancellationToken ct) => desk.Declare(request, caller, ct)).For(Audiences.WorkAtDesk)
            .WithTags("Call centre").WithName("DeclareAgentState").WithSummary("Say that you are ready, writing up, or not ready and why").ProducesProblem(400).ProducesProblem(409);
        api.MapGet("/agents", List).For(Role.Supervisor).WithTags("Call centre").WithName("ListAgents").WithSummary("Who is at the desk and what they do").Produces<Page<AgentView>>();
    }

    private static async Task<Page<AgentView>> List(CityDatabase database, CityFacts facts, Caller caller, CancellationToken ct)
    {
        if (caller.Account.DivisionCode is not { } division) return new([], null);
        var below = facts.Below(division);
        using var db = database.Read();
        var agents = await db.Agents.Where(agent => below.Contains(agent.DivisionCode)).OrderBy(agent => agent.State).ThenBy(agent => agent.Since).ToListAsync(ct);
        return new([.. agents.Select(AgentView.Of)], null);
    }
}
