using ElderCare.Data.Writing;
using ElderCare.Domain.CallCentre;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Realtime;
using ElderCare.MobileApi.Requests;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.CallCentre;

/// <summary>What a supervisor does about agents of their division.</summary>
internal sealed class SuperviseAgents(RequestWriter requests, HeldWork work, AccountChanges accounts)
{
    private const string LoggedOff = "loggedOff";

    /// <summary>Takes an agent off: nothing rings at them, what they have rings elsewhere, and they sign in anew before they do anything again.</summary>
    public Task<Answer<AgentView>> LogOff(Guid accountId, Caller caller, CancellationToken ct) => requests.Commit(unit =>
    {
        var held = HeldWork.Hold(unit, accountId);
        if (unit.HoldAgent(accountId) is not { } agent || !caller.Covers(agent.DivisionCode)) throw RequestProblem.NotFound();
        agent.LogOff(LoggedOff, unit.Now); // before what they have rings, or it would ring at them
        unit.Db.SaveChanges();
        work.GiveBack(unit, accountId, held);
        accounts.EndTokens(unit, accounts.Take(unit, accountId));
        unit.Record(caller.Actor, "agent.loggedOff", accountId.ToString());
        unit.TellOfAgent(agent);
        return Answer<AgentView>.Ok(AgentView.Of(agent));
    }, ct, Lane.Emergency);

    /// <summary>Says which dialects an agent speaks: calls from where they are spoken ring at them first.</summary>
    public Task<Answer<AgentView>> Skills(Guid accountId, AgentSkillsRequest request, Caller caller, CancellationToken ct)
    {
        new FieldErrors().Present(request.Dialects, "dialects")
            .Require(request.Dialects is null or { Count: <= 10 } && request.Dialects?.All(IsWord) != false, "dialects", "最多 10 个，每个是小写字母组成的词。", "At most 10, each a word of small letters.")
            .ThrowIfAny();
        return requests.Commit(unit =>
        {
            var account = unit.Db.Accounts.AsNoTracking().SingleOrDefault(account => account.Id == accountId);
            if (account?.DivisionCode is not { } division || !caller.Covers(division) || !account.Roles.Any(Audiences.WorkAtDesk.Contains)) throw RequestProblem.NotFound();
            unit.TryInsert(new Agent { AccountId = accountId, DivisionCode = division, Since = unit.Now });
            var agent = unit.HoldAgent(accountId)!;
            agent.Dialects = request.Dialects!.Count == 0 ? null : string.Join(' ', request.Dialects.Distinct().Order(StringComparer.Ordinal));
            unit.Record(caller.Actor, "agent.skills", accountId.ToString());
            unit.TellOfAgent(agent);
            return Answer<AgentView>.Ok(AgentView.Of(agent));
        }, ct);
    }

    private static bool IsWord(string? word) => word?.Length is > 0 and <= 20 && word.All(char.IsAsciiLetterLower);
}

/// <summary>Which dialects an agent speaks.</summary>
/// <param name="Dialects">Words of the policy, such as jiaoliao, ou or wu; at most 10.</param>
internal sealed record AgentSkillsRequest(IReadOnlyList<string?>? Dialects);
