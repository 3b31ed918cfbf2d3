using ElderCare.Data;
using ElderCare.Data.Privacy;
using ElderCare.Data.Writing;
using ElderCare.Domain.Access;
using ElderCare.Domain.Emergency;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.People;
using ElderCare.MobileApi.Realtime;
using ElderCare.MobileApi.Requests;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.Emergency;

/// <summary>Reads one incident whole: timeline, signals, who was sent, what was told, and for those who help the person's card.</summary>
internal sealed class IncidentRecord(FieldCipher cipher)
{
    /// <summary>The line of an incident that another was joined to; its text is that one's id.</summary>
    public const IncidentNoteKind Merged = IncidentNoteKind.Merged;

    private const string ReadAction = "incident.read";
    private const int SignalsShown = 10;
    private const int MessagesShown = 20;
    private static readonly Duration ReadAgainAfter = Duration.FromHours(1);

    /// <summary>What the senior and the family see of a timeline: what happens, not what the desk writes down of whom it called.</summary>
    private static readonly HashSet<IncidentNoteKind> ToldToTheirSide =
    [
        IncidentNoteKind.Signal, IncidentNoteKind.TakenBack, IncidentNoteKind.Claimed, IncidentNoteKind.Released, IncidentNoteKind.ResponderSent, IncidentNoteKind.Accepted,
        IncidentNoteKind.OnScene, IncidentNoteKind.FamilyTold, IncidentNoteKind.FamilyCalled, IncidentNoteKind.Closed,
    ];

    /// <summary>The incident as its unit leaves it; the answer may hold numbers in full.</summary>
    public Answer<IncidentView> Answer(CityUnit unit, Incident incident, Caller caller)
    {
        unit.Db.SaveChanges();
        unit.Sql.Flush();
        return Answer<IncidentView>.Ok(Read(unit.Db, incident, caller), holdsSecret: true);
    }

    /// <summary>Writes down that whoever took it sees the numbers of the person and the contacts from now on: the person can read it.</summary>
    public static void WriteDownShown(CityUnit unit, Incident incident, Caller caller)
    {
        if (incident.SeniorId is { } senior) unit.Record(caller.Actor, "incident.numbersShown", incident.Id.ToString(), senior, $"claim {incident.Claim}");
    }

    /// <summary>Writes down that somebody at the desk reads of a person, once an hour: the page asks again by itself.</summary>
    public static async Task WriteDownRead(CityDatabase database, CityWriter writer, Incident incident, Caller caller, CancellationToken ct)
    {
        if (incident.SeniorId is not { } person || !caller.Is(Audiences.WorkAtDesk)) return;
        var (of, since) = (incident.Id.ToString(), caller.Now - ReadAgainAfter);
        using (var db = database.Read())
        {
            if (await db.Audit.AnyAsync(row => row.SeniorId == person && row.Actor == caller.Actor && row.Action == ReadAction && row.Subject == of && row.At > since, ct)) return;
        }
        await writer.Commit(Lane.Interactive, unit => unit.Record(caller.Actor, ReadAction, of, person), ct);
    }

    /// <summary>The incident as a caller who may see it sees it: telephone numbers in full for who has it, masked for all others; messages' addresses stay masked to all.</summary>
    public IncidentView Read(CityContext db, Incident incident, Caller caller)
    {
        var id = incident.Id;
        var notes = db.IncidentNotes.AsNoTracking().Where(note => note.IncidentId == id).OrderBy(note => note.Id).ToList();
        if (!caller.Is(Audiences.WorkAtDesk) && !caller.Is(Role.Responder)) return IncidentView.Of(incident, [.. notes.Where(note => ToldToTheirSide.Contains(note.Kind)).Select(WithoutStaff)]);
        var view = IncidentView.Of(incident, notes);
        List<Guid?> of = [id, .. notes.Where(note => note.Kind == Merged).Select(note => (Guid?)Guid.Parse(note.Text!))];
        return view with
        {
            Person = incident.SeniorId is { } senior ? CardOf(db, incident, senior, caller) : null,
            RecentSignals = [.. db.DeviceSignals.AsNoTracking().Where(signal => of.Contains(signal.IncidentId)).OrderByDescending(signal => signal.Id).Take(SignalsShown).AsEnumerable().Select(SignalView.Of)],
            Dispatches = DispatchesOf(db, incident),
            Messages = [.. db.Messages.AsNoTracking().Where(message => message.About == id).OrderByDescending(message => message.Id).Take(MessagesShown).AsEnumerable().Select(ToldView.Of)],
            Questions = IncidentQuestions.Of(incident.Kind),
        };
    }

