using System.Net.Http.Json;

namespace ElderCare.MobileApi.Tests.Access;

/// <summary>Behind a reverse proxy limits count for the caller and not for the proxy; nobody else is believed.</summary>
public sealed class ProxyTests
{
    [Theory]
    [InlineData("127.0.0.1, ::1")]
    [InlineData("127.0.0.0/8,::1/128")]
    public async Task AKnownProxySaysWhoCalls(string known)
    {
        await using var city = await TestCity.Start("Sqlite", ("ForwardedHeaders:KnownProxies", known), ("RateLimits:SignIn:CodesPerAddress", "1"));
        Assert.Equal(202, await AskForACode(city, "203.0.113.1"));
        Assert.Equal(202, await AskForACode(city, "203.0.113.2"));
        Assert.Equal(429, await AskForACode(city, "203.0.113.1"));
        Assert.Equal(429, await AskForACode(city, "198.51.100.9, 203.0.113.1")); // the proxy adds to what the caller made up
        Assert.Equal(202, await AskForACode(city, "203.0.113.3, 127.0.0.1"));    // two known proxies in a row
        Assert.Equal(429, await AskForACode(city, "203.0.113.3"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("192.0.2.7")]
    public async Task NobodyElseIsBelieved(string known)
    {
        await using var city = await TestCity.Start("Sqlite", ("ForwardedHeaders:KnownProxies", known), ("RateLimits:SignIn:CodesPerAddress", "1"));
        Assert.Equal(202, await AskForACode(city, "203.0.113.1"));
        Assert.Equal(429, await AskForACode(city, "203.0.113.2"));
    }

    [Fact]
    public async Task WhatIsNoAddressEndsTheProgram()
    {
        await using var database = await TestDatabase.Copy("Sqlite");
        var fault = Assert.ThrowsAny<Exception>(() => TestCity.Start(database, ("ForwardedHeaders:KnownProxies", "proxy.example")));
        Assert.Contains("ForwardedHeaders:KnownProxies names 'proxy.example'", fault.ToString(), StringComparison.Ordinal);
    }

    private static async Task<int> AskForACode(TestCity city, string forwardedFor)
    {
        using var client = city.CreateClient();
        client.DefaultRequestHeaders.Add("X-Forwarded-For", forwardedFor);
        using var answer = await client.PostAsJsonAsync("/api/auth/otp", new { phone = "13900009999" });
        return (int)answer.StatusCode;
    }
}
