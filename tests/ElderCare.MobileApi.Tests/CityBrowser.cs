using System.Net;
using System.Text.RegularExpressions;

namespace ElderCare.MobileApi.Tests;

/// <summary>Pages as a browser without scripts uses them.</summary>
internal static partial class CityBrowser
{
    /// <summary>A client with the cookie of a demo user.</summary>
    public static async Task<HttpClient> SignedInBrowser(this TestCity city, string userName, CookieContainer? jar = null)
    {
        var browser = new HttpClient(new SocketsHttpHandler { CookieContainer = jar ?? new() }) { BaseAddress = new(city.Address) };
        using var answer = await browser.Send("/sign-in", "/sign-in", ("userName", userName), ("password", TestCity.Password));
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode}");
        return browser;
    }

    /// <summary>Opens a page and sends the form on it, with what the page hides in it.</summary>
    public static async Task<HttpResponseMessage> Send(this HttpClient browser, string page, string action, params (string Name, string Value)[] fields)
    {
        var html = await browser.GetStringAsync(page);
        var hidden = HiddenField().Matches(html).Select(field => KeyValuePair.Create(field.Groups["name"].Value, field.Groups["value"].Value)).DistinctBy(field => field.Key);
        using var form = new FormUrlEncodedContent([.. hidden, .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value))]);
        return await browser.PostAsync(action, form);
    }

    [GeneratedRegex("""<input type="hidden" name="(?<name>[^"]+)" value="(?<value>[^"]*)""")]
    private static partial Regex HiddenField();
}
