using System.Text.Json;
using ElderCare.Data;
using ElderCare.Data.Seeding;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.HomeServices;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.Tests.HomeServices;

/// <summary>Weekly plans of a test's city.</summary>
internal static class CityPlans
{
    /// <summary>An hour of cleaning of each week, unless it is to be something else.</summary>
    public static object Slot(int weekday, string at = "09:00", int minutes = 60, string service = "cleaning") => new { weekday, at, serviceItemId = CityVisits.Service(service), minutes };

    /// <summary>What is sent to begin a plan of cleanings for senior1 on some days of the week, with changes.</summary>
    public static Dictionary<string, object?> Weekly(int[] weekdays, params (string Field, object? Value)[] changes)
    {
        var plan = new Dictionary<string, object?> { ["seniorId"] = DemoIds.Senior1, ["slots"] = weekdays.Select(day => Slot(day)).ToArray() };
        foreach (var (field, value) in changes) plan[field] = value;
        return plan;
    }

    /// <summary>An agent begins a plan, or somebody else; answers its id once it has been looked at.</summary>
    public static async Task<Guid> Plan(this TestCity city, object plan, string userName = "agent1")
    {
        var id = (await city.With(await city.TokenOf(userName)).Post("/api/service-plans", plan).Body()).GetProperty("id").GetGuid();
        await city.Look(id);
        return id;
    }

    /// <summary>Looks at a plan now, beside the city's own worker; answers when it looks again.</summary>
    public static Task<NodaTime.Instant?> Look(this TestCity city, Guid plan) => city.RunTimer(BookPlannedVisits.TimerKind, plan);

    /// <summary>A person's visits that stand or were, as month and day with their state, the soonest first.</summary>
    public static async Task<IReadOnlyList<string>> VisitsOf(this TestCity city, Guid? person = null)
    {
        var id = person ?? DemoIds.Senior1;
        using var db = city.Get<CityDatabase>().Read();
        return [.. (await db.ServiceOrders.AsNoTracking().Where(order => order.SeniorId == id).ToListAsync()).OrderBy(order => order.StartsAt).ThenBy(order => order.BookedAt)
            .Select(order => $"{CityClock.DateOf(order.StartsAt):MM-dd} {(order.Stands ? "stands" : order.State.ToString().ToLowerInvariant())}")];
    }

    /// <summary>What a plan says that became of its visits, the newest first.</summary>
    public static async Task<IReadOnlyList<JsonElement>> SeenBy(this TestCity city, Guid plan) =>
        [.. (await city.With(await city.TokenOf("agent1")).Read($"/api/service-plans/{plan}")).GetProperty("visits").EnumerateArray()];

    /// <summary>The messages to a phone that say that a visit was not booked.</summary>
    public static IReadOnlyList<string> NotBooked(this TestCity city, string phone) => [.. city.MessagesTo(phone).Where(text => text.Contains("没有约上", StringComparison.Ordinal))];
}
