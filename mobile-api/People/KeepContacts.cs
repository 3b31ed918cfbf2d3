using ElderCare.Data.Privacy;
using ElderCare.Data.Writing;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Requests;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.People;

/// <summary>Keeps whom to call for a senior, in one unbroken order from 1.</summary>
internal sealed class KeepContacts(RequestWriter writer, FieldCipher cipher)
{
    // The order is unique at every moment: all step aside before each gets its place.
    private const string StepAside = """UPDATE "Contacts" SET "CallOrder" = -"CallOrder" WHERE "SeniorId" = @p0""";
    private const string Place = """UPDATE "Contacts" SET "CallOrder" = @p2 WHERE "Id" = @p0 AND "SeniorId" = @p1""";

    public Task<Answer<ContactView>> Add(Guid seniorId, AddContactRequest request, Caller caller, CancellationToken ct)
    {
        var phone = PhoneOf(request.Phone);
        var errors = new FieldErrors().Present(request.Relation, "relation");
        if (PersonName.ProblemOf(request.Name) is { } name) errors.Require(false, "name", name.Zh, name.En);
        CheckPhone(errors, phone).ThrowIfAny();
        return writer.Commit(unit =>
        {
            unit.TakeOwn(seniorId, caller);
            var ids = InOrder(unit, seniorId);
            RuleViolation.ThrowIf(ids.Count >= Contact.Most, "people.tooManyContacts", $"最多 {Contact.Most} 位联系人。", $"There can be {Contact.Most} contacts at most.");
            if (request.CallOrder is { } wanted && (wanted < 1 || wanted > ids.Count + 1)) throw RequestProblem.Invalid("callOrder", $"要 1 到 {ids.Count + 1}。", $"It must be 1 to {ids.Count + 1}.");
            var contact = new Contact
            {
                Id = Guid.CreateVersion7(), SeniorId = seniorId, Name = PersonName.Normalise(request.Name)!, Relation = request.Relation!.Value,
                PhoneCipher = cipher.Encrypt(phone!), PhoneIndex = cipher.Index(phone!), PhoneMasked = Masking.Phone(phone!), CallOrder = ids.Count + 1,
            };
            unit.Insert(contact);
            if (request.CallOrder is { } place && place <= ids.Count) Arrange(unit, seniorId, [.. ids[..(place - 1)], contact.Id, .. ids[(place - 1)..]]);
            unit.Record(caller.Actor, "contact.added", contact.Id.ToString(), seniorId);
            return Answer<ContactView>.Created($"/api/seniors/{seniorId}/contacts/{contact.Id}", Read(unit, contact.Id, seniorId, caller).View, Versions.ETag(contact.Version));
        }, ct);
    }

    public Task<Answer<ContactView>> Change(Guid seniorId, Guid id, ChangeContactRequest request, Caller caller, HttpRequest http, CancellationToken ct)
    {
        var phone = PhoneOf(request.Phone);
        var errors = new FieldErrors();
        if (request.Has(nameof(request.Name)) && PersonName.ProblemOf(request.Name) is { } name) errors.Require(false, "name", name.Zh, name.En);
        if (request.Has(nameof(request.Relation))) errors.Present(request.Relation, "relation");
        if (request.Has(nameof(request.Phone))) CheckPhone(errors, phone);
        errors.ThrowIfAny();
        return Move(seniorId, id, caller, "contact.changed", (_, contact) =>
        {
            Versions.ThrowUnlessMatches(http, contact.Version);
            contact.Name = PersonName.Normalise(request.Name) ?? contact.Name;
            contact.Relation = request.Relation ?? contact.Relation;
            if (phone is not null && phone != cipher.Decrypt(contact.PhoneCipher))
            {
                (contact.PhoneCipher, contact.PhoneIndex, contact.PhoneMasked, contact.VerifiedOn) = (cipher.Encrypt(phone), cipher.Index(phone), Masking.Phone(phone), null);
            }
        }, ct);
    }

    /// <summary>Somebody answered there today.</summary>
    public Task<Answer<ContactView>> Verify(Guid seniorId, Guid id, Caller caller, CancellationToken ct) =>
        Move(seniorId, id, caller, "contact.verified", (unit, contact) => contact.VerifiedOn = CityClock.DateOf(unit.Now), ct);

    public Task<Answer<ContactView>> Remove(Guid seniorId, Guid id, Caller caller, CancellationToken ct) => writer.Commit(unit =>
    {
        unit.TakeOwn(seniorId, caller);
        var (contact, view) = Read(unit, id, seniorId, caller);
        unit.Sql.Execute("""DELETE FROM "Contacts" WHERE "Id" = @p0""", contact.Id);
        Arrange(unit, seniorId, InOrder(unit, seniorId));
        unit.Record(caller.Actor, "contact.removed", id.ToString(), seniorId);
        return Answer<ContactView>.Ok(view);
    }, ct);

