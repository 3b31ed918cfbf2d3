using System.Net.Http.Json;
using System.Text.Json;
using ElderCare.Data;
using ElderCare.Data.Funding;
using ElderCare.Data.Writing;
using ElderCare.Domain.Funding;
using ElderCare.Domain.Ledger;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Funding;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.Tests.Funding;

/// <summary>Funds of a test's city.</summary>
internal static class CityFunds
{
    public const string OfCity = "fund-371000-meals";
    public const string OfDistrict = "fund-371002-meals";

    public static async Task<HttpResponseMessage> Patch(this HttpClient client, string path, object body, string? ifMatch)
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, path) { Content = JsonContent.Create(body) };
        if (ifMatch is not null) request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return await client.SendAsync(request);
    }

    /// <summary>Changes a fund's terms as city1.</summary>
    public static async Task<JsonElement> ChangeFund(this TestCity city, string fundId, object terms) =>
        await (await city.As("city1")).Patch($"/api/funds/{fundId}", terms, "*").Body();

    public static async Task<JsonElement> Fund(this TestCity city, string fundId) => await city.With(await city.TokenOf("city1")).Read($"/api/funds/{fundId}");

    /// <summary>What is left of a cap in the month or year of a date; null when none was made.</summary>
    public static long? CapLeft(this TestCity city, string fundId, CapSpan span, LocalDate date) => city.Get<CityDatabase>().Read(sql => sql.Query(
        """SELECT "Remaining" FROM "FundCaps" WHERE "Id" = @p0""", row => (long?)row.GetInt64(0), FundCap.IdOf(fundId, span, date))).SingleOrDefault();

    /// <summary>Fails unless every cap counts exactly what the ledger says was taken in its month or year.</summary>
    public static void CapsShouldAgreeWithTheLedger(this TestCity city)
    {
        using var db = city.Get<CityDatabase>().Read();
        var caps = db.FundCaps.ToList();
        foreach (var cap in caps.Where(cap => cap.StartsOn == FundCap.StartOf(cap.Span, CityClock.DateOf(city.Clock.GetCurrentInstant()))))
        {
            var since = CityClock.At(cap.StartsOn, LocalTime.Midnight);
            var taken = city.Get<CityDatabase>().Read(sql => sql.Taken(cap.FundId, since, since, Instant.MaxValue));
            Assert.True(cap.Remaining >= 0, $"{cap.FundId} has passed its cap");
            Assert.Equal(cap.CapFen - cap.Remaining, taken);
        }
    }

    /// <summary>Puts a rule in force beside those of the demo.</summary>
    public static async Task Publish(this TestCity city, SubsidyRule rule)
    {
        await city.Get<CityWriter>().Commit(Lane.Interactive, unit => unit.Insert(new SubsidyRuleRow
        {
            Id = rule.Id, Version = 1, Status = RuleStatus.Published, City = "371000", Json = JsonSerializer.Serialize(rule, Json.Options),
        }));
        city.Get<CityFacts>().Reload();
    }

    public static long PaidBy(this JsonElement meal, string fundId) => meal.GetProperty("splits").EnumerateArray()
        .Where(split => split.TryGetProperty("fundId", out var id) && id.GetString() == fundId).Sum(split => split.Fen("amountFen"));

    public static string Explained(this JsonElement meal) => string.Join(" ", meal.GetProperty("explanation").EnumerateArray().Select(sentence => sentence.GetString()));
}
