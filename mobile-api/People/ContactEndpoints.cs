using ElderCare.Data;
using ElderCare.Data.Writing;
using ElderCare.Domain.Access;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Requests;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.People;

internal static class ContactEndpoints
{
    private static readonly Role[] Readers = [.. SeniorAccess.ByDivision, Role.Senior, Role.Family];
    private static readonly Role[] Writers = [.. SeniorRecords.Keepers, Role.Senior, Role.Family];

    public static void MapContacts(this IEndpointRouteBuilder api)
    {
        var contacts = api.MapGroup("/seniors/{id:guid}/contacts").WithTags("People");
        contacts.MapGet("/", List).For(Readers).WithName("ListContacts").WithSummary("Whom to call for a senior, in call order").Produces<Page<ContactView>>().ProducesProblem(404);
        contacts.MapGet("/{contactId:guid}", Get).For(Readers).WithName("GetContact").WithSummary("One contact, phone masked").Produces<ContactView>().ProducesProblem(404);
        contacts.MapPost("/", (Guid id, AddContactRequest request, KeepContacts keep, Caller caller, CancellationToken ct) => keep.Add(id, request, caller, ct)).For(Writers)
            .WithName("AddContact").WithSummary("Add somebody to call").Produces<ContactView>(201).ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
        contacts.MapPatch("/{contactId:guid}", (Guid id, Guid contactId, ChangeContactRequest request, KeepContacts keep, Caller caller, HttpRequest http, CancellationToken ct) => keep.Change(id, contactId, request, caller, http, ct))
            .For(Writers).WithName("ChangeContact").WithSummary("Change the fields that are given; needs If-Match")
            .Produces<ContactView>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(412).ProducesProblem(428);
        contacts.MapPost("/{contactId:guid}/verify", (Guid id, Guid contactId, KeepContacts keep, Caller caller, CancellationToken ct) => keep.Verify(id, contactId, caller, ct)).For(SeniorRecords.Keepers)
            .WithName("VerifyContact").WithSummary("Somebody answered there today").ProducesProblem(404);
        contacts.MapPost("/{contactId:guid}/remove", (Guid id, Guid contactId, KeepContacts keep, Caller caller, CancellationToken ct) => keep.Remove(id, contactId, caller, ct)).For(Writers)
            .WithName("RemoveContact").WithSummary("No longer call somebody; the others move up").ProducesProblem(404);
        contacts.MapPost("/reorder", (Guid id, OrderContactsRequest request, KeepContacts keep, Caller caller, CancellationToken ct) => keep.Reorder(id, request, caller, ct)).For(Writers)
            .WithName("ReorderContacts").WithSummary("Put all contacts in another call order").ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
        contacts.MapPost("/{contactId:guid}/reveal", (Guid id, Guid contactId, PurposeRequest request, KeepContacts keep, Caller caller, CancellationToken ct) => keep.Reveal(id, contactId, request, caller, ct))
            .For(SeniorRecords.Keepers).WithName("RevealContact").WithSummary("Show a contact in full, for a purpose that is written down").ProducesProblem(400).ProducesProblem(404);
    }

    private static async Task<Page<ContactView>> List(Guid id, CityDatabase database, CityWriter writer, Caller caller, CancellationToken ct)
    {
        using var db = database.Read();
        var (_, access) = await SeniorRecords.Find(db, id, caller, ct);
        await writer.RecordRead(caller, access, "senior.contactsRead", id, ct);
        var contacts = await db.Contacts.Where(contact => contact.SeniorId == id).OrderBy(contact => contact.CallOrder).ToListAsync(ct);
        return new([.. contacts.Select(contact => ContactView.Of(contact, access.IsTheirSide))], null);
    }

    private static async Task<Answer<ContactView>> Get(Guid id, Guid contactId, CityDatabase database, CityWriter writer, Caller caller, CancellationToken ct)
    {
        using var db = database.Read();
        var (_, access) = await SeniorRecords.Find(db, id, caller, ct);
        await writer.RecordRead(caller, access, "senior.contactsRead", id, ct);
        var contact = await db.Contacts.SingleOrDefaultAsync(contact => contact.Id == contactId && contact.SeniorId == id, ct) ?? throw RequestProblem.NotFound();
        return Answer<ContactView>.Ok(ContactView.Of(contact, access.IsTheirSide), Versions.ETag(contact.Version));
    }
}
