using ElderCare.Domain.Canteens;
using ElderCare.MobileApi.Errors;

namespace ElderCare.MobileApi.Canteens;

/// <summary>What a menu that is put means for the dishes that are on it: which stay, which are new, which go.</summary>
/// <param name="Lines">The dishes wanted, in their order; without a dish those that are new.</param>
/// <param name="Gone">The dishes that are not wanted any more.</param>
internal sealed record MenuPlan(IReadOnlyList<(MenuDish? Dish, MenuDishRequest Wanted)> Lines, IReadOnlyList<MenuDish> Gone)
{
    /// <summary>The dishes that stay under another name.</summary>
    public IEnumerable<MenuDish> Renamed => Lines.Where(line => line.Dish is { } dish && NameOf(line) != dish.Name).Select(line => line.Dish!);

    /// <summary>Finds each dish wanted by its id, or by its name.</summary>
    /// <exception cref="RequestProblem">400 that names the dish: its id is not on the menu, or it or its name is there twice.</exception>
    public static MenuPlan Of(IReadOnlyList<MenuDish> present, IReadOnlyList<MenuDishRequest> wanted)
    {
        var lines = new List<(MenuDish? Dish, MenuDishRequest Wanted)>();
        var (dishes, names) = (new HashSet<Guid>(), new HashSet<string>());
        for (var i = 0; i < wanted.Count; i++)
        {
            var dish = present.FirstOrDefault(dish => wanted[i].Id is { } id ? dish.Id == id : dish.Name == wanted[i].Name);
            if (dish is null && wanted[i].Id is not null) throw RequestProblem.Invalid($"dishes[{i}].id", "这份菜单里没有这样菜。", "The dish is not on this menu.");
            if (dish is not null && !dishes.Add(dish.Id)) throw RequestProblem.Invalid($"dishes[{i}].name", "同一样菜写了两次。", "The dish is there twice.");
            lines.Add((dish, wanted[i]));
            if (!names.Add(NameOf(lines[i]))) throw RequestProblem.Invalid($"dishes[{i}].name", "菜名重复了。", "The name is there twice.");
        }
        return new(lines, [.. present.Where(dish => !dishes.Contains(dish.Id))]);
    }

    private static string NameOf((MenuDish? Dish, MenuDishRequest Wanted) line) => line.Wanted.Name ?? line.Dish!.Name;
}
