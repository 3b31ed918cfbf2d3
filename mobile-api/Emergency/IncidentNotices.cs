using ElderCare.Data.Privacy;
using ElderCare.Data.Writing;
using ElderCare.Domain.Access;
using ElderCare.Domain.Emergency;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Messages;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.Emergency;

/// <summary>
/// Tells people by message and telephone about an incident, through the outbox and in the unit of what they are told of. The words
/// say that a call for help has come, never what is known of somebody's health.
/// </summary>
internal sealed class IncidentNotices(FieldCipher cipher, MessageOutbox outbox, CityFacts facts)
{
    /// <summary>The senior's contacts in call order, and the family who may know how they are: by message, or called by a spoken text.</summary>
    /// <param name="unit">The change of the city.</param>
    /// <param name="incident">Of what.</param>
    /// <param name="byVoice">Whether they are called; by message each is told once.</param>
    /// <param name="isNew">Whether it opens in this unit, so that nobody can have been told.</param>
    public void TellFamily(CityUnit unit, Incident incident, bool byVoice, bool isNew)
    {
        if (incident.SeniorId is not { } seniorId) return;
        var contacts = unit.Sql.Query("""SELECT "PhoneCipher" FROM "Contacts" WHERE "SeniorId" = @p0 ORDER BY "CallOrder" """, row => row.GetString(0), seniorId);
        var phones = contacts.Concat(FamilyPhones(unit, seniorId)).Select(cipher.Decrypt).Distinct().ToList();
        if (!byVoice && !isNew)
        {
            phones = [.. phones.Except(Told(unit, incident))]; // it rings anew, or is known as theirs now: who has the message has it
            if (phones.Count == 0) return;
        }
        if (phones.Count > 0) Write(unit, incident, phones, byVoice ? MessageOutbox.Voice : null, ToFamily(Masking.Name(unit.NameOf(incident)!), incident.Kind == IncidentKind.Voice, byVoice));
        unit.Note(incident, byVoice ? IncidentNoteKind.FamilyCalled : IncidentNoteKind.FamilyTold, null, $"{phones.Count}");
    }

    private IEnumerable<string> Told(CityUnit unit, Incident incident) =>
        unit.Sql.Query("""SELECT "ToCipher" FROM "Messages" WHERE "About" = @p0""", row => row.GetString(0), incident.Id).Select(cipher.Decrypt);

    /// <param name="name">Whose, masked.</param>
    /// <param name="isCall">Whether a call has told of it: somebody speaks with the caller then.</param>
    /// <param name="byVoice">Whether the words are spoken, because nobody has taken it.</param>
    private static string ToFamily(string name, bool isCall, bool byVoice) => (isCall, byVoice) switch
    {
        (_, true) => $"养老服务中心来电：{name}的求助还没有人接，请马上联系本人。",
        (true, false) => $"【养老服务】有来电为{name}求助，值班员正在处理。有消息会再告诉您。",
        _ => $"【养老服务】收到{name}的呼叫，正在叫值班员接。有消息会再告诉您。",
    };

    /// <summary>Every supervisor whose division has the incident: by message and telephone.</summary>
    public void CallSupervisors(CityUnit unit, Incident incident) => Call(unit, incident, Role.Supervisor, IncidentNoteKind.SupervisorsCalled);

    /// <summary>Every responder on duty whose division has the incident: by message and telephone.</summary>
    public void CallResponders(CityUnit unit, Incident incident) => Call(unit, incident, Role.Responder, IncidentNoteKind.RespondersCalled);

    private void Call(CityUnit unit, Incident incident, Role role, IncidentNoteKind note)
    {
        var people = unit.Db.Accounts.AsNoTracking().Where(account => !account.IsDisabled && account.PhoneCipher != null && account.DivisionCode != null).ToList()
            .Where(account => account.Roles.Contains(role) && (incident.DivisionCode is null || facts.Divisions.Covers(account.DivisionCode!, incident.DivisionCode))).ToList();
        if (role == Role.Responder)
        {
            var onDuty = unit.Db.Responders.Where(responder => responder.IsOnDuty).Select(responder => responder.AccountId).ToHashSet();
            people = [.. people.Where(account => onDuty.Contains(account.Id))];
        }
        const string text = "【养老服务】有一起求助还没有人接，请马上处理。";
        foreach (var channel in new[] { MessageOutbox.Sms, MessageOutbox.Voice }) Write(unit, incident, [.. people.Select(account => cipher.Decrypt(account.PhoneCipher!)).Distinct()], channel, text);
        unit.Note(incident, note, null, $"{people.Count}");
    }

    private static IEnumerable<string> FamilyPhones(CityUnit unit, Guid seniorId) =>
        unit.FindAll<FamilyLink>("""WHERE "SeniorId" = @p0 ORDER BY "Id" """, seniorId).Where(link => link.HoldsAt(unit.Now) && link.Rights.HasFlag(FamilyRights.ViewHealth))
            .SelectMany(link => unit.Sql.Query("""SELECT "PhoneCipher" FROM "Accounts" WHERE "Id" = @p0 AND NOT "IsDisabled" AND "PhoneCipher" IS NOT NULL""", row => row.GetString(0), link.AccountId));

    /// <param name="channel">Null is by message to mobiles and by voice to landlines.</param>
    private void Write(CityUnit unit, Incident incident, IReadOnlyList<string> phones, string? channel, string text)
    {
        foreach (var phone in phones) outbox.Write(unit, channel ?? MessageOutbox.ChannelOf(phone), phone, text, incident.Id);
    }
}
