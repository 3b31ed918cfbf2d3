using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ElderCare.Integrations.Signing;
using NodaTime;

namespace ElderCare.Integrations.Messaging;

/// <summary>
/// Posts each message as signed JSON <c>{ "id", "channel", "to", "text" }</c> to the address of an SMS, push or voice gateway.
/// Any answer of 200 to 299 takes the message; a JSON answer may name its own <c>id</c>.
/// </summary>
/// <param name="http">With the time limit of one try.</param>
/// <param name="channel">The channel that it serves.</param>
/// <param name="url">Where to post.</param>
/// <param name="key">Signs the body as <see cref="RequestSignature"/> says.</param>
/// <param name="clock">Dates the signature.</param>
public sealed class WebhookMessageProvider(HttpClient http, string channel, Uri url, byte[] key, IClock clock) : IMessageProvider
{
    private const int LongestReference = 200;

    /// <inheritdoc/>
    public string Channel => channel;

    /// <inheritdoc/>
    public async Task<string?> Send(string to, string text, Guid id, CancellationToken ct)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new Message(id, channel, to, text), JsonSerializerOptions.Web);
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = Encoding.UTF8.WebName };
        request.Headers.Add(RequestSignature.Header, RequestSignature.Sign(body, key, clock.GetCurrentInstant()));
        request.Headers.Add("Idempotency-Key", id.ToString());
        using var response = await http.SendAsync(request, ct);
        response.EnsureSuccessStatusCode();
        return ReferenceIn(await response.Content.ReadAsByteArrayAsync(ct));
    }

    private static string? ReferenceIn(byte[] answer)
    {
        try
        {
            var reference = JsonSerializer.Deserialize<Taken>(answer, JsonSerializerOptions.Web)?.Id;
            return reference?.Length <= LongestReference ? reference : null;
        }
        catch (JsonException)
        {
            return null; // taken all the same: a gateway need not answer in JSON
        }
    }

    private sealed record Message(Guid Id, string Channel, string To, string Text);

    private sealed record Taken(string? Id);
}
