using ElderCare.Data;
using ElderCare.Data.Writing;
using ElderCare.Domain.Access;
using ElderCare.Domain.CallCentre;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Requests;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.CallCentre;

/// <summary>Registers what callers want answered, and follows it until it is, here or at 12345.</summary>
internal sealed class TicketDesk(RequestWriter requests, CityFacts facts, HotlinePolicy policy)
{
    /// <param name="callId">The call in which it was said; null when it came otherwise.</param>
    public Task<Answer<TicketView>> Register(TicketRequest request, Guid? callId, Caller caller, CancellationToken ct)
    {
        new FieldErrors().Present(request.Kind, "kind").Text(request.Text, "text", 1, 2_000).ThrowIfAny();
        if (caller.Account.DivisionCode is null) throw RequestProblem.Forbidden();
        return requests.Commit(unit =>
        {
            var call = callId is { } id ? unit.HoldCall(id) : null;
            if (callId is not null && (call is null || !CallDesk.Covers(caller, call))) throw RequestProblem.NotFound();
            if (call?.ClaimedBy is { } holder && holder != caller.AccountId && !caller.Is(Role.Supervisor)) throw new RequestProblem(409, "calls.claimLost", new("这个电话是同事接的。", "A colleague has this call."));
            var senior = request.SeniorId is { } about ? unit.Db.Seniors.AsNoTracking().SingleOrDefault(row => row.Id == about) ?? throw RequestProblem.NotFound("seniorId") : null;
            if (senior is not null && !SeniorAccess.Of(caller, senior).MaySee) throw RequestProblem.NotFound("seniorId");
            senior?.ThrowIfMerged("seniorId");
            var ticket = new Ticket
            {
                Id = Guid.CreateVersion7(), Kind = request.Kind!.Value, Text = request.Text!.Trim(), CallId = callId, SeniorId = senior?.Id,
                DivisionCode = senior is not null && caller.Covers(senior.ResidenceDivision) ? senior.ResidenceDivision : call?.DivisionCode ?? caller.Account.DivisionCode!,
                RegisteredBy = caller.AccountId, RegisteredAt = unit.Now, DueOn = Ticket.DueAfter(CityClock.DateOf(unit.Now), policy.TicketWorkdays[request.Kind.Value], facts.Calendar),
            };
            unit.Insert(ticket);
            if (call is not null) unit.Note(call, "ticket", caller.AccountId, refersTo: ticket.Id);
            unit.Record(caller.Actor, "ticket.registered", ticket.Id.ToString(), ticket.SeniorId);
            return Answer<TicketView>.Created($"/api/tickets/{ticket.Id}", TicketView.Of(ticket, unit.Now));
        }, ct);
    }

    public Task<Answer<TicketView>> HandOver(Guid id, HandOverRequest request, Caller caller, CancellationToken ct)
    {
        new FieldErrors().Text(request.Reference, "reference", 1, 40).ThrowIfAny();
        return Change(id, caller, "ticket.handedOver", (_, ticket) => ticket.HandOver(request.Reference!.Trim()), ct);
    }

    public Task<Answer<TicketView>> Close(Guid id, CloseTicketRequest request, Caller caller, CancellationToken ct)
    {
        new FieldErrors().Text(request.Outcome, "outcome", 1, 500).ThrowIfAny();
        return Change(id, caller, "ticket.closed", (unit, ticket) => ticket.Close(request.Outcome!.Trim(), unit.Now), ct);
    }

    private Task<Answer<TicketView>> Change(Guid id, Caller caller, string action, Action<CityUnit, Ticket> change, CancellationToken ct) => requests.Commit(unit =>
    {
        if (!unit.IsAlone) unit.Sql.Query("""SELECT 1 FROM "Tickets" WHERE "Id" = @p0 FOR UPDATE""", _ => true, id);
        var ticket = unit.Db.Tickets.SingleOrDefault(ticket => ticket.Id == id);
        if (ticket is null || !caller.Covers(ticket.DivisionCode)) throw RequestProblem.NotFound();
        change(unit, ticket);
        unit.Record(caller.Actor, action, id.ToString(), ticket.SeniorId);
        return Answer<TicketView>.Ok(TicketView.Of(ticket, unit.Now));
    }, ct);

    /// <summary>Tickets of the caller's division, newest first.</summary>
    public static async Task<Page<TicketView>> List(
        CityDatabase database, CityFacts facts, Caller caller, Word<TicketState>? state, Word<TicketKind>? kind, Guid? seniorId, int? limit, string? cursor, CancellationToken ct)
    {
        var page = PageRequest.Of(limit, cursor);
        if (caller.Account.DivisionCode is not { } division) return new([], null);
        var below = facts.Below(division);
        using var db = database.Read();
        var tickets = db.Tickets.Where(ticket => below.Contains(ticket.DivisionCode));
        if (page.AfterId is { } after) tickets = tickets.Where(ticket => ticket.Id < after);
        if (state is { Value: var inState }) tickets = tickets.Where(ticket => ticket.State == inState);
        if (kind is { Value: var ofKind }) tickets = tickets.Where(ticket => ticket.Kind == ofKind);
        if (seniorId is { } senior) tickets = tickets.Where(ticket => ticket.SeniorId == senior);
        var rows = await tickets.OrderByDescending(ticket => ticket.Id).Take(page.Take).ToListAsync(ct);
        return Page<TicketView>.Of([.. rows.Select(ticket => TicketView.Of(ticket, caller.Now))], page, ticket => ticket.Id.ToString());
    }

    public static async Task<TicketView> Get(Guid id, CityDatabase database, Caller caller, CancellationToken ct)
    {
        using var db = database.Read();
        var ticket = await db.Tickets.SingleOrDefaultAsync(ticket => ticket.Id == id, ct);
        return ticket is not null && caller.Covers(ticket.DivisionCode) ? TicketView.Of(ticket, caller.Now) : throw RequestProblem.NotFound();
    }
}

/// <summary>A ticket.</summary>
/// <param name="DueOn">The last day on which it is answered in time.</param>
/// <param name="Overdue">Whether that day is over and it is not closed.</param>
/// <param name="Reference">The number under which 12345 has it.</param>
internal sealed record TicketView(
    Guid Id, TicketKind Kind, TicketState State, string Text, string DivisionCode, Guid? CallId, Guid? SeniorId, Guid RegisteredBy, Instant RegisteredAt, LocalDate DueOn, bool Overdue,
    string? Reference, string? Outcome, Instant? ClosedAt)
{
    public static TicketView Of(Ticket ticket, Instant now) => new(
        ticket.Id, ticket.Kind, ticket.State, ticket.Text, ticket.DivisionCode, ticket.CallId, ticket.SeniorId, ticket.RegisteredBy, ticket.RegisteredAt, ticket.DueOn,
        ticket.State != TicketState.Closed && CityClock.DateOf(now) > ticket.DueOn, ticket.Reference, ticket.Outcome, ticket.ClosedAt);
}

/// <summary>A new ticket.</summary>
/// <param name="Kind">complaint, consultation or request.</param>
/// <param name="Text">What was said, 1 to 2,000 characters.</param>
/// <param name="SeniorId">Whom it is about.</param>
internal sealed record TicketRequest(TicketKind? Kind, string? Text, Guid? SeniorId);

/// <summary>Gives a ticket to 12345.</summary>
/// <param name="Reference">Its number there, 1 to 40 characters.</param>
internal sealed record HandOverRequest(string? Reference);

/// <summary>Ends a ticket.</summary>
/// <param name="Outcome">What came of it, 1 to 500 characters.</param>
internal sealed record CloseTicketRequest(string? Outcome);