    /// <summary>How to get in is for as long as somebody is to come.</summary>
    private PersonCard CardOf(CityContext db, Incident incident, Guid senior, Caller caller)
    {
        var card = CardOf(db, senior, caller.Now, inFull: incident.IsClaimedAt(caller.Now) && incident.ClaimedBy == caller.AccountId);
        return incident.State == IncidentState.Closed ? card with { DoorNote = null } : card;
    }

    private static IncidentNote WithoutStaff(IncidentNote note) => new() { Id = note.Id, IncidentId = note.IncidentId, At = note.At, Kind = note.Kind };

    /// <summary>Who was sent, the first first; who said that they go with where they are now.</summary>
    private static List<DispatchView> DispatchesOf(CityContext db, Incident incident)
    {
        var sent = db.Dispatches.AsNoTracking().Where(dispatch => dispatch.IncidentId == incident.Id).OrderBy(dispatch => dispatch.Id).ToList();
        var going = sent.Where(dispatch => dispatch.IsUnderWay).Select(dispatch => dispatch.ResponderId).ToList();
        if (going.Count == 0) return [.. sent.Select(dispatch => DispatchView.Of(dispatch, null, null))];
        var places = db.Responders.AsNoTracking().Where(responder => going.Contains(responder.AccountId)).ToDictionary(responder => responder.AccountId);
        var home = incident.SeniorId is { } id ? db.Seniors.AsNoTracking().SingleOrDefault(senior => senior.Id == id)?.Home : null;
        return [.. sent.Select(dispatch => DispatchView.Of(dispatch, dispatch.IsUnderWay ? places.GetValueOrDefault(dispatch.ResponderId) : null, home))];
    }

    /// <summary>Somebody, as those see who help; with telephone numbers in full for who has their case.</summary>
    public PersonCard CardOf(CityContext db, Guid seniorId, Instant now, bool inFull)
    {
        var senior = db.Seniors.AsNoTracking().Single(senior => senior.Id == seniorId);
        var contacts = db.Contacts.AsNoTracking().Where(contact => contact.SeniorId == seniorId).OrderBy(contact => contact.CallOrder).ToList();
        var devices = db.Devices.AsNoTracking().Where(device => device.SeniorId == seniorId).ToList();
        var health = db.DeviceHealth.AsNoTracking().Where(one => devices.Select(device => device.Id).Contains(one.DeviceId)).ToDictionary(one => one.DeviceId);
        var today = CityClock.DateOf(now);
        var categories = db.CategoryPeriods.AsNoTracking()
            .Where(period => period.SeniorId == seniorId && period.SupersededAt == null && period.ValidFrom <= today && (period.ValidTo == null || period.ValidTo > today)).Select(period => period.Category).Distinct().ToList();
        return new(
            senior.Name, Age.On(senior.BornOn, today), senior.Address, senior.Latitude, senior.Longitude, Shown(senior.PhoneCipher, senior.PhoneMasked) ?? Shown(senior.LandlineCipher, senior.LandlineMasked),
            senior.Allergies, senior.SelfCare, senior.Living, [.. contacts.Select(contact => new CardContact(contact.CallOrder, contact.Name, contact.Relation, Shown(contact.PhoneCipher, contact.PhoneMasked)!))],
            [.. devices.Select(device => CardDevice.Of(device, health.GetValueOrDefault(device.Id)))])
        {
            Landline = Shown(senior.LandlineCipher, senior.LandlineMasked),
            DiedOn = senior.DiedOn,
            Diets = senior.Diets,
            Photo = SeniorPhotos.AddressOf(senior),
            DoorNote = senior.DoorNoteCipher is { } note ? cipher.Decrypt(note) : null,
            Conditions = senior.Conditions,
            Medicines = senior.Medicines,
            Categories = [.. categories.Order(StringComparer.Ordinal)],
        };

        string? Shown(string? sealedNumber, string? masked) => inFull && sealedNumber is not null ? cipher.Decrypt(sealedNumber) : masked;
    }
}

