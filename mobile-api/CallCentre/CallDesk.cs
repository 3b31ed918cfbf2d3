using ElderCare.Data.Writing;
using ElderCare.Domain.Access;
using ElderCare.Domain.CallCentre;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Realtime;
using ElderCare.MobileApi.Requests;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.CallCentre;

/// <summary>What agents and supervisors do with a call. Of two who take it at once one gets it.</summary>
internal sealed class CallDesk(RequestWriter requests, CityFacts facts, AgentDesk agents, CallRecord records)
{
    public Task<Answer<CallView>> Claim(Guid id, bool takeOver, Caller caller, CancellationToken ct) => Act(id, caller, "claimed", null, (unit, call) =>
    {
        if (takeOver && !caller.Is(Role.Supervisor)) throw RequestProblem.Forbidden();
        var (before, rungAt) = (call.ClaimedBy, call.OfferedTo);
        call.Take(caller.AccountId, takeOver, unit.Now);
        if (before is { } holder && holder != caller.AccountId) agents.LetGo(unit, id, holder, isOver: false);
        agents.Took(unit, id, caller);
        if (rungAt is not null || before is null) unit.TellOfQueue(call, facts);
        CallRecord.WriteDownShown(unit, id, CallRecord.ShownTo(unit.Db, call, caller), caller);
    }, ct, findsEmergency: true);

    public Task<Answer<CallView>> Note(Guid id, CallNoteRequest request, Caller caller, CancellationToken ct)
    {
        var errors = new FieldErrors();
        if (request.OrderId is null || request.Text is not null) errors.Text(request.Text, "text", 1, 2_000);
        errors.ThrowIfAny();
        return Act(id, caller, null, null, (unit, call) =>
        {
            call.Demand(caller.AccountId, request.Claim);
            if (request.OrderId is { } order) RefuseForeignOrder(unit, order, caller);
            unit.Note(call, request.OrderId is null ? "noted" : "ordered", caller.AccountId, request.Text?.Trim(), request.OrderId);
        }, ct);
    }

    /// <summary>A supervisor's words to who has the call; nobody else at the desk reads them.</summary>
    public Task<Answer<CallView>> Whisper(Guid id, string text, Caller caller, CancellationToken ct) => Act(id, caller, null, null, (unit, call) =>
    {
        if (call.ClaimedBy is not { } holder || call.State != CallState.Claimed) throw new RequestProblem(409, "calls.notClaimed", new("还没有人接这个电话。", "Nobody has taken this call."));
        unit.Note(call, CallNote.Whisper, caller.AccountId, text);
        unit.Tell("call.changed", id.ToString(), new { call.Id, call.State, call.ClaimedBy, call.Claim, Whisper = text }, [Audiences.Account(holder)]);
    }, ct);

    public Task<Answer<CallView>> Close(Guid id, CloseCallRequest request, Caller caller, CancellationToken ct)
    {
        var errors = new FieldErrors().Present(request.Disposition, "disposition");
        if (request.Text is not null) errors.Text(request.Text, "text", 1, 2_000);
        errors.ThrowIfAny();
        return Act(id, caller, "closed", request.Text?.Trim(), (unit, call) =>
        {
            call.Demand(caller.AccountId, request.Claim);
            call.Close(request.Disposition!.Value, unit.Now);
            agents.LetGo(unit, id, caller.AccountId, isOver: true);
        }, ct);
    }

    /// <summary>Whether the caller's desk has the call: by its division, and everybody's when nobody knows whom it is about.</summary>
    public static bool Covers(Caller caller, Call call) => caller.Is(Audiences.WorkAtDesk) && (call.DivisionCode is not { } division || caller.Covers(division));

    private Task<Answer<CallView>> Act(Guid id, Caller caller, string? noted, string? text, Action<CityUnit, Call> act, CancellationToken ct, bool findsEmergency = false) => requests.Commit(unit =>
    {
        var emergency = findsEmergency ? unit.HoldEmergencyOfCall(id) : null;
        var call = unit.HoldCall(id);
        if (call is null || !Covers(caller, call)) throw RequestProblem.NotFound();
        act(unit, call);
        unit.JoinTo(call, emergency, facts);
        if (noted is not null)
        {
            unit.Note(call, noted, caller.AccountId, text);
            unit.Record(caller.Actor, $"call.{noted}", id.ToString());
        }
        unit.TellOfCall(call, facts);
        return records.Answer(unit, call, caller);
    }, ct, Lane.Emergency);

    private static void RefuseForeignOrder(CityUnit unit, Guid orderId, Caller caller)
    {
        var order = unit.Db.MealOrders.AsNoTracking().SingleOrDefault(order => order.Id == orderId) ?? throw RequestProblem.NotFound("orderId");
        if (!SeniorAccess.Of(caller, unit.Db.Seniors.AsNoTracking().Single(senior => senior.Id == order.SeniorId)).MaySee) throw RequestProblem.NotFound("orderId");
    }
}
