using System.Buffers.Binary;
using ElderCare.Data.Writing;
using ElderCare.Domain.Canteens;
using ElderCare.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.Data.Seeding;

/// <summary>Lunch and dinner of the demo's canteens from today on, as far ahead as menus are kept.</summary>
internal sealed class DemoMenus(CityWriter writer, CityDatabase database, MealPolicy policy)
{
    /// <summary>What a timer for the end of a meal is called.</summary>
    private const string Served = "menu.served";

    /// <summary>Menus in one unit: with dishes and timer at most 500 rows.</summary>
    private const int MenusInUnit = 80;

    private readonly ILookup<(MealPeriod Period, string Course), Dish> _dishes = ReferenceData
        .Read("demo/dishes.csv", row => new Dish(
            Enum.Parse<MealPeriod>(ReferenceData.Text(row, "period"), ignoreCase: true),
            ReferenceData.Text(row, "course"),
            ReferenceData.Text(row, "name"),
            ReferenceData.Whole(row, "priceFen"),
            ReferenceData.MaybeText(row, "allergens")?.Split(' ') ?? []))
        .ToLookup(dish => (dish.Period, dish.Course));

    /// <summary>Adds the menus that open canteens lack from a day on; those that are there stay as they are, whoever made them.</summary>
    public async Task AddMissing(LocalDate today)
    {
        foreach (var chunk in (await Missing(today)).Chunk(MenusInUnit))
        {
            try
            {
                await writer.Commit(Lane.Bulk, unit => AddAll(unit, chunk));
            }
            catch (StaleReadException)
            {
                // Another node, or a canteen, has made one of them meanwhile.
                await writer.Commit(Lane.Bulk, unit => AddEach(unit, chunk));
            }
        }
    }

    private async Task<List<Menu>> Missing(LocalDate today)
    {
        var last = today.PlusDays(policy.MenuDaysAhead);
        await using var city = database.Read();
        var canteens = await city.Canteens.Where(canteen => (canteen.Origin == DemoCanteens.Origin || canteen.Origin == DemoCityCanteens.Origin) && canteen.Status == OperationStatus.Open).Select(canteen => canteen.Id).ToListAsync();
        var there = await city.Menus.Where(menu => menu.ServedOn >= today && menu.ServedOn <= last).Select(menu => new { menu.CanteenId, menu.ServedOn, menu.Period }).ToListAsync();
        var known = there.Select(menu => (menu.CanteenId, menu.ServedOn, menu.Period)).ToHashSet();
        return
        [
            .. from ahead in Enumerable.Range(0, policy.MenuDaysAhead + 1)
               let date = today.PlusDays(ahead)
               from canteen in canteens
               from period in new[] { MealPeriod.Lunch, MealPeriod.Dinner }
               where !known.Contains((canteen, date, period))
               select MenuOf(canteen, date, period),
        ];
    }

    /// <summary>The menu of a canteen for a meal, the same whenever it is made.</summary>
    public Menu MenuOf(Guid canteen, LocalDate date, MealPeriod period) => new()
    {
        Id = DemoIds.Of("menu", $"{canteen}:{date:uuuu-MM-dd}:{period}", CityClock.At(date, LocalTime.Midnight)),
        CanteenId = canteen,
        ServedOn = date,
        Period = period,
        OrdersCloseAt = policy.OrdersCloseAt(date, period),
        ServedUntil = policy.ServedUntil(date, period),
    };

    private void AddAll(CityUnit unit, IReadOnlyList<Menu> menus)
    {
        if (!unit.TryInsertAll(menus)) throw new StaleReadException();
        foreach (var menu in menus) AddWhatItHas(unit, menu);
    }

    private void AddEach(CityUnit unit, IReadOnlyList<Menu> menus)
    {
        foreach (var menu in menus)
        {
            if (unit.TryInsert(menu)) AddWhatItHas(unit, menu);
        }
    }

    private void AddWhatItHas(CityUnit unit, Menu menu)
    {
        foreach (var dish in DishesOf(menu)) unit.Insert(dish);
        unit.Schedule(Served, menu.Id.ToString(), menu.ServedUntil);
    }

    /// <summary>The dishes of a menu, the same whenever they are made.</summary>
    public IEnumerable<MenuDish> DishesOf(Menu menu)
    {
        Span<byte> bytes = stackalloc byte[16];
        menu.Id.TryWriteBytes(bytes);
        var dice = new Random(BinaryPrimitives.ReadInt32LittleEndian(bytes[12..]) & int.MaxValue);
        // Every lunch has one dish with peanut, so that a warning can be seen, and others without.
        string[] courses = menu.Period == MealPeriod.Lunch ? ["set", "dish", "peanut"] : ["set", "set", "dish"];
        List<string> more = dice.Next(2) == 0 ? [.. courses] : [.. courses[..2], "dish", .. courses[2..]];
        var chosen = new List<Dish>();
        foreach (var course in more)
        {
            var choice = _dishes[(menu.Period, course)].Except(chosen).ToList();
            chosen.Add(choice[dice.Next(choice.Count)]);
        }
        return chosen.Select((dish, position) => DishOf(menu, dish, position, capacity: 60 + dice.Next(7) * 10));
    }

    private static MenuDish DishOf(Menu menu, Dish dish, int position, int capacity) => new()
    {
        Id = DemoIds.Of("dish", $"{menu.Id}:{position}", CityClock.At(menu.ServedOn, LocalTime.Midnight)),
        MenuId = menu.Id,
        Name = dish.Name,
        PriceFen = dish.PriceFen,
        Allergens = dish.Allergens,
        Tags = dish.Course == "set" ? ["set"] : [],
        Capacity = capacity,
        Remaining = capacity,
        Position = position,
    };

    private sealed record Dish(MealPeriod Period, string Course, string Name, long PriceFen, string[] Allergens);
}