/// <summary>Whoever needs help, as those see who help.</summary>
/// <param name="Phone">In full for who has the emergency, masked for others; the landline where there is no mobile phone.</param>
/// <param name="Contacts">In call order; their numbers as <paramref name="Phone"/>.</param>
internal sealed record PersonCard(
    string Name, int Age, string Address, double Latitude, double Longitude, string? Phone, IReadOnlyList<string> Allergies, SelfCareLevel? SelfCare, LivingSituation? Living,
    IReadOnlyList<CardContact> Contacts, IReadOnlyList<CardDevice> Devices)
{
    /// <summary>The landline, as the phone.</summary>
    public string? Landline { get; init; }

    /// <summary>When the person died, where that is recorded: then somebody else needs help, or the record is wrong.</summary>
    public LocalDate? DiedOn { get; init; }

    /// <summary>Diets that the person keeps.</summary>
    public IReadOnlyList<string> Diets { get; init; } = [];

    /// <summary>The address of the photo; absent when there is none.</summary>
    public string? Photo { get; init; }

    /// <summary>How who comes to help gets in: the code of a door, who holds a key.</summary>
    public string? DoorNote { get; init; }

    /// <summary>Illnesses that the person has.</summary>
    public IReadOnlyList<string> Conditions { get; init; } = [];

    /// <summary>Medicines that the person takes.</summary>
    public IReadOnlyList<string> Medicines { get; init; } = [];

    /// <summary>Categories held today, such as disabled, cognitiveImpairment or livingAlone.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];
}

/// <summary>Whom to call.</summary>
internal sealed record CardContact(int CallOrder, string Name, Relation Relation, string Phone);

/// <summary>A device of the person.</summary>
/// <param name="PlaceAt">When it had its last fix: how old the place is.</param>
/// <param name="Address">Where it hangs, when that is not the person's home.</param>
internal sealed record CardDevice(
    Guid Id, string Number, DeviceProtocol Protocol, string Model, DeviceState State, Instant? SeenAt, int? BatteryPercent, double? Latitude, double? Longitude, Instant? PlaceAt, string? Address)
{
    public static CardDevice Of(Device device, DeviceHealth? health) => new(
        device.Id, device.Number, device.Protocol, device.Model, device.State, health?.SeenAt, health?.BatteryPercent, health?.Latitude, health?.Longitude, health?.PlaceAt, device.Address);
}

/// <summary>One signal of a device.</summary>
/// <param name="Delayed">Whether it was sent later than it happened.</param>
/// <param name="Protected">Whether it came encrypted or signed.</param>
internal sealed record SignalView(
    Guid Id, SignalType Type, DeviceProtocol Protocol, string DeviceNumber, long? Sequence, Instant? OccurredAt, Instant ReceivedAt, int? BatteryPercent, double? Latitude, double? Longitude,
    bool Delayed, bool Protected, string? Detail, Guid? IncidentId)
{
    public static SignalView Of(DeviceSignal signal) => new(
        signal.Id, signal.Type, signal.Protocol, signal.DeviceNumber, signal.Sequence, signal.OccurredAt, signal.ReceivedAt, signal.BatteryPercent, signal.Latitude, signal.Longitude,
        signal.IsDelayed, signal.IsProtected, signal.Detail, signal.IncidentId);
}

/// <summary>Somebody who was sent.</summary>
/// <param name="Latitude">Where who said that they go is now, as last reported; positions make no event, so it is read again.</param>
/// <param name="PlaceAt">When that was reported.</param>
/// <param name="MetresToGo">From there to the person's home, as the crow flies.</param>
internal sealed record DispatchView(
    Guid Id, Guid ResponderId, DispatchState State, Instant SentAt, Instant AnswerBy, Instant? AnsweredAt, Instant? ArrivedAt, double? Latitude, double? Longitude, Instant? PlaceAt, long? MetresToGo)
{
    public static DispatchView Of(Dispatch dispatch, Responder? place, GeoPoint? home) => new(
        dispatch.Id, dispatch.ResponderId, dispatch.State, dispatch.SentAt, dispatch.AnswerBy, dispatch.AnsweredAt, dispatch.ArrivedAt, place?.Latitude, place?.Longitude, place?.PlaceAt,
        place is { Latitude: { } latitude, Longitude: { } longitude } && home is { } there ? (long)new GeoPoint(latitude, longitude).MetresTo(there) : null);
}

/// <summary>A message about the incident, and what became of it: waiting, sent or failed.</summary>
internal sealed record ToldView(string Channel, Instant At, string Fate, int Attempts)
{
    public static ToldView Of(MessageRow message) =>
        new(message.Channel, message.At, message.SentAt is not null ? "sent" : message.FailedAt is not null ? "failed" : "waiting", message.Attempts);
}
