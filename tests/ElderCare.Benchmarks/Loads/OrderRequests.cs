using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using ElderCare.Benchmarks.Servers;
using ElderCare.Domain.Canteens;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.Benchmarks.Loads;

/// <summary>
/// Orders as a desk places them for the seniors of its city: another senior each time, at a canteen of the senior's district,
/// a day of the next fortnight, lunch or dinner, two dishes, every fourth brought to the door. No senior orders twice for a day.
/// </summary>
internal sealed class OrderRequests
{
    private const int DaysAhead = 13;
    private readonly (Guid Id, string District)[] _seniors;
    private readonly Dictionary<string, Dish[][][]> _menus;
    private readonly string _token;
    private readonly bool _acceptFullPrice;
    private readonly ConcurrentQueue<byte[]> _ready = new();
    private int _turn = -1;

    private OrderRequests((Guid Id, string District)[] seniors, Dictionary<string, Dish[][][]> menus, string token, bool acceptFullPrice) =>
        (_seniors, _menus, _token, _acceptFullPrice) = (seniors, menus, token, acceptFullPrice);

    /// <summary>Requests in the order of the days and a fixed mix of seniors; the same for every server.</summary>
    /// <param name="city">Whose seniors and menus.</param>
    /// <param name="token">Of a caller who may order for them.</param>
    /// <param name="onlyCanteen">Orders for one canteen, to be read later: seniors who have eaten elsewhere pay the full price.</param>
    public static async Task<OrderRequests> Of(BenchmarkCity city, string token, Guid? onlyCanteen = null)
    {
        using var db = city.Database.Read();
        var soon = SystemClock.Instance.GetCurrentInstant() + Duration.FromDays(1);
        var dishes = await (from menu in db.Menus
                            join canteen in db.Canteens on menu.CanteenId equals canteen.Id
                            join dish in db.MenuDishes on menu.Id equals dish.MenuId
                            where menu.OrdersCloseAt > soon && canteen.Status == OperationStatus.Open && (onlyCanteen == null || canteen.Id == onlyCanteen)
                            orderby menu.ServedOn, canteen.Id, menu.Period, dish.Position
                            select new Dish(dish.Id, menu.Id, canteen.Id, canteen.DivisionCode, menu.ServedOn, menu.Period)).ToListAsync();
        var menus = dishes.GroupBy(dish => dish.Division[..6]).ToDictionary(district => district.Key, district => district
            .GroupBy(dish => dish.Date).Select(day => day.GroupBy(dish => dish.Menu).Select(menu => menu.Take(2).ToArray()).ToArray()).Take(DaysAhead).ToArray());
        var seniors = (await db.Seniors.Where(senior => senior.ResidenceDivision.StartsWith("3710") && senior.DiedOn == null)
            .Select(senior => new { senior.Id, senior.ResidenceDivision, senior.Allergies }).ToListAsync())
            .Where(senior => senior.Allergies.Count == 0 && menus.ContainsKey(senior.ResidenceDivision[..6]))
            .Select(senior => (senior.Id, senior.ResidenceDivision[..6])).ToArray();
        new Random(12349).Shuffle(seniors);
        return new(seniors, menus, token, acceptFullPrice: onlyCanteen is not null);
    }

    /// <summary>The next order with a key of its own; null when everybody has ordered for every day.</summary>
    public byte[]? Next() => _ready.TryDequeue(out var ready) ? ready : Make();

    /// <summary>Has at least so many orders ready.</summary>
    public void Prepare(int orders)
    {
        while (_ready.Count < orders && Make() is { } made) _ready.Enqueue(made);
    }

    private byte[]? Make()
    {
        var turn = Interlocked.Increment(ref _turn);
        var (day, who) = Math.DivRem(turn, _seniors.Length);
        var (senior, district) = _seniors[who];
        var days = _menus[district];
        if (day >= days.Length) return null;
        var menu = days[day][who % days[day].Length];
        var items = string.Join(',', menu.Select(dish => $$"""{"dishId":"{{dish.Id}}","quantity":1}"""));
        var body = $$"""
            {"seniorId":"{{senior}}","canteenId":"{{menu[0].Canteen}}","date":"{{menu[0].Date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture)}}","period":"{{menu[0].Period.ToString().ToLowerInvariant()}}","fulfilment":"{{(turn % 4 == 0 ? "delivery" : "dineIn")}}","items":[{{items}}],"payBy":"onCollection","acceptFullPrice":{{(_acceptFullPrice ? "true" : "false")}}}
            """;
        return Encoding.ASCII.GetBytes(
            $"POST /api/meal-orders HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {_token}\r\nIdempotency-Key: {Guid.NewGuid()}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}");
    }

    private sealed record Dish(Guid Id, Guid Menu, Guid Canteen, string Division, LocalDate Date, Domain.Shared.MealPeriod Period);
}
