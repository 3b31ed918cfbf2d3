using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ElderCare.Integrations.Signing;
using NodaTime;

namespace ElderCare.Integrations.Telephony;

/// <summary>
/// Posts what is to be dialled as signed JSON <c>{ "id", "agent", "number" }</c> to the address of an exchange, or of a small bridge
/// in front of it (FreeSWITCH's event socket, Asterisk's ARI). Any answer of 200 to 299 takes it.
/// </summary>
/// <param name="http">With the time limit of one try.</param>
/// <param name="url">Where to post.</param>
/// <param name="key">Signs the body as <see cref="RequestSignature"/> says.</param>
/// <param name="clock">Dates the signature.</param>
public sealed class WebhookExchange(HttpClient http, Uri url, byte[] key, IClock clock) : ITelephoneExchange
{
    /// <inheritdoc/>
    public async Task Dial(Guid id, string agent, string number, CancellationToken ct)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new DialledCall(id, agent, number), JsonSerializerOptions.Web);
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = Encoding.UTF8.WebName };
        request.Headers.Add(RequestSignature.Header, RequestSignature.Sign(body, key, clock.GetCurrentInstant()));
        request.Headers.Add("Idempotency-Key", id.ToString());
        using var response = await http.SendAsync(request, ct);
        response.EnsureSuccessStatusCode();
    }
}
