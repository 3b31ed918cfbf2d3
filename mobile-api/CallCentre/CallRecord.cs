using ElderCare.Data;
using ElderCare.Data.Privacy;
using ElderCare.Data.Vouchers;
using ElderCare.Data.Writing;
using ElderCare.Domain.Access;
using ElderCare.Domain.CallCentre;
using ElderCare.Domain.Emergency;
using ElderCare.Domain.Meals;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Emergency;
using ElderCare.MobileApi.Requests;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.CallCentre;

/// <summary>Reads one call whole: its timeline, and the card of everybody whom it may be about and the caller serves.</summary>
internal sealed class CallRecord(FieldCipher cipher, IncidentRecord incidents)
{
    private const int SignalsShown = 5;

    /// <summary>The call as its unit leaves it; the answer holds a number in full.</summary>
    public Answer<CallView> Answer(CityUnit unit, Call call, Caller caller)
    {
        unit.Db.SaveChanges();
        unit.Sql.Flush();
        return Answer<CallView>.Ok(Read(unit.Db, call, caller), holdsSecret: true);
    }

    /// <summary>The call as somebody at the desk sees it.</summary>
    public CallView Read(CityContext db, Call call, Caller caller)
    {
        var isTheirs = call.ClaimedBy == caller.AccountId;
        var isSupervisor = caller.Is(Role.Supervisor);
        var notes = db.CallNotes.AsNoTracking().Where(note => note.CallId == call.Id).OrderBy(note => note.Id).ToList();
        var view = CallView.Of(call, caller.Now);
        return view with
        {
            Caller = isTheirs && call.State == CallState.Claimed && call.CallerCipher is { } number ? cipher.Decrypt(number) : view.Caller,
            RecordingUrl = (isTheirs || isSupervisor) && call.RecordingCipher is { } recording ? cipher.Decrypt(recording) : null,
            People = PeopleOf(db, call, caller),
            Tickets = [.. db.Tickets.AsNoTracking().Where(ticket => ticket.CallId == call.Id).OrderBy(ticket => ticket.Id).AsEnumerable().Where(ticket => caller.Covers(ticket.DivisionCode)).Select(ticket => TicketView.Of(ticket, caller.Now))],
            Timeline = [.. notes.Where(note => note.Kind != CallNote.Whisper || isTheirs || isSupervisor).Select(note => new CallNoteView(note.At, note.Kind, note.By, note.Text, note.RefersTo))],
        };
    }

    /// <summary>Writes down whose cards somebody at the desk has seen: the person can read it.</summary>
    public static void WriteDownShown(CityUnit unit, Guid callId, IEnumerable<Guid> people, Caller caller)
    {
        foreach (var person in people) unit.Record(caller.Actor, "call.shown", callId.ToString(), person);
    }

    /// <summary>Whom the call may be about and the caller serves, the nearest first.</summary>
    public static IEnumerable<Guid> ShownTo(CityContext db, Call call, Caller caller) => MatchesOf(db, call, caller).Select(match => match.SeniorId);

    private List<CallPersonView> PeopleOf(CityContext db, Call call, Caller caller) =>
        [.. MatchesOf(db, call, caller).Select(match => PersonOf(db, match.SeniorId, match.How, caller))];

    private static List<(Guid SeniorId, CallerMatch How)> MatchesOf(CityContext db, Call call, Caller caller)
    {
        var people = (from person in db.CallPeople.AsNoTracking()
                      join senior in db.Seniors.AsNoTracking() on person.SeniorId equals senior.Id
                      where person.CallId == call.Id
                      orderby person.Id
                      select new { person.SeniorId, person.How, senior.ResidenceDivision, senior.HukouDivision }).ToList();
        return [.. people.Where(person => caller.Covers(person.ResidenceDivision) || caller.Covers(person.HukouDivision)).DistinctBy(person => person.SeniorId)
            .Select(person => (person.SeniorId, person.How))];
    }

    private CallPersonView PersonOf(CityContext db, Guid seniorId, CallerMatch how, Caller caller)
    {
        var signals = (from device in db.Devices.AsNoTracking()
                       join signal in db.DeviceSignals.AsNoTracking() on device.Id equals signal.DeviceId
                       where device.SeniorId == seniorId
                       orderby signal.Id descending
                       select signal).Take(SignalsShown).ToList();
        var orders = db.MealOrders.AsNoTracking().Where(order => order.SeniorId == seniorId && (order.State == MealOrderState.AwaitingPayment || MealOrder.ToBeFetched.Contains(order.State))).OrderBy(order => order.Id).ToList();
        var open = db.Incidents.AsNoTracking().Where(incident => incident.SeniorId == seniorId && incident.State != IncidentState.Closed).OrderBy(incident => incident.Priority).Select(incident => (Guid?)incident.Id).FirstOrDefault();
        return new(
            seniorId, how, incidents.CardOf(db, seniorId, caller.Now, inFull: false), [.. signals.Select(SignalView.Of)],
            [.. orders.Select(order => new OpenOrderView(order.Id, order.State, order.ServedOn, order.Period, order.CanteenId))], open, VoucherReads.UsableAt(db, seniorId, caller.Now));
    }
}
