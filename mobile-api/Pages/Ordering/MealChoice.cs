using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Requests;
using Microsoft.AspNetCore.WebUtilities;
using NodaTime;
using NodaTime.Text;

namespace ElderCare.MobileApi.Pages.Ordering;

/// <summary>What has been chosen so far on the way to an order; it travels in the address, so that every step can be reloaded.</summary>
internal sealed record MealChoice(Guid? Senior, Guid? Canteen, LocalDate? Date, MealPeriod? Period, Guid? Dish)
{
    public bool IsComplete => Senior is not null && Canteen is not null && Date is not null && Period is not null && Dish is not null;

    /// <summary>Reads an address; what is malformed counts as not chosen.</summary>
    public static MealChoice Of(HttpRequest request)
    {
        var query = request.Query;
        var word = query["period"].ToString();
        var period = Array.Find(Enum.GetValues<MealPeriod>(), meal => WordOf(meal) == word);
        return new(Id("senior"), Id("canteen"), CityDate.TryParse(query["date"].ToString(), null, out var date) ? date.Value : null, word == WordOf(period) ? period : null, Id("dish"));

        Guid? Id(string name) => Guid.TryParse(query[name], out var id) ? id : null;
    }

    public string At(string path)
    {
        var parts = new Dictionary<string, string?>
        {
            ["senior"] = Senior?.ToString(),
            ["canteen"] = Canteen?.ToString(),
            ["date"] = Date is { } date ? LocalDatePattern.Iso.Format(date) : null,
            ["period"] = Period is { } period ? WordOf(period) : null,
            ["dish"] = Dish?.ToString(),
        };
        return QueryHelpers.AddQueryString(path, parts.Where(part => part.Value is not null));
    }

    private static string WordOf(MealPeriod period) => period.ToString().ToLowerInvariant();
}
