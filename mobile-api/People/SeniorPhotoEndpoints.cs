using ElderCare.Domain.Access;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Requests;

namespace ElderCare.MobileApi.People;

internal static class SeniorPhotoEndpoints
{
    private static readonly Role[] Writers = [.. SeniorRecords.Keepers, Role.Senior, Role.Family];

    public static void MapSeniorPhotos(this IEndpointRouteBuilder api)
    {
        var photo = api.MapGroup("/seniors/{id:guid}/photo").WithTags("People").WithMetadata(new PhotoBody());
        photo.MapGet("/", (Guid id, SeniorPhotos photos, Caller caller, HttpContext http, CancellationToken ct) => photos.Show(id, caller, http, ct)).For([.. Writers, Role.Responder])
            .WithName("GetSeniorPhoto").WithSummary("The photo of a senior: JPEG, PNG or WebP; If-None-Match asks whether it is another").Produces<byte[]>(200, "image/jpeg", "image/png", "image/webp").ProducesProblem(404);
        photo.MapPut("/", (Guid id, SeniorPhotos photos, Caller caller, HttpContext http, CancellationToken ct) => photos.Put(id, caller, http.Request, ct)).For(Writers)
            .WithName("PutSeniorPhoto").WithSummary("Keep a photo: the first with If-None-Match: *, another with If-Match")
            .Produces<SeniorPhotoView>(201).ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(412).ProducesProblem(413).ProducesProblem(415).ProducesProblem(428);
        photo.MapDelete("/", Remove).For(Writers)
            .WithName("RemoveSeniorPhoto").WithSummary("Remove the photo of a senior").Produces(204).ProducesProblem(404).ProducesProblem(409);
    }

    private static async Task<IResult> Remove(Guid id, SeniorPhotos photos, Caller caller, CancellationToken ct)
    {
        await photos.Remove(id, caller, ct);
        return Results.NoContent();
    }
}
