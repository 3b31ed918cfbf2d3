using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using ElderCare.Data;
using ElderCare.Data.Writing;
using ElderCare.Domain.Canteens;
using ElderCare.Domain.Meals;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.Tests.Crash;

/// <summary>An order that was answered: what was asked with which key, and what was said.</summary>
internal sealed record AnsweredOrder(Guid Id, string Key, object Request, string Answer);

/// <summary>Many clients that order meals as fast as they can for as long as the server answers.</summary>
internal sealed class OrderLoad
{
    private const int Clients = 32;
    private readonly IReadOnlyList<(Guid Dish, Guid Canteen, string Date, string Period)> _dishes;
    private readonly IReadOnlyList<Guid> _seniors;
    private readonly ConcurrentBag<AnsweredOrder> _answered = [];
    private TaskCompletionSource _first = new();

    private OrderLoad(IReadOnlyList<(Guid Dish, Guid Canteen, string Date, string Period)> dishes, IReadOnlyList<Guid> seniors)
    {
        _dishes = dishes;
        _seniors = seniors;
    }

    /// <summary>What was answered with 201, by all rounds.</summary>
    public IReadOnlyCollection<AnsweredOrder> Answered => _answered;

    /// <summary>Looks up what can be ordered for whom.</summary>
    public static async Task<OrderLoad> Of(CityDatabase database)
    {
        await using var db = database.Read();
        var soon = SystemClock.Instance.GetCurrentInstant() + Duration.FromDays(2);
        var dishes = await (from dish in db.MenuDishes join menu in db.Menus on dish.MenuId equals menu.Id where menu.OrdersCloseAt > soon select new { dish, menu }).Take(3_000).ToListAsync();
        var seniors = await db.Seniors.Where(senior => senior.DiedOn == null && senior.ResidenceDivision.StartsWith("371002")).OrderBy(senior => senior.Id).Take(500).ToListAsync();
        return new(
            [.. dishes.Where(one => one.dish.Allergens.Count == 0).Select(one => (one.dish.Id, one.menu.CanteenId, one.menu.ServedOn.ToString("uuuu-MM-dd", null), one.menu.Period.ToString().ToLowerInvariant()))],
            [.. seniors.Where(senior => senior.Allergies.Count == 0).Select(senior => senior.Id)]);
    }

    /// <summary>Orders until the server is gone; ends when the last client has noticed.</summary>
    public Task Run(HttpClient http, int seed)
    {
        _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
        return Task.WhenAll(Enumerable.Range(0, Clients).Select(client => Task.Run(() => OrderOn(http, new Random(seed + client)))));
    }

    /// <summary>Waits until the round has its first answer.</summary>
    public Task FirstAnswer() => _first.Task.WaitAsync(Patience.Most);

    /// <summary>Places some orders, one after the other.</summary>
    public async Task PlaceInTurn(HttpClient http, int count)
    {
        var dice = new Random(count);
        while (_answered.Count < count) await Order(http, dice);
    }

    private async Task OrderOn(HttpClient http, Random dice)
    {
        try
        {
            while (true) await Order(http, dice);
        }
        catch (Exception gone) when (gone is HttpRequestException or IOException or OperationCanceledException)
        {
            // the server was killed; what it had not answered may stand or not
        }
    }

    private async Task Order(HttpClient http, Random dice)
    {
        var (dish, canteen, date, period) = _dishes[dice.Next(_dishes.Count)];
        var request = new
        {
            seniorId = _seniors[dice.Next(_seniors.Count)],
            canteenId = canteen,
            date,
            period,
            fulfilment = "dineIn",
            items = new[] { new { dishId = dish, quantity = dice.Next(1, 3) } },
            payBy = "onCollection",
            acceptFullPrice = true,
        };
        var key = Guid.NewGuid().ToString();
        using var answer = await http.Post("/api/meal-orders", request, key);
        var text = await answer.Content.ReadAsStringAsync();
        if (answer.StatusCode == HttpStatusCode.Created)
        {
            _answered.Add(new(Guid.Parse(JsonDocument.Parse(text).RootElement.Text("id")), key, request, text));
            _first.TrySetResult();
        }
        else Assert.True(answer.StatusCode is HttpStatusCode.Conflict or HttpStatusCode.ServiceUnavailable, text);
    }
}
