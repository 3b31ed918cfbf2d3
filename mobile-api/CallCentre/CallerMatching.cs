using ElderCare.Data;
using ElderCare.Data.Privacy;
using ElderCare.Data.Writing;
using ElderCare.Domain.CallCentre;
using ElderCare.Domain.Emergency;
using ElderCare.MobileApi.Emergency;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.CallCentre;

/// <summary>Finds the people whom a call may be about by the caller's number, through its blind index.</summary>
internal sealed class CallerMatching(FieldCipher cipher, CityFacts facts)
{
    /// <summary>The people, the nearest first; a record that was merged leads to the one that took it over.</summary>
    public IReadOnlyList<(Guid SeniorId, CallerMatch How, string Division)> Of(CityContext db, string phone, Instant now)
    {
        var indexes = cipher.Indexes(phone).ToList();
        var own = db.Seniors.AsNoTracking().Where(senior => (senior.PhoneIndex != null && indexes.Contains(senior.PhoneIndex)) || (senior.LandlineIndex != null && indexes.Contains(senior.LandlineIndex)))
            .OrderBy(senior => senior.Id).Select(senior => new { Id = senior.MergedInto ?? senior.Id, IsMobile = senior.PhoneIndex != null && indexes.Contains(senior.PhoneIndex) }).ToList()
            .Select(row => (row.Id, How: row.IsMobile ? CallerMatch.Mobile : CallerMatch.Landline));
        var contacts = db.Contacts.AsNoTracking().Where(contact => contact.PhoneIndex != null && indexes.Contains(contact.PhoneIndex)).OrderBy(contact => contact.Id).Select(contact => contact.SeniorId).ToList()
            .Select(id => (Id: id, How: CallerMatch.Contact));
        var found = own.Concat(contacts).Concat(ByAccount(db, indexes, now).Select(id => (Id: id, How: CallerMatch.Family)))
            .OrderBy(match => match.How).DistinctBy(match => match.Id).Take(CallPerson.Most).ToList();
        var ids = found.Select(match => match.Id).ToList();
        var homes = db.Seniors.AsNoTracking().Where(senior => ids.Contains(senior.Id) && senior.DiedOn == null).ToDictionary(senior => senior.Id, senior => senior.ResidenceDivision);
        return [.. found.Where(match => homes.ContainsKey(match.Id)).Select(match => (match.Id, match.How, homes[match.Id]))];
    }

    /// <summary>The nearest division that has all of them, in one city; null when there is none.</summary>
    public string? PlaceOf(IReadOnlyList<string> divisions)
    {
        if (divisions.Count == 0) return null;
        var common = facts.WithinCity(divisions[0]).FirstOrDefault(code => divisions.All(other => facts.Divisions.Covers(code, other)));
        return common;
    }

    private static IEnumerable<Guid> ByAccount(CityContext db, List<string> indexes, Instant now)
    {
        var accounts = db.Accounts.AsNoTracking().Where(account => account.PhoneIndex != null && indexes.Contains(account.PhoneIndex) && !account.IsDisabled).Select(account => new { account.Id, account.SeniorId }).ToList();
        var ids = accounts.Select(account => account.Id).ToList();
        var links = ids.Count == 0 ? [] : db.FamilyLinks.AsNoTracking().Where(link => ids.Contains(link.AccountId)).OrderBy(link => link.Id).ToList();
        return accounts.Where(account => account.SeniorId != null).Select(account => account.SeniorId!.Value).Concat(links.Where(link => link.HoldsAt(now)).Select(link => link.SeniorId));
    }
}

/// <summary>The open emergency of somebody whom a call may be about; it is held before the call is, as a signal does it.</summary>
internal static class CallerEmergency
{
    /// <summary>The most urgent open emergency of class 1 of some people, for this unit alone; null when there is none.</summary>
    public static Incident? HoldEmergencyOf(this CityUnit unit, IReadOnlyCollection<Guid> seniors)
    {
        if (seniors.Count == 0) return null;
        var keys = seniors.Select(id => Incident.KeyOf(id, "", IncidentKind.Sos)).ToList();
        var open = unit.Db.Incidents.AsNoTracking().Where(incident => incident.OpenFor != null && keys.Contains(incident.OpenFor)).OrderBy(incident => incident.Priority).ThenBy(incident => incident.Id)
            .Select(incident => incident.OpenFor!).FirstOrDefault();
        return open is null ? null : unit.HoldOpenIncident(open);
    }

    /// <inheritdoc cref="HoldEmergencyOf"/>
    public static Incident? HoldEmergencyOfCall(this CityUnit unit, Guid callId) =>
        unit.HoldEmergencyOf(unit.Db.CallPeople.AsNoTracking().Where(person => person.CallId == callId).Select(person => person.SeniorId).Distinct().ToList());

    /// <summary>The call belongs to the emergency from now on: whoever has that is told, and it rings again.</summary>
    public static void JoinTo(this CityUnit unit, Call call, Incident? incident, CityFacts facts)
    {
        if (incident is null || call.IncidentId is not null) return;
        call.Join(incident.Id);
        unit.Note(call, "joined", null, refersTo: incident.Id);
        unit.Note(incident, IncidentNoteKind.Voice, null, call.Id.ToString());
        unit.TellOfIncident(incident, unit.NameOf(incident), facts, unit.RingAgain(incident, facts));
    }
}
