using ElderCare.MobileApi.Errors;
using Microsoft.AspNetCore.Http.Features;

namespace ElderCare.MobileApi.Requests;

/// <summary>Refuses a body that is too large so that its sender can read why.</summary>
internal static class BodyLimit
{
    /// <summary>The most that a request may carry.</summary>
    public const long Bytes = 1_000_000;

    /// <summary>A body of up to this size is read to its end first: a sender that is cut off in the middle sees a broken connection instead of the answer.</summary>
    private const long ReadToItsEnd = 16_000_000;

    public static void UseBodyLimit(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        if (LargeBodies.IsTakenBy(http))
        {
            if (http.Request.ContentLength > LargeBody.Bytes) throw LargeBodies.TooLarge();
            if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } large) large.MaxRequestBodySize = LargeBody.Bytes;
            await next(http);
            return;
        }
        if (http.Request.ContentLength is not { } length || length <= Bytes)
        {
            await next(http);
            return;
        }
        if (length <= ReadToItsEnd && http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = ReadToItsEnd;
            await http.Request.Body.CopyToAsync(Stream.Null, http.RequestAborted);
        }
        throw http.GetEndpoint()?.Metadata.GetMetadata<PhotoBody>() is null ? Problems.OfStatus(StatusCodes.Status413PayloadTooLarge) : PhotoBody.TooLarge();
    });
}
