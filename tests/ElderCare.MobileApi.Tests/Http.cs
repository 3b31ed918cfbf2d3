using System.Net.Http.Json;
using System.Text.Json;

namespace ElderCare.MobileApi.Tests;

/// <summary>Requests and expectations in one word.</summary>
internal static class Http
{
    /// <summary>Posts with a fresh idempotency key, or with a given one.</summary>
    public static async Task<HttpResponseMessage> Post(this HttpClient client, string path, object? body = null, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body ?? new { }) };
        request.Headers.Add("Idempotency-Key", key ?? Guid.NewGuid().ToString());
        return await client.SendAsync(request);
    }

    /// <summary>Puts with the version that was read; none leaves the header out.</summary>
    public static Task<HttpResponseMessage> Put(this HttpClient client, string path, object body, string? ifMatch = null) => client.Change(HttpMethod.Put, path, body, ifMatch);

    /// <summary>Patches with the version that was read; none leaves the header out.</summary>
    public static Task<HttpResponseMessage> Patch(this HttpClient client, string path, object body, string? ifMatch = "*") => client.Change(HttpMethod.Patch, path, body, ifMatch);

    private static async Task<HttpResponseMessage> Change(this HttpClient client, HttpMethod method, string path, object body, string? ifMatch)
    {
        using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) };
        if (ifMatch is not null) request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return await client.SendAsync(request);
    }

    public static Task<JsonElement> Read(this HttpClient client, string path) => client.GetAsync(path).Body();

    /// <summary>A client that asks for English as another one does for Chinese.</summary>
    public static HttpClient InEnglish(this HttpClient client)
    {
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en-GB,en;q=0.9,zh;q=0.5");
        return client;
    }

    /// <summary>The body of an answer that must be a success.</summary>
    public static async Task<JsonElement> Body(this HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode}: {text}");
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }

    public static async Task<JsonElement> Body(this Task<HttpResponseMessage> answer) => await (await answer).Body();

    /// <summary>The problem that an answer must be, with its status and code, and the field that it names.</summary>
    public static async Task<JsonElement> ShouldBeProblem(this Task<HttpResponseMessage> pending, int status, string code, string? field = null)
    {
        using var answer = await pending;
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(status == (int)answer.StatusCode, $"{(int)answer.StatusCode} instead of {status}: {text}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = JsonDocument.Parse(text).RootElement;
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.False(string.IsNullOrWhiteSpace(problem.GetProperty("detail").GetString()));
        if (field is not null) Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _), $"{field} is not named: {text}");
        return problem;
    }

    public static long Fen(this JsonElement element, string name) => element.GetProperty(name).GetInt64();

    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;

    public static IReadOnlyList<JsonElement> Items(this JsonElement element) => [.. element.GetProperty("items").EnumerateArray()];
}
