using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ElderCare.Data.Seeding;
using ElderCare.Domain.Access;
using Microsoft.AspNetCore.Routing;

namespace ElderCare.MobileApi.Tests.Access;

/// <summary>Every endpoint of the running program, called by everybody.</summary>
public sealed class AccessWalkTests(SharedCities cities) : IClassFixture<SharedCities>
{
    private const string Nobody = "nobody";

    public static IEnumerable<string> Callers => AccessTable.Users.Keys.Append(Nobody);

    [Fact]
    public void EveryRoleHasAUser() => Assert.Equal(Enum.GetNames<Role>().Select(JsonNamingPolicy.CamelCase.ConvertName).Order(), AccessTable.Users.Keys.Order());

    [Fact]
    public async Task EveryEndpointHasARowAndEveryRowAnEndpoint()
    {
        var there = Doors(await cities.On("Sqlite")).Select(door => door.Name).ToHashSet();
        Assert.True(there.SetEquals(AccessTable.Rows.Keys),
            $"without a row: {string.Join(", ", there.Except(AccessTable.Rows.Keys))}; without an endpoint: {string.Join(", ", AccessTable.Rows.Keys.Except(there))}");
    }

    [SkippableTheory, OnBothDatabases(Cases = nameof(Callers))]
    public async Task LetsInWhomTheTableNames(string provider, string role)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new(city.Address) };
        if (role != Nobody) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await city.TokenOf(AccessTable.Users[role]));
        var wrong = new List<string>();
        foreach (var door in Doors(city).OrderBy(door => door.Path.EndsWith("sign-out", StringComparison.Ordinal)))
        {
            using var request = new HttpRequestMessage(new(door.Method), door.Path);
            if (door.Method is "POST" or "PUT" or "PATCH") request.Content = Body(door.Path);
            if (door.Method is "POST") request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            var allowed = AccessTable.Rows.GetValueOrDefault(door.Name, "");
            var got = await Outcome(answer);
            var expected = allowed == AccessTable.Open || (role != Nobody && (allowed == AccessTable.SignedIn || allowed.Split(' ').Contains(role))) ? "let in" : role == Nobody ? "401" : "403";
            if (got != expected) wrong.Add($"{door.Name} ({door.Method} {door.Path}): {got} instead of {expected}");
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    // Pages read forms; a body of a type that an endpoint does not read would be refused before anybody asks who sent it.
    private static HttpContent Body(string path) => path.StartsWith("/api/", StringComparison.Ordinal) || path.StartsWith("/hubs/", StringComparison.Ordinal)
        ? new StringContent("{}", Encoding.UTF8, "application/json")
        : new FormUrlEncodedContent([]);

    private static async Task<string> Outcome(HttpResponseMessage answer)
    {
        if (answer.StatusCode is HttpStatusCode.Redirect && answer.Headers.Location!.ToString().Contains("/sign-in?", StringComparison.Ordinal)) return "401";
        if (answer.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)) return (int)answer.StatusCode >= 500 ? $"{(int)answer.StatusCode}" : "let in";
        // Signing in with nothing is refused too, for what was sent and not for who asks.
        var text = await answer.Content.ReadAsStringAsync();
        var code = text.StartsWith('{') ? JsonDocument.Parse(text).RootElement.Text("code") : "";
        return code is "auth.invalidCredentials" or "auth.refreshTokenInvalid" or "auth.codeInvalid" or "auth.signatureInvalid" ? "let in" : $"{(int)answer.StatusCode}";
    }

    private static List<Door> Doors(TestCity city) =>
    [
        .. from endpoint in city.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
           let pattern = "/" + endpoint.RoutePattern.RawText!.Trim('/')
           from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is { Count: > 0 } methods ? methods : ["ANY"]
           where method != "OPTIONS"
           select new Door(endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName ?? $"{method} {pattern}", method == "ANY" ? "GET" : method, Filled(endpoint, pattern)),
    ];

    private static string Filled(RouteEndpoint endpoint, string pattern) => "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
    {
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart { Name: "date" } => "2026-11-24",
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart { Name: "period" } => "lunch",
        _ => (pattern.Contains("/canteens/", StringComparison.Ordinal) ? DemoIds.Canteen1 : Guid.NewGuid()).ToString(),
    }))));

    private sealed record Door(string Name, string Method, string Path);
}
