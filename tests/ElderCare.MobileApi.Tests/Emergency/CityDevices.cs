using System.Text;
using System.Text.Json;
using ElderCare.Data.Writing;
using ElderCare.Domain.Access;
using ElderCare.Domain.Emergency;
using ElderCare.Integrations.Signing;

namespace ElderCare.MobileApi.Tests.Emergency;

/// <summary>Devices of a test's city, and what they send.</summary>
internal static class CityDevices
{
    private static int _number;

    /// <summary>Registers a device; bound to a person unless nobody is named.</summary>
    public static async Task<string> AddDevice(this TestCity city, Guid? senior, string protocol = "http", string? number = null, string? key = null)
    {
        number ??= $"T{Interlocked.Increment(ref _number):D8}";
        var keeper = await city.As("city1");
        var device = await keeper.Post("/api/devices", new { number, protocol, model = "一键呼 1 型", key }).Body();
        if (senior is not null) await keeper.Post($"/api/devices/{device.Text("id")}/bind", new { seniorId = senior }).Body();
        return number;
    }

    /// <summary>A responder of Huancui who is on duty at a place.</summary>
    public static Task AddResponder(this TestCity city, string userName, double latitude, double longitude) => city.Get<CityWriter>().Commit(Lane.Interactive, unit =>
    {
        var account = new Account { Id = Guid.CreateVersion7(), UserName = userName, Name = userName, Roles = [Role.Responder], DivisionCode = "371002", CreatedAt = TestCity.Noon };
        var responder = new Responder { AccountId = account.Id, IsOnDuty = true };
        responder.Report(new(latitude, longitude), unit.Now);
        unit.Db.Accounts.Add(account);
        unit.Db.SaveChanges();
        unit.Db.Responders.Add(responder);
    });

    /// <summary>Sends a signal as the demo maker's platform does.</summary>
    public static async Task<HttpResponseMessage> Signal(this TestCity city, object body, string key = "demo-device-key")
    {
        var bytes = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(body, Json.Options));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/device-events") { Content = new ByteArrayContent(bytes) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add("X-Vendor", "demo");
        request.Headers.Add(RequestSignature.Header, RequestSignature.Sign(bytes, Encoding.UTF8.GetBytes(key), city.Clock.GetCurrentInstant()));
        using var client = city.CreateClient();
        return await client.SendAsync(request);
    }

    /// <summary>Presses a device's button.</summary>
    public static async Task<JsonElement> Press(this TestCity city, string number, long sequence = 1, string type = "sos") =>
        await city.Signal(new { deviceNumber = number, sequence, type, occurredAt = city.Clock.GetCurrentInstant(), batteryPercent = 64 }).Body();
}