    /// <summary>Puts all contacts of a senior in another order.</summary>
    /// <exception cref="RuleViolation"><c>people.contactsChanged</c> when the ids are not those of all contacts, each once.</exception>
    public Task<Answer<Page<ContactView>>> Reorder(Guid seniorId, OrderContactsRequest request, Caller caller, CancellationToken ct)
    {
        new FieldErrors().Present(request.Ids, "ids").ThrowIfAny();
        return writer.Commit(unit =>
        {
            unit.TakeOwn(seniorId, caller);
            RuleViolation.ThrowIf(!InOrder(unit, seniorId).Order().SequenceEqual(request.Ids!.Order()), "people.contactsChanged",
                "要把现有的联系人都排上，每位一次。", "The ids must be those of all contacts, each once.", "ids");
            Arrange(unit, seniorId, request.Ids!);
            unit.Record(caller.Actor, "contact.reordered", seniorId.ToString(), seniorId);
            var side = SideOf(caller, seniorId);
            var contacts = unit.Db.Contacts.AsNoTracking().Where(contact => contact.SeniorId == seniorId).OrderBy(contact => contact.CallOrder).ToList();
            return Answer<Page<ContactView>>.Ok(new([.. contacts.Select(contact => ContactView.Of(contact, side))], null));
        }, ct);
    }

    /// <summary>Shows a contact in full to staff who say what for.</summary>
    public Task<Answer<RevealedContactView>> Reveal(Guid seniorId, Guid id, PurposeRequest request, Caller caller, CancellationToken ct)
    {
        RevealSenior.CheckPurpose(request.Purpose, new FieldErrors()).ThrowIfAny();
        return writer.Commit(unit =>
        {
            unit.Take(seniorId, caller);
            var (contact, _) = Read(unit, id, seniorId, caller);
            unit.Record(caller.Actor, "contact.revealed", id.ToString(), seniorId, request.Purpose!.Trim());
            return Answer<RevealedContactView>.Ok(new(id, contact.Name, cipher.Decrypt(contact.PhoneCipher)), holdsSecret: true);
        }, ct);
    }

    private Task<Answer<ContactView>> Move(Guid seniorId, Guid id, Caller caller, string action, Action<CityUnit, Contact> change, CancellationToken ct) => writer.Commit(unit =>
    {
        unit.TakeOwn(seniorId, caller);
        var contact = unit.Db.Contacts.SingleOrDefault(contact => contact.Id == id && contact.SeniorId == seniorId) ?? throw RequestProblem.NotFound();
        change(unit, contact);
        contact.Version++;
        unit.Record(caller.Actor, action, id.ToString(), seniorId);
        return Answer<ContactView>.Ok(ContactView.Of(contact, SideOf(caller, seniorId)), Versions.ETag(contact.Version));
    }, ct);

    private static void Arrange(CityUnit unit, Guid seniorId, IReadOnlyList<Guid> ids)
    {
        unit.Sql.Execute(StepAside, seniorId);
        for (var i = 0; i < ids.Count; i++) unit.Sql.Execute(Place, ids[i], seniorId, i + 1);
    }

    private static List<Guid> InOrder(CityUnit unit, Guid seniorId) =>
        unit.Sql.Query("""SELECT "Id" FROM "Contacts" WHERE "SeniorId" = @p0 ORDER BY "CallOrder" """, row => row.GetGuid(0), seniorId);

    private static (Contact Contact, ContactView View) Read(CityUnit unit, Guid id, Guid seniorId, Caller caller)
    {
        unit.Sql.Flush();
        var contact = unit.Db.Contacts.AsNoTracking().SingleOrDefault(contact => contact.Id == id && contact.SeniorId == seniorId) ?? throw RequestProblem.NotFound();
        return (contact, ContactView.Of(contact, SideOf(caller, seniorId)));
    }

    private static bool SideOf(Caller caller, Guid seniorId) => SeniorRecords.IsSelf(caller, seniorId) || SeniorRecords.IsGuardian(caller, seniorId);

    private static string? PhoneOf(string? text) => PhoneNumber.Normalise(text) ?? LandlineNumber.Normalise(text);

    private static FieldErrors CheckPhone(FieldErrors errors, string? phone) =>
        errors.Require(phone is not null, "phone", "要手机号码，或带区号的固定电话。", "It must be the number of a mobile phone, or of a landline with its area code.");
}
