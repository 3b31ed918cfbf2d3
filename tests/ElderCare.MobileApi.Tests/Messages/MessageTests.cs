using System.Net;
using System.Net.Http.Json;
using System.Text;
using ElderCare.Data;
using ElderCare.Data.Writing;
using ElderCare.Integrations.Signing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace ElderCare.MobileApi.Tests.Messages;

/// <summary>Messages reach their gateway, signed, and are tried again until it takes them.</summary>
public class MessageTests
{
    private const string Key = "a-key-of-the-gateway";
    private readonly List<(string Id, bool IsSigned, string Body)> _came = [];
    private volatile int _answer = 503;

    [Fact]
    public async Task AreTriedAgainUntilTaken()
    {
        await using var gateway = await Gateway();
        await using var city = await TestCity.Start("Sqlite", ("Messaging:sms:Url", gateway.Urls.First() + "/send"), ("Messaging:sms:Key", Key));
        using var client = city.CreateClient();
        Assert.Equal(HttpStatusCode.Accepted, (await client.PostAsJsonAsync("/api/auth/otp", new { phone = "19900000001" })).StatusCode);
        await Until(city, message => message.Attempts == 1 && message.DueAt == TestCity.Noon + NodaTime.Duration.FromSeconds(5));
        _answer = 200;
        city.Clock.AdvanceSeconds(5);
        var sent = await Until(city, message => message.SentAt is not null);
        Assert.Equal(("gateway-7", 2), (sent.ProviderReference, sent.Attempts));
        Assert.All(_came, one => Assert.True(one.IsSigned && one.Id == sent.Id.ToString() && one.Body.Contains("19900000001", StringComparison.Ordinal)));
        Assert.Equal(2, _came.Count);
    }

    [Fact]
    public async Task AreGivenUpAfterEightTries()
    {
        await using var gateway = await Gateway();
        await using var city = await TestCity.Start("Sqlite", ("Messaging:sms:Url", gateway.Urls.First() + "/send"), ("Messaging:sms:Key", Key));
        using var client = city.CreateClient();
        await client.PostAsJsonAsync("/api/auth/otp", new { phone = "19900000001" });
        for (var tries = 1; tries < 8; tries++)
        {
            await Until(city, message => message.Attempts == tries && message.DueAt != city.Clock.GetCurrentInstant() + NodaTime.Duration.FromMinutes(1));
            city.Clock.AdvanceMinutes(30);
        }
        Assert.Equal(8, (await Until(city, message => message.FailedAt is not null)).Attempts);
    }

    [Fact]
    public async Task WhatAnotherAddressSaysIsNoYes()
    {
        _answer = 302;
        await using var gateway = await Gateway();
        await using var city = await TestCity.Start("Sqlite", ("Messaging:sms:Url", gateway.Urls.First() + "/send"), ("Messaging:sms:Key", Key));
        using var client = city.CreateClient();
        await client.PostAsJsonAsync("/api/auth/otp", new { phone = "19900000001" });
        Assert.Null((await Until(city, message => message.Attempts == 1)).SentAt);
    }

    private async Task<WebApplication> Gateway()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var gateway = builder.Build();
        gateway.MapPost("/send", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            var check = RequestSignature.Check(request.Headers[RequestSignature.Header], body.ToArray(), Encoding.UTF8.GetBytes(Key), TestCity.Noon);
            lock (_came) _came.Add((request.Headers["Idempotency-Key"].ToString(), check == SignatureCheck.Right, Encoding.UTF8.GetString(body.ToArray())));
            return _answer switch { 200 => Results.Json(new { id = "gateway-7" }), 302 => Results.Redirect("/sign-in"), _ => Results.StatusCode(_answer) };
        });
        gateway.MapGet("/sign-in", () => "Who are you?");
        await gateway.StartAsync();
        return gateway;
    }

    private static async Task<MessageRow> Until(TestCity city, Func<MessageRow, bool> holds)
    {
        MessageRow? seen = null;
        for (var i = 0; i < 200; i++)
        {
            using var db = city.Get<CityDatabase>().Read();
            seen = await db.Messages.SingleOrDefaultAsync();
            if (seen is not null && holds(seen)) return seen;
            await Task.Delay(50);
        }
        throw new InvalidOperationException($"It did not come to that: {seen?.Attempts} tries, due {seen?.DueAt}, sent {seen?.SentAt}, failed {seen?.FailedAt}.");
    }
}
