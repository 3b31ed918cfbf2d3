using ElderCare.Data.Privacy;
using ElderCare.Data.Writing;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Meals;
using ElderCare.MobileApi.Requests;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ElderCare.MobileApi.People;

/// <summary>Changes what is known of a senior; only the fields that the request names.</summary>
internal sealed class ChangeSenior(RequestWriter writer, FieldCipher cipher, IdPrefixes prefixes)
{
    private const int UniqueViolation = 2067; // SQLITE_CONSTRAINT_UNIQUE

    public async Task<Answer<SeniorView>> Handle(Guid id, ChangeSeniorRequest request, Caller caller, HttpRequest http, CancellationToken ct)
    {
        var changes = SeniorChanges.Read(request, CityClock.DateOf(caller.Now));
        try
        {
            return await writer.Commit(unit => Change(unit, id, request, changes, caller, http), ct);
        }
        catch (DbUpdateException race) when (race.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } or SqliteException { SqliteExtendedErrorCode: UniqueViolation })
        {
            throw Taken(null); // the same number was given to somebody else at the same moment
        }
    }

    private Answer<SeniorView> Change(CityUnit unit, Guid id, ChangeSeniorRequest request, SeniorChanges changes, Caller caller, HttpRequest http)
    {
        var senior = unit.Take(id, caller);
        Versions.ThrowUnlessMatches(http, senior.Version);
        var saysWho = changes.Document is not null || request.Has(nameof(request.Name));
        if (saysWho && !caller.Is(SeniorRecords.SeeDocuments)) throw RequestProblem.Forbidden();
        if (changes.Document is { } document) SetDocument(unit, senior, document, caller);
        if (request.Has(nameof(request.Phone))) SetPhone(senior, changes.Phone);
        if (request.Has(nameof(request.Landline))) SetLandline(senior, changes.Landline);
        if (request.Has(nameof(request.DoorNote))) senior.DoorNoteCipher = DoorNote.Normalise(request.DoorNote) is { } note ? cipher.Encrypt(note) : null;
        var before = senior.Allergies;
        changes.ApplyTo(senior);
        if (senior.Allergies.Except(before).Any()) AllergensChanged.OfSenior(unit, id);
        if (changes.Fields.Count > 0)
        {
            senior.Version++;
            unit.Record(caller.Actor, "senior.changed", id.ToString(), id, string.Join(' ', changes.Fields));
            unit.Db.SaveChanges();
        }
        var view = SeniorView.Alone(senior, SeniorAccess.Of(caller, senior), cipher) with { Warnings = prefixes.WarningsFor(changes.Document, Language.IsEnglish(http)) };
        return Answer<SeniorView>.Ok(view, Versions.ETag(senior.Version));
    }

    private void SetDocument(CityUnit unit, Senior senior, IdDocument document, Caller caller)
    {
        var indexes = cipher.Indexes(document.Number);
        var other = unit.Db.Seniors.AsNoTracking().FirstOrDefault(other => indexes.Contains(other.IdNumberIndex) && other.IdDocument == document.Kind && other.Id != senior.Id);
        if (other is not null) throw Taken(SeniorAccess.Of(caller, other).MaySee ? other.Id : null);
        (senior.IdDocument, senior.IdNumberWasConverted) = (document.Kind, document.WasConverted);
        (senior.IdNumberCipher, senior.IdNumberIndex, senior.IdNumberMasked) = (cipher.Encrypt(document.Number), cipher.Index(document.Number), document.Masked);
        if (document.Card is { } card) (senior.BornOn, senior.IsFemale) = (card.BornOn, card.Sex == Sex.Female);
    }

    private void SetPhone(Senior senior, string? phone) => (senior.PhoneCipher, senior.PhoneIndex, senior.PhoneMasked) =
        phone is null ? default((string?, string?, string?)) : (cipher.Encrypt(phone), cipher.Index(phone), Masking.Phone(phone));

    private void SetLandline(Senior senior, string? landline) => (senior.LandlineCipher, senior.LandlineIndex, senior.LandlineMasked) =
        landline is null ? default((string?, string?, string?)) : (cipher.Encrypt(landline), cipher.Index(landline), Masking.Phone(landline));

    /// <summary>One number, one person. Who the other one is, is told only to those who may see them.</summary>
    private static RequestProblem Taken(Guid? other)
    {
        var reason = new Bilingual("这个证件号码已经登记在另一份档案上。如果是同一个人，请由区或市合并。", "Another record has this number. If it is the same person, have the two merged by the district or the city.");
        var problem = new RequestProblem(409, "people.idNumberTaken", reason, new Dictionary<string, Bilingual> { ["idNumber"] = reason });
        if (other is { } id) problem.Extensions["seniorId"] = id;
        return problem;
    }
}
