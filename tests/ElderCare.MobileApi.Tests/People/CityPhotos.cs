using System.Net.Http.Headers;

namespace ElderCare.MobileApi.Tests.People;

/// <summary>Photos of people of a test's city.</summary>
internal static class CityPhotos
{
    /// <summary>A PNG of one dot that a browser can show.</summary>
    public static readonly byte[] Png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");

    /// <summary>What begins as a JPEG, of a length.</summary>
    public static byte[] Jpeg(int length = 100, byte filler = 1) => [0xFF, 0xD8, 0xFF, 0xE0, .. Enumerable.Repeat(filler, length - 4)];

    public static readonly byte[] WebP = [.. "RIFF"u8, 4, 0, 0, 0, .. "WEBP"u8];

    public static string PhotoOf(Guid senior) => $"/api/seniors/{senior}/photo";

    /// <summary>Puts a photo: the first one unless the version that it replaces is named.</summary>
    public static async Task<HttpResponseMessage> PutPhoto(this HttpClient client, Guid senior, byte[] picture, string? type = "image/png", string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, PhotoOf(senior)) { Content = new ByteArrayContent(picture) };
        if (type is not null) request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        request.Headers.TryAddWithoutValidation(ifMatch is null ? "If-None-Match" : "If-Match", ifMatch ?? "*");
        return await client.SendAsync(request);
    }

    /// <summary>The bytes of a photo that must be there.</summary>
    public static async Task<(string? Type, byte[] Bytes, string Tag)> Photo(this HttpClient client, string address)
    {
        using var answer = await client.GetAsync(address);
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        return (answer.Content.Headers.ContentType?.MediaType, await answer.Content.ReadAsByteArrayAsync(), answer.Headers.ETag!.ToString());
    }
}
