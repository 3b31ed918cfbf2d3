using System.Reflection;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Metadata;

namespace ElderCare.MobileApi.Requests;

/// <summary>What a request is answered with, as it is kept for its idempotency key.</summary>
/// <param name="Status">HTTP status, below 400.</param>
/// <param name="Body">The JSON body; null for none.</param>
/// <param name="Location">Where the new record is.</param>
/// <param name="ETag">The version of the record, in quotes.</param>
/// <param name="HoldsSecret">Whether the body is kept encrypted.</param>
internal sealed record Answer(int Status, string? Body, string? Location = null, string? ETag = null, bool HoldsSecret = false)
{
    public Task Write(HttpContext http)
    {
        http.Response.StatusCode = Status;
        if (Location is not null) http.Response.Headers.Location = Location;
        if (ETag is not null) http.Response.Headers.ETag = ETag;
        if (Body is null) return Task.CompletedTask;
        var bytes = Encoding.UTF8.GetBytes(Body);
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.ContentLength = bytes.Length;
        return http.Response.Body.WriteAsync(bytes).AsTask();
    }
}

/// <summary>An answer whose body is a <typeparamref name="T"/>; the type is what the API document shows.</summary>
internal sealed class Answer<T>(Answer answer) : IResult, IEndpointMetadataProvider
{
    public Answer Kept { get; } = answer;

    public static Answer<T> Ok(T body, string? etag = null, bool holdsSecret = false) =>
        new(new(200, JsonSerializer.Serialize(body, Json.Options), ETag: etag, HoldsSecret: holdsSecret));

    public static Answer<T> Created(string location, T body, string? etag = null, bool holdsSecret = false) =>
        new(new(201, JsonSerializer.Serialize(body, Json.Options), location, etag, holdsSecret));

    public Task ExecuteAsync(HttpContext httpContext) => Kept.Write(httpContext);

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(200, typeof(T), ["application/json"]));
}
