using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace ElderCare.MobileApi.Tests.People;

/// <summary>Files of invented people.</summary>
internal static class SeniorList
{
    public const string Header = "name,idNumber,hukouDivision,residenceDivision,address,phone,categories";

    /// <summary>A row of somebody who can be registered.</summary>
    public static string Row(string? number = null, string name = "李秀兰", string division = "371002") =>
        string.Create(CultureInfo.InvariantCulture, $"{name},{number ?? InventedIdNumbers.Next()},{division},{division},新威路 1 号,19900000001,disabled:2024-01-01");

    /// <summary>A file with these rows below the header.</summary>
    public static string Of(params IEnumerable<string> rows) => string.Join('\n', rows.Prepend(Header)) + "\n";

    /// <summary>Sends a file.</summary>
    public static Task<HttpResponseMessage> Import(this HttpClient client, string file, bool dryRun = false, string? key = null) => client.Import(Encoding.UTF8.GetBytes(file), dryRun, key);

    /// <summary>Sends a file as it is.</summary>
    public static async Task<HttpResponseMessage> Import(this HttpClient client, byte[] file, bool dryRun = false, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/seniors/import{(dryRun ? "?dryRun=true" : "")}") { Content = new ByteArrayContent(file) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        return await client.SendAsync(request);
    }
}
