using System.Net.Http.Json;
using System.Text.Json;
using ElderCare.Data;
using ElderCare.Data.Privacy;
using ElderCare.Data.Seeding;
using ElderCare.Data.Writing;
using ElderCare.MobileApi.Timers;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace ElderCare.MobileApi.Tests;

/// <summary>Canteens of a test's city: changed by officers, closed by staff.</summary>
internal static class CityCanteens
{
    /// <summary>Changes a record with the version that was read; none leaves the header out.</summary>
    public static async Task<HttpResponseMessage> Change(this HttpClient client, string path, object body, string? ifMatch = "*")
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, path) { Content = JsonContent.Create(body) };
        if (ifMatch is not null) request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return await client.SendAsync(request);
    }

    /// <summary>Closes the canteen of canteen1 on a day.</summary>
    public static Task<JsonElement> CloseOn(this TestCity city, LocalDate date, params string[] periods) => city.CloseOn(DemoIds.Canteen1, "canteen1", date, periods);

    /// <summary>Closes a canteen on a day.</summary>
    public static async Task<JsonElement> CloseOn(this TestCity city, Guid canteen, string userName, LocalDate date, params string[] periods) =>
        await (await city.As(userName)).Post($"/api/canteens/{canteen}/closures", new { from = Iso(date), to = Iso(date), periods, reason = "停水" }).Body();

    /// <summary>Runs what a kind of timer is for, now and to its end, beside the city's own worker.</summary>
    public static Task<Instant?> RunTimer(this TestCity city, string kind, Guid subject) => city.Services.GetServices<ITimerHandler>().Single(handler => handler.Kind == kind)
        .Run(new TimerRow { Id = Guid.CreateVersion7(), Kind = kind, Subject = subject.ToString(), DueAt = city.Clock.GetCurrentInstant() }, default);

    /// <summary>The texts that were written to a phone, oldest first.</summary>
    public static IReadOnlyList<string> MessagesTo(this TestCity city, string phone)
    {
        var cipher = city.Get<FieldCipher>();
        using var db = city.Get<CityDatabase>().Read();
        return [.. db.Messages.OrderBy(message => message.Id).AsEnumerable().Where(message => cipher.Decrypt(message.ToCipher) == phone).Select(message => cipher.Decrypt(message.TextCipher))];
    }

    /// <summary>The texts that were written about something, oldest first.</summary>
    public static IReadOnlyList<string> MessagesAbout(this TestCity city, string id)
    {
        var (cipher, about) = (city.Get<FieldCipher>(), Guid.Parse(id));
        using var db = city.Get<CityDatabase>().Read();
        return [.. db.Messages.Where(message => message.About == about).OrderBy(message => message.Id).AsEnumerable().Select(message => cipher.Decrypt(message.TextCipher))];
    }

    public static string Iso(LocalDate date) => date.ToString("uuuu-MM-dd", null);
}
