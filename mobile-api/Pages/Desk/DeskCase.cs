using ElderCare.Domain.Emergency;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Emergency;
using ElderCare.MobileApi.Messages;
using NodaTime;

namespace ElderCare.MobileApi.Pages.Desk;

/// <summary>One emergency as its agent works on it.</summary>
/// <param name="Signals">How many signals it has: what the one who looks has seen of it.</param>
/// <param name="LastPlace">Where the device last was, if it ever said so.</param>
/// <param name="IsTaken">Whether somebody has it.</param>
/// <param name="IsMine">Whether the one who looks has it.</param>
/// <param name="MayTakeOver">Whether the one who looks may take it from a colleague.</param>
/// <param name="Age">How long ago it was raised.</param>
/// <param name="Trouble">What was wrong with the last act.</param>
/// <param name="Typed">What was typed into the form that was wrong.</param>
public sealed record DeskCase(
    Guid Id, IncidentKind Kind, IncidentState State, Instant RaisedAt, int Claim, int Signals, DeskPerson? Person, IReadOnlyList<DeskSignal> Heard, DeskPlace? LastPlace, IReadOnlyList<DeskNote> Notes,
    IReadOnlyList<DeskSent> Sent, IReadOnlyList<DeskMessage> Messages, IReadOnlyList<Bilingual> Questions, bool IsTaken, bool IsMine, bool MayTakeOver, Duration Age, string? Trouble, DeskTyped Typed)
{
    /// <summary>Who may do what with it: where that has changed, the forms are old.</summary>
    public string Acts => $"{State == IncidentState.Closed}/{IsMine}/{IsTaken}/{Claim}";

    internal static DeskCase Of(IncidentView view, IReadOnlyDictionary<Guid, string> names, bool isTaken, bool isMine, bool mayTakeOver, Duration age, string? trouble, DeskTyped typed) => new(
        view.Id, view.Kind, view.State, view.RaisedAt, view.Claim, view.Signals, view.Person is { } person ? DeskPerson.Of(person) : null,
        [.. view.RecentSignals!.Select(DeskSignal.Of)], PlaceOf(view),
        [.. view.Timeline!.Reverse().Select(note => new DeskNote(note.At, Words<IncidentNoteKind>.Of(note.Kind), note.By is { } by ? names.GetValueOrDefault(by) : null, note.Text))],
        [.. view.Dispatches!.Select(dispatch => new DeskSent(names.GetValueOrDefault(dispatch.ResponderId), dispatch.State, dispatch.MetresToGo, dispatch.PlaceAt))],
        [.. view.Messages!.Select(told => new DeskMessage(told.At, told.Channel == MessageOutbox.Voice, told.Fate))],
        view.Questions!, isTaken, isMine, mayTakeOver, age, trouble, typed);

    /// <summary>The newest place of its signals and of the person's devices.</summary>
    private static DeskPlace? PlaceOf(IncidentView view) =>
        view.RecentSignals!.Where(signal => signal is { Latitude: not null, Longitude: not null }).Select(signal => new DeskPlace(signal.Latitude!.Value, signal.Longitude!.Value, signal.OccurredAt ?? signal.ReceivedAt))
            .Concat((view.Person?.Devices ?? []).Where(device => device is { Latitude: not null, Longitude: not null, PlaceAt: not null }).Select(device => new DeskPlace(device.Latitude!.Value, device.Longitude!.Value, device.PlaceAt!.Value)))
            .OrderByDescending(place => place.At).FirstOrDefault();
}

/// <summary>Who needs help; telephone numbers in full for who has the emergency.</summary>
/// <param name="HasPhoto">Whether there is a photo to show.</param>
/// <param name="DoorNote">How who comes to help gets in.</param>
public sealed record DeskPerson(
    string Name, int Age, bool HasPhoto, LocalDate? DiedOn, string Address, string? DoorNote, string? Phone, string? Landline, IReadOnlyList<string> Allergies, IReadOnlyList<string> Conditions, IReadOnlyList<string> Medicines,
    IReadOnlyList<string> Diets, SelfCareLevel? SelfCare, LivingSituation? Living, IReadOnlyList<string> Categories, IReadOnlyList<DeskContact> Contacts, IReadOnlyList<DeskDevice> Devices)
{
    internal static DeskPerson Of(PersonCard card) => new(
        card.Name, card.Age, card.Photo is not null, card.DiedOn, card.Address, card.DoorNote, card.Phone, card.Landline == card.Phone ? null : card.Landline, card.Allergies, card.Conditions, card.Medicines,
        card.Diets, card.SelfCare, card.Living, card.Categories,
        [.. card.Contacts.Select(contact => new DeskContact(contact.Name, contact.Relation, contact.Phone))],
        [.. card.Devices.Select(device => new DeskDevice(device.Number, device.Protocol, device.Model, device.SeenAt, device.BatteryPercent))]);
}

/// <summary>Whom to call, in call order.</summary>
public sealed record DeskContact(string Name, Relation Relation, string Phone);

/// <summary>A device of the person, and when it was last heard of.</summary>
public sealed record DeskDevice(string Number, DeviceProtocol Protocol, string Model, Instant? SeenAt, int? BatteryPercent);

/// <summary>One signal: of which device, by which way.</summary>
public sealed record DeskSignal(Instant At, string DeviceNumber, DeviceProtocol Protocol, int? BatteryPercent, bool Delayed)
{
    internal static DeskSignal Of(SignalView signal) => new(signal.ReceivedAt, signal.DeviceNumber, signal.Protocol, signal.BatteryPercent, signal.Delayed);
}

/// <summary>A place, and when a device was there.</summary>
public sealed record DeskPlace(double Latitude, double Longitude, Instant At);

/// <summary>Who was sent, and how far from the person they last were.</summary>
public sealed record DeskSent(string? Who, DispatchState State, long? MetresToGo, Instant? PlaceAt);

/// <summary>What was told, and its fate: waiting, sent or failed.</summary>
public sealed record DeskMessage(Instant At, bool IsCall, string Fate);

/// <summary>One line of the timeline.</summary>
public sealed record DeskNote(Instant At, string Kind, string? By, string? Text);

/// <summary>What was typed into a form and is shown again when it was refused.</summary>
public sealed record DeskTyped(string Who = "", string Result = "", string Outcome = "", string SpokenBy = "");
