using System.Globalization;
using System.Text;
using System.Text.Json;
using ElderCare.Data;
using ElderCare.Data.Privacy;
using ElderCare.Data.Seeding;
using ElderCare.Data.Writing;
using ElderCare.Domain.People;
using ElderCare.Integrations.Signing;

namespace ElderCare.MobileApi.Tests.CallCentre;

/// <summary>The telephone exchange of a test's city, and whose numbers it rings from.</summary>
internal static class CityExchange
{
    private static int _number;

    /// <summary>A mobile number that nobody has.</summary>
    public static string NewPhone() => string.Create(CultureInfo.InvariantCulture, $"137{Interlocked.Increment(ref _number):00000000}");

    public static string NewLandline() => string.Create(CultureInfo.InvariantCulture, $"0631-5{Interlocked.Increment(ref _number):000000}");

    /// <summary>Gives a senior a mobile number, a landline, or both.</summary>
    public static Task GivePhone(this TestCity city, Guid senior, string? mobile = null, string? landline = null)
    {
        var cipher = city.Get<FieldCipher>();
        return city.Get<CityWriter>().Commit(Lane.Interactive, unit =>
        {
            var row = unit.Db.Seniors.Single(row => row.Id == senior);
            if (mobile is not null) (row.PhoneCipher, row.PhoneIndex, row.PhoneMasked) = (cipher.Encrypt(mobile), cipher.Index(mobile), Masking.Phone(mobile));
            if (landline is not null) (row.LandlineCipher, row.LandlineIndex, row.LandlineMasked) = (cipher.Encrypt(landline), cipher.Index(landline), Masking.Phone(landline));
        });
    }

    /// <summary>A new senior with a mobile phone.</summary>
    public static async Task<(Guid Id, string Phone)> AddCaller(this TestCity city, string division = "371002")
    {
        var (senior, phone) = ((await city.AddSeniors(1, division: division))[0], NewPhone());
        await city.GivePhone(senior, phone);
        return (senior, phone);
    }

    /// <summary>Sends an event as the demo exchange does.</summary>
    public static async Task<HttpResponseMessage> Tell(this TestCity city, object body, string key = DemoIds.ExchangeVendorKey)
    {
        var bytes = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(body, Json.Options));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/telephony/events") { Content = new ByteArrayContent(bytes) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add("X-Vendor", "demo-pbx");
        request.Headers.Add(RequestSignature.Header, RequestSignature.Sign(bytes, Encoding.UTF8.GetBytes(key), city.Clock.GetCurrentInstant()));
        using var client = city.CreateClient();
        return await client.SendAsync(request);
    }

    /// <summary>One event of a call; answers the receipt.</summary>
    public static Task<JsonElement> Tell(this TestCity city, string callId, string type, string? from, string? recordingUrl = null) =>
        city.Tell(new { callId, type, from, to = "12349", occurredAt = city.Clock.GetCurrentInstant(), recordingUrl }).Body();

    /// <summary>A new call rings; answers its id here.</summary>
    public static async Task<string> Ring(this TestCity city, string? from, string? callId = null) => (await city.Tell(callId ?? Guid.NewGuid().ToString(), "ringing", from)).Text("id");

    public static async Task<HttpClient> Ready(this TestCity city, string userName)
    {
        var agent = await city.As(userName);
        await agent.Put("/api/agents/me/state", new { state = "ready" }).Body();
        return agent;
    }

    public static Task<JsonElement> Call(this HttpClient desk, string id) => desk.Read($"/api/calls/{id}");

    public static async Task<(string State, string? Reason)> StateOf(this TestCity city, string userName)
    {
        var agent = (await city.With(await city.TokenOf("supervisor1")).Read("/api/agents")).Items().Single(agent => agent.GetProperty("accountId").GetGuid() == DemoIds.Account(userName));
        return (agent.Text("state"), agent.TryGetProperty("reason", out var reason) ? reason.GetString() : null);
    }

    public static IEnumerable<string> Kinds(this JsonElement record) => record.GetProperty("timeline").EnumerateArray().Select(line => line.Text("kind"));

    public static Guid? Id(this JsonElement element, string name) => element.TryGetProperty(name, out var id) ? id.GetGuid() : null;

    /// <summary>How many rows of a kind of work a call has brought.</summary>
    public static IReadOnlyList<Domain.Tasks.WorkTask> TasksOf(this TestCity city, string subject)
    {
        using var db = city.Get<CityDatabase>().Read();
        return [.. db.Tasks.Where(task => task.SubjectId == subject)];
    }
}
