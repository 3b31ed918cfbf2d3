using System.Security.Cryptography;
using ElderCare.Data;
using ElderCare.Data.People;
using ElderCare.Data.Writing;
using ElderCare.Domain.Access;
using ElderCare.Domain.Emergency;
using ElderCare.Domain.People;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Emergency;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Realtime;
using ElderCare.MobileApi.Requests;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.People;

/// <summary>The photo of a person, by which who comes to help knows them.</summary>
internal sealed class SeniorPhotos(CityDatabase database, CityWriter writer, RequestWriter requests, CityFacts facts)
{
    private const string HashOf = """SELECT "Hash" FROM "SeniorPhotos" WHERE "SeniorId" = @p0""";
    private const string Forget = """DELETE FROM "SeniorPhotos" WHERE "SeniorId" = @p0""";

    /// <summary>Where the photo of somebody is; null when there is none.</summary>
    public static string? AddressOf(Senior senior) => senior.HasPhoto ? $"/api/seniors/{senior.Id}/photo" : null;

    /// <summary>Shows the photo to those who see the whole record, and to those who help the person in an emergency that is open.</summary>
    /// <exception cref="RequestProblem">404 for an outsider and where there is none, 403 for one who only sees the senior.</exception>
    public async Task<IResult> Show(Guid id, Caller caller, HttpContext http, CancellationToken ct)
    {
        using var db = database.Read();
        var senior = await db.Seniors.SingleOrDefaultAsync(senior => senior.Id == id, ct);
        var access = senior is null ? default : SeniorAccess.Of(caller, senior);
        if (!access.SeesWhole && !await Helps(db, id, caller, ct)) throw access.MaySee ? RequestProblem.Forbidden() : RequestProblem.NotFound();
        return await Send(db, id, caller, access, http, ct);
    }

    /// <summary>Shows the photo of whom an emergency is about to somebody at the desk who sees it.</summary>
    /// <exception cref="RequestProblem">404 for an outsider and where there is none.</exception>
    public async Task<IResult> ShowAtDesk(Guid incidentId, Caller caller, HttpContext http, CancellationToken ct)
    {
        using var db = database.Read();
        var incident = await IncidentEndpoints.Visible(db, caller, facts).SingleOrDefaultAsync(incident => incident.Id == incidentId, ct);
        return await Send(db, incident?.SeniorId ?? throw RequestProblem.NotFound(), caller, default, http, ct);
    }

    /// <summary>Keeps a photo in place of the one before.</summary>
    public async Task<Answer<SeniorPhotoView>> Put(Guid id, Caller caller, HttpRequest http, CancellationToken ct)
    {
        var (type, bytes) = await PhotoBody.Read(http, ct);
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        return await requests.Commit(unit =>
        {
            var senior = Take(unit, id, caller);
            var before = unit.Sql.Query(HashOf, row => row.GetString(0), id).SingleOrDefault();
            Versions.DemandMeant(http, before is null ? null : TagOf(before));
            unit.Sql.Execute(Forget, id);
            unit.Insert(new SeniorPhotoRow { SeniorId = id, ContentType = type, Bytes = bytes, Hash = hash });
            Mark(unit, senior, hasPhoto: true);
            unit.Record(caller.Actor, "senior.photoChanged", id.ToString(), id);
            var view = new SeniorPhotoView(AddressOf(senior)!, type, bytes.Length);
            return before is null ? Answer<SeniorPhotoView>.Created(view.Photo, view, TagOf(hash)) : Answer<SeniorPhotoView>.Ok(view, TagOf(hash));
        }, ct);
    }

    /// <summary>Removes the photo.</summary>
    public Task Remove(Guid id, Caller caller, CancellationToken ct) => writer.Commit(Lane.Interactive, unit =>
    {
        var senior = Take(unit, id, caller);
        if (unit.Sql.Execute(Forget, id) == 0) throw RequestProblem.NotFound();
        Mark(unit, senior, hasPhoto: false);
        unit.Record(caller.Actor, "senior.photoRemoved", id.ToString(), id);
    }, ct);

    /// <summary>The senior, for this unit alone, if the caller sees the whole record and it still stands.</summary>
    private static Senior Take(CityUnit unit, Guid id, Caller caller)
    {
        unit.Sql.Execute(SeniorRecords.OneByOne, id);
        var senior = unit.Db.Seniors.SingleOrDefault(senior => senior.Id == id);
        var access = senior is null ? default : SeniorAccess.Of(caller, senior);
        if (!access.SeesWhole) throw access.MaySee ? RequestProblem.Forbidden() : RequestProblem.NotFound();
        senior!.ThrowIfMerged();
        return senior;
    }

    /// <summary>The record changes only where its photo comes or goes: another picture is another version of the picture alone.</summary>
    private static void Mark(CityUnit unit, Senior senior, bool hasPhoto)
    {
        if (senior.HasPhoto == hasPhoto) return;
        senior.HasPhoto = hasPhoto;
        senior.Version++;
        unit.Db.SaveChanges();
    }

    private async Task<bool> Helps(CityContext db, Guid id, Caller caller, CancellationToken ct) =>
        caller.Is([.. Audiences.WorkAtDesk, Role.Responder]) && await IncidentEndpoints.Visible(db, caller, facts).AnyAsync(incident => incident.SeniorId == id && incident.State != IncidentState.Closed, ct);

    /// <summary>A browser keeps it, asks each time whether it may still show it, and gets it again only when it is another; what is sent to others than the senior's side is written down.</summary>
    private async Task<IResult> Send(CityContext db, Guid id, Caller caller, SeniorAccess access, HttpContext http, CancellationToken ct)
    {
        var tag = await db.SeniorPhotos.Where(photo => photo.SeniorId == id).Select(photo => photo.Hash).SingleOrDefaultAsync(ct) is { } hash ? TagOf(hash) : throw RequestProblem.NotFound();
        var headers = http.Response.Headers;
        (headers.ETag, headers.CacheControl, headers.XContentTypeOptions) = (tag, "private, no-cache", "nosniff");
        if (http.Request.Headers.IfNoneMatch.ToString().Split(',').Any(known => known.Trim() == tag)) return Results.StatusCode(StatusCodes.Status304NotModified);
        var kept = await db.SeniorPhotos.SingleOrDefaultAsync(photo => photo.SeniorId == id, ct) ?? throw RequestProblem.NotFound();
        headers.ETag = TagOf(kept.Hash);
        await writer.RecordRead(caller, access, "senior.photoRead", id, ct);
        return Results.Bytes(kept.Bytes, kept.ContentType);
    }

    private static string TagOf(string hash) => $"\"{hash}\"";
}

/// <summary>A photo that is kept.</summary>
/// <param name="Photo">Its address.</param>
/// <param name="ContentType">Its media type.</param>
/// <param name="Bytes">How large it is.</param>
internal sealed record SeniorPhotoView(string Photo, string ContentType, int Bytes);
