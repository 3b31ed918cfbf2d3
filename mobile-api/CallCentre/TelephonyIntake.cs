using ElderCare.Data.Privacy;
using ElderCare.Data.Writing;
using ElderCare.Domain.CallCentre;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.MobileApi.CallCentre;

/// <summary>
/// The one door for what exchanges tell: the call, whom it may be about, whom it rings at and its events in one unit; only when that
/// is on disk is the exchange answered. Events may come twice and in any order, and none is lost.
/// </summary>
internal sealed class TelephonyIntake(CityWriter writer, CityFacts facts, HotlinePolicy policy, FieldCipher cipher, CallerMatching matching, CallOffers offers)
{
    private const int MostAttempts = 20;

    public async Task<CallReceipt> Take(string exchange, TelephonyEventRequest told, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await writer.Commit(Lane.Emergency, unit => Store(unit, exchange, told), ct);
            }
            catch (StaleReadException) when (attempt < MostAttempts)
            {
                // another event of the call was faster: the call is found at the next look
            }
        }
    }

    private CallReceipt Store(CityUnit unit, string exchange, TelephonyEventRequest told)
    {
        var isOurs = policy.IsOwn(PhoneNumber.WithinAddress(told.From));
        var people = told.Caller is { } phone && !isOurs ? matching.Of(unit.Db, phone, unit.Now) : [];
        var emergency = unit.HoldEmergencyOf([.. people.Select(person => person.SeniorId)]); // before the call, as every other act does
        var call = unit.HoldCall(exchange, told.CallId!);
        var isNew = call is null;
        call ??= Begin(unit, exchange, told.CallId!);
        if (isNew && isOurs) call.EndAsOutgoing(unit.Now); // such as a call-back: nobody waits on it
        var (state, rungAt, isKnown, version) = (call.State, call.OfferedTo, call.CallerCipher is not null, call.Version);
        if (call.Hear(told.Type!.Value, told.OccurredAt ?? unit.Now)) unit.Note(call, Words<CallEventKind>.Of(told.Type.Value), null);
        Learn(unit, call, told, people);
        if (!isNew && call.Version == version) return new(call.Id, call.State, true);
        if (call.State != CallState.Closed) unit.JoinTo(call, emergency, facts);
        if (call.State == CallState.Abandoned && (state != CallState.Abandoned || (!isKnown && call.CallerCipher is not null))) Abandoned(unit, call, rungAt);
        if (isNew && call.IsWaiting) offers.Begin(unit, call); // tells of it
        else unit.TellOfCall(call, facts);
        return new(call.Id, call.State, false);
    }

    private static Call Begin(CityUnit unit, string exchange, string callId)
    {
        var call = new Call { Id = Guid.CreateVersion7(), Exchange = exchange, ExchangeCallId = callId, ReceivedAt = unit.Now };
        if (!unit.TryInsert(call)) throw new StaleReadException(); // two events of it at once
        return unit.HoldCall(call.Id)!;
    }

    private void Learn(CityUnit unit, Call call, TelephonyEventRequest told, IReadOnlyList<(Guid SeniorId, CallerMatch How, string Division)> people)
    {
        if (told.Caller is { } phone && call.CallerCipher is null)
        {
            call.KnowCaller(cipher.Encrypt(phone), Masking.Phone(phone), matching.PlaceOf([.. people.Select(person => person.Division)]));
            foreach (var (senior, how, _) in people) unit.Insert(new CallPerson { Id = RisingIds.Next(), CallId = call.Id, SeniorId = senior, How = how });
            unit.Sql.Flush();
        }
        if (told.Called is { } called && call.CalledCipher is null) call.KnowCalled(cipher.Encrypt(called));
        if (told.Recording is { } recording) call.KnowRecording(cipher.Encrypt(recording), CityClock.DateOf(unit.Now).PlusDays(policy.KeepRecordingsDays));
    }

    /// <summary>Whoever hung up before anybody took the call is called back; who withheld the number cannot be.</summary>
    private void Abandoned(CityUnit unit, Call call, Guid? rungAt)
    {
        if (rungAt is { } agent) offers.Withdraw(unit, call.Id, agent);
        unit.TellOfQueue(call, facts);
        unit.RaiseCallBack(call, facts, policy);
    }
}
