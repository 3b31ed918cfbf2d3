using ElderCare.Domain.Emergency;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Emergency;
using ElderCare.MobileApi.Messages;
using NodaTime;

namespace ElderCare.MobileApi.Pages.Desk;

/// <summary>One emergency as its agent works on it.</summary>
/// <param name="IsTaken">Whether somebody has it.</param>
/// <param name="IsMine">Whether the one who looks has it.</param>
/// <param name="MayTakeOver">Whether the one who looks may take it from a colleague.</param>
/// <param name="Age">How long ago it was raised.</param>
/// <param name="Trouble">What was wrong with the last act.</param>
public sealed record DeskCase(
    Guid Id, IncidentKind Kind, IncidentState State, Instant RaisedAt, int Claim, DeskPerson? Person, IReadOnlyList<DeskNote> Notes, IReadOnlyList<DeskSent> Sent, IReadOnlyList<DeskMessage> Messages,
    IReadOnlyList<Bilingual> Questions, bool IsTaken, bool IsMine, bool MayTakeOver, Duration Age, string? Trouble)
{
    internal static DeskCase Of(IncidentView view, IReadOnlyDictionary<Guid, string> names, bool isTaken, bool isMine, bool mayTakeOver, Duration age, string? trouble) => new(
        view.Id, view.Kind, view.State, view.RaisedAt, view.Claim, view.Person is { } person ? DeskPerson.Of(person) : null,
        [.. view.Timeline!.Reverse().Select(note => new DeskNote(note.At, note.Kind, note.By is { } by ? names.GetValueOrDefault(by) : null, note.Text))],
        [.. view.Dispatches!.Select(dispatch => new DeskSent(names.GetValueOrDefault(dispatch.ResponderId), dispatch.State))],
        [.. view.Messages!.Select(told => new DeskMessage(told.At, told.Channel == MessageOutbox.Voice, told.Fate))],
        view.Questions!, isTaken, isMine, mayTakeOver, age, trouble);
}

/// <summary>Who needs help.</summary>
public sealed record DeskPerson(string Name, int Age, string Address, string? Phone, IReadOnlyList<string> Allergies, IReadOnlyList<DeskContact> Contacts, IReadOnlyList<DeskDevice> Devices)
{
    internal static DeskPerson Of(PersonCard card) => new(
        card.Name, card.Age, card.Address, card.Phone, card.Allergies, [.. card.Contacts.Select(contact => new DeskContact(contact.Name, contact.Phone))],
        [.. card.Devices.Select(device => new DeskDevice(device.Model, device.SeenAt, device.BatteryPercent))]);
}

/// <summary>Whom to call, in call order.</summary>
public sealed record DeskContact(string Name, string Phone);

/// <summary>A device of the person, and when it was last heard of.</summary>
public sealed record DeskDevice(string Model, Instant? SeenAt, int? BatteryPercent);

/// <summary>Who was sent.</summary>
public sealed record DeskSent(string? Who, DispatchState State);

/// <summary>What was told, and its fate: waiting, sent or failed.</summary>
public sealed record DeskMessage(Instant At, bool IsCall, string Fate);

/// <summary>One line of the timeline.</summary>
public sealed record DeskNote(Instant At, string Kind, string? By, string? Text);
