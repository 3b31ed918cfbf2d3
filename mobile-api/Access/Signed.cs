using System.Globalization;
using System.Reflection;
using System.Text.Json;
using ElderCare.Domain.Access;
using ElderCare.Domain.Shared;
using ElderCare.Integrations.Signing;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Requests;
using Microsoft.AspNetCore.Http.Metadata;
using NodaTime;

namespace ElderCare.MobileApi.Access;

/// <summary>
/// The body of a request that a system has signed, as a parameter of an endpoint: who reads it knows that the sender named in
/// <c>X-Vendor</c> sent exactly this, within five minutes.
/// </summary>
/// <param name="Sender">Who signed.</param>
/// <param name="Body">What was signed.</param>
/// <param name="Raw">Exactly the bytes that came.</param>
internal sealed record Signed<T>(string Sender, T Body, byte[] Raw) : IEndpointParameterMetadataProvider
{
    /// <exception cref="RequestProblem">401 for a wrong signature or clock, 403 for a sender of another kind, 429 for one that sends too much, 400 for a body that is not a <typeparamref name="T"/>.</exception>
    public static async ValueTask<Signed<T>> BindAsync(HttpContext http)
    {
        var (sender, bytes) = await SignedSender.Read(http);
        http.RequestServices.GetRequiredService<SenderLimits>().Demand(sender);
        try
        {
            return new(sender, JsonSerializer.Deserialize<T>(bytes, Json.Options) ?? throw new JsonException(), bytes);
        }
        catch (JsonException malformed)
        {
            throw new BadHttpRequestException("The body is malformed.", malformed);
        }
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new AcceptsMetadata(["application/json"], typeof(T)));
}

/// <summary>What kind of system an endpoint is for.</summary>
internal sealed record SentBy(VendorKind Kind);

/// <summary>Finds out which system signed a request.</summary>
internal static class SignedSender
{
    private const string NameHeader = "X-Vendor";

    /// <summary>The sender and exactly the bytes that it signed.</summary>
    /// <exception cref="RequestProblem">401, of which the one for a wrong clock carries <c>Date</c>; 403 for a sender of another kind than the endpoint is for.</exception>
    public static async Task<(string Sender, byte[] Body)> Read(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        var bytes = body.ToArray();
        var sender = http.Request.Headers[NameHeader].ToString();
        var vendor = sender.Length == 0 ? null : await http.RequestServices.GetRequiredService<Vendors>().Find(sender, http.RequestAborted);
        var now = http.RequestServices.GetRequiredService<IClock>().GetCurrentInstant();
        // An unknown sender is refused like a wrong key: names are not to be guessed.
        var check = vendor is null ? SignatureCheck.Wrong : RequestSignature.Check(http.Request.Headers[RequestSignature.Header], bytes, vendor.Key, now);
        if (check == SignatureCheck.Right) return http.GetEndpoint()?.Metadata.GetMetadata<SentBy>() is { } only && vendor!.Kind is not VendorKind.Any && vendor.Kind != only.Kind ? throw RequestProblem.Forbidden() : (sender, bytes);
        if (check == SignatureCheck.Wrong) throw Refused("auth.signatureInvalid", "签名不对。", "The signature is not right.");
        http.Response.Headers.Date = now.ToDateTimeUtc().ToString("R", CultureInfo.InvariantCulture);
        throw Refused("auth.signatureExpired", "时钟相差太多，请按 Date 校准后重新签名。", "The clocks are too far apart; set yours by Date and sign again.");
    }

    private static RequestProblem Refused(string code, string zh, string en) =>
        new(401, code, new(zh, en), new Dictionary<string, Bilingual> { [RequestSignature.Header] = new(zh, en) });
}
