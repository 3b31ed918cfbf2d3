using System.Net;
using System.Text;
using System.Text.Json;
using ElderCare.Data;
using ElderCare.Domain.Tasks;
using ElderCare.Integrations.Signing;
using ElderCare.Integrations.Telephony;
using ElderCare.MobileApi.Tests.Emergency;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using NodaTime.Testing;

namespace ElderCare.MobileApi.Tests.CallCentre;

/// <summary>What an exchange is asked to dial, over a real socket: signed, the same at every try, and never taken for dialled when it was not.</summary>
public sealed class ExchangeWebhookTests
{
    private const string Key = "a-key-of-the-exchange", Path = "/dial";

    [Fact]
    public async Task IsSignedAndSaysWhomToRingByTheContract()
    {
        await using var exchange = await Exchange.Start();
        var id = Guid.NewGuid();
        using var http = new HttpClient();

        await To(exchange, http).Dial(id, "agent1", "0631-5200001", default);

        var asked = Assert.Single(exchange.Asked);
        Assert.Equal(SignatureCheck.Right, RequestSignature.Check(asked.Signature, asked.Body, Encoding.UTF8.GetBytes(Key), TestCity.Noon));
        Assert.Equal(SignatureCheck.Wrong, RequestSignature.Check(asked.Signature, asked.Body, Encoding.UTF8.GetBytes("another-key-of-it"), TestCity.Noon));
        Assert.Equal(("application/json; charset=utf-8", $"{id}"), (asked.ContentType, asked.Key));
        Assert.Equal($$"""{"id":"{{id}}","agent":"agent1","number":"0631-5200001"}""", Encoding.UTF8.GetString(asked.Body));
    }

    [Theory]
    [InlineData(400), InlineData(429), InlineData(500), InlineData(503)]
    [InlineData(302), InlineData(307)]
    public async Task WhatIsNoYesIsNoneAndNothingIsAskedElsewhere(int answer)
    {
        await using var exchange = await Exchange.Start(answer);
        await using var city = await TestCity.Start("Sqlite", ("Telephony:Dial:Url", exchange.Address.ToString()), ("Telephony:Dial:Key", Key));

        await Assert.ThrowsAsync<HttpRequestException>(() => city.Get<ITelephoneExchange>().Dial(Guid.NewGuid(), "agent1", "13700000001", default));

        Assert.Single(exchange.Asked);
        Assert.Equal(0, exchange.AskedElsewhere);
    }

