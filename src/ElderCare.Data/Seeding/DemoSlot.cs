using System.Buffers.Binary;
using System.Globalization;
using ElderCare.Domain.Canteens;
using ElderCare.Domain.Meals;

namespace ElderCare.Data.Seeding;

/// <summary>A past meal of one canteen: its menu, and what has been ordered from it.</summary>
internal sealed class DemoSlot(Menu menu, IReadOnlyList<MenuDish> dishes)
{
    /// <summary>Shares no factor with the number of codes, so that they come round only after all have been given.</summary>
    private const int CodeStep = 7919;

    private const int Codes = 1_000_000;
    private readonly int _firstCode = FirstCode(menu.Id);

    public Menu Menu => menu;

    public IReadOnlyList<MenuDish> Dishes => dishes;

    public List<DemoMeal> Meals { get; } = [];

    /// <summary>A code that no other order of the meal has.</summary>
    public string NextCode() => ((_firstCode + (long)Meals.Count * CodeStep) % Codes).ToString("D6", CultureInfo.InvariantCulture);

    /// <summary>A dish that somebody may eat and that is left, as the dice fall; null when there is none.</summary>
    public MenuDish? Choose(IReadOnlyList<string> allergies, Random dice)
    {
        var fitting = dishes.Where(dish => dish.Remaining > 0 && !dish.Allergens.Any(allergies.Contains)).ToList();
        return fitting.Count == 0 ? null : fitting[dice.Next(fitting.Count)];
    }

    /// <summary>Adds a meal; what was not called off has taken its portion.</summary>
    public void Add(DemoMeal meal, MenuDish dish)
    {
        Meals.Add(meal);
        if (meal.Order.State != MealOrderState.Cancelled) dish.Remaining--;
    }

    private static int FirstCode(Guid menu)
    {
        Span<byte> bytes = stackalloc byte[16];
        menu.TryWriteBytes(bytes);
        return (int)(BinaryPrimitives.ReadUInt32LittleEndian(bytes[12..]) % Codes);
    }
}
