using System.Text;
using ElderCare.Integrations.Signing;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using Microsoft.AspNetCore.Http;
using NodaTime;

namespace ElderCare.MobileApi.Tests.Access;

/// <summary>A signed body as an endpoint receives it.</summary>
public class SignedTests
{
    private const string Body = """{"name":"x"}""";

    [Fact]
    public async Task NamesTheSenderOrRefuses()
    {
        await using var city = await TestCity.Start("Sqlite");
        var signed = await Signed<CreateVendorRequest>.BindAsync(Request(city, "demo", "demo-device-key", default));
        Assert.Equal(("demo", "x"), (signed.Sender, signed.Body.Name));
        await Refused(Request(city, "demo", "demo-pbx-key", default), "auth.signatureInvalid");
        await Refused(Request(city, "nobody", "demo-device-key", default), "auth.signatureInvalid");
        var late = Request(city, "demo", "demo-device-key", Duration.FromSeconds(-301));
        await Refused(late, "auth.signatureExpired");
        Assert.Equal("Mon, 23 Nov 2026 04:00:00 GMT", late.Response.Headers.Date.ToString());
        await Assert.ThrowsAsync<BadHttpRequestException>(async () => await Signed<CreateVendorRequest>.BindAsync(Request(city, "demo", "demo-device-key", default, """{"name":5}""")));
    }

    private static async Task Refused(HttpContext http, string code) =>
        Assert.Equal(code, (await Assert.ThrowsAsync<RequestProblem>(async () => await Signed<CreateVendorRequest>.BindAsync(http))).Code);

    private static DefaultHttpContext Request(TestCity city, string sender, string key, Duration off, string text = Body)
    {
        var body = Encoding.UTF8.GetBytes(text);
        var http = new DefaultHttpContext { RequestServices = city.Services };
        http.Request.Body = new MemoryStream(body);
        http.Request.Headers["X-Vendor"] = sender;
        http.Request.Headers["X-Signature"] = RequestSignature.Sign(body, Encoding.UTF8.GetBytes(key), TestCity.Noon + off);
        return http;
    }
}