    [Fact]
    public async Task AnExchangeThatSaysNothingIsWaitedForNoLongerThanOneTryMayTake()
    {
        await using var slow = await Exchange.Start(silent: true);
        using var hasty = new HttpClient { Timeout = TimeSpan.FromMilliseconds(200) };
        await Assert.ThrowsAsync<TaskCanceledException>(() => To(slow, hasty).Dial(Guid.NewGuid(), "agent1", "13700000001", default));

        await using var exchange = await Exchange.Start(silent: true);
        using var patient = new HttpClient();
        using var enough = new CancellationTokenSource();
        var dialling = To(exchange, patient).Dial(Guid.NewGuid(), "agent1", "13700000001", enough.Token);
        await exchange.IsAsked;
        await enough.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => dialling);
    }

    [SkippableTheory, OnBothDatabases]
    public async Task ACallThatWasNotTakenIsDialledAgainByTheSameNameAndWrittenDownOnce(string provider)
    {
        Needs.Database(provider);
        await using var exchange = await Exchange.Start(503);
        await using var city = await TestCity.Start(provider, ("Telephony:Dial:Url", exchange.Address.ToString()), ("Telephony:Dial:Key", Key));
        var (agent, phone, task) = await Missed(city);

        using (var refused = await agent.Post($"/api/tasks/{task}/dial", key: "once")) Assert.Equal((HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(5)), (refused.StatusCode, refused.Headers.RetryAfter?.Delta));
        Assert.Empty(Notes(city, task));
        exchange.Answer = 200;
        await agent.Post($"/api/tasks/{task}/dial", key: "once").Body();
        await agent.Post($"/api/tasks/{task}/dial", key: "once").Body();

        Assert.Single(exchange.Asked.Select(asked => asked.Key).Distinct()); // an exchange that knows it dials nothing twice
        Assert.All(exchange.Asked, asked => Assert.Equal(("agent1", phone, asked.Key), (asked.Said("agent"), asked.Said("number"), asked.Said("id"))));
        Assert.Single(Notes(city, task));
        await agent.Post($"/api/tasks/{task}/dial", key: "another").Body();
        Assert.Equal(2, exchange.Asked.Select(asked => asked.Key).Distinct().Count()); // who wants it dialled again says so
        Assert.Equal(2, Notes(city, task).Count);
    }

    [SkippableTheory, OnBothDatabases]
    public async Task AnExchangeThatIsAwayLeavesTheTaskAsItWas(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider, ("Telephony:Dial:Url", $"http://127.0.0.1:{FreePorts.Next()}{Path}"), ("Telephony:Dial:Key", Key));
        var (agent, phone, task) = await Missed(city);
        var problem = await agent.Post($"/api/tasks/{task}/dial").ShouldBeProblem(503, "telephony.unavailable");
        Assert.DoesNotContain(phone, problem.ToString(), StringComparison.Ordinal);
        Assert.Empty(Notes(city, task));
        Assert.Equal("claimed", (await agent.Read("/api/tasks?kind=callBack")).Items().Single(one => one.Text("id") == $"{task}").Text("status"));
    }

    private static WebhookExchange To(Exchange exchange, HttpClient http) => new(http, exchange.Address, Encoding.UTF8.GetBytes(Key), new FakeClock(TestCity.Noon));

    /// <summary>Somebody hung up, and agent1 has the task to call back.</summary>
    private static async Task<(HttpClient Agent, string Phone, Guid Task)> Missed(TestCity city)
    {
        var agent = await city.As("agent1");
        var (callId, phone) = (Guid.NewGuid().ToString(), (await city.AddCaller()).Phone);
        var id = await city.Ring(phone, callId);
        await city.Tell(callId, "hungUp", phone);
        var task = Assert.Single(city.TasksOf(id)).Id;
        await agent.Post($"/api/tasks/{task}/claim").Body();
        return (agent, phone, task);
    }

    private static List<TaskNote> Notes(TestCity city, Guid task)
    {
        using var db = city.Get<CityDatabase>().Read();
        return [.. db.TaskNotes.Where(note => note.TaskId == task)];
    }

    /// <summary>An exchange that keeps what it is asked.</summary>
    private sealed class Exchange : IAsyncDisposable
    {
        private readonly WebApplication _server;
        private readonly List<Asking> _asked = [];
        private readonly TaskCompletionSource _isAsked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _elsewhere;

        private Exchange(WebApplication server) => _server = server;

        public int Answer { get; set; }

        public Uri Address => new(_server.Urls.First() + Path);

        public IReadOnlyList<Asking> Asked
        {
            get
            {
                lock (_asked) return [.. _asked];
            }
        }

        public Task IsAsked => _isAsked.Task.WaitAsync(Patience.Most);

        /// <summary>How often somebody came where a redirect leads.</summary>
        public int AskedElsewhere => _elsewhere;

        public static async Task<Exchange> Start(int answer = 200, bool silent = false)
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var exchange = new Exchange(builder.Build()) { Answer = answer };
            exchange._server.MapPost(Path, async (HttpContext http) =>
            {
                using var body = new MemoryStream();
                await http.Request.Body.CopyToAsync(body);
                lock (exchange._asked) exchange._asked.Add(new(http.Request.Headers[RequestSignature.Header].ToString(), http.Request.ContentType, http.Request.Headers["Idempotency-Key"].ToString(), body.ToArray()));
                exchange._isAsked.TrySetResult();
                if (silent) await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
                http.Response.StatusCode = exchange.Answer;
                if (exchange.Answer is >= 300 and < 400) http.Response.Headers.Location = "/sign-in";
            });
            exchange._server.Map("/sign-in", () => Interlocked.Increment(ref exchange._elsewhere));
            await exchange._server.StartAsync();
            return exchange;
        }

        public ValueTask DisposeAsync() => _server.DisposeAsync();
    }

    private sealed record Asking(string Signature, string? ContentType, string Key, byte[] Body)
    {
        public string? Said(string name) => JsonDocument.Parse(Body).RootElement.GetProperty(name).GetString();
    }
}
