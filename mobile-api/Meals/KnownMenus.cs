using System.Collections.Concurrent;
using ElderCare.Data.Meals;
using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.MobileApi.Meals;

/// <summary>
/// Canteens and menus as they were read last: hundreds order from the same one in a minute. What was decided on them holds only
/// if their versions still do when it is written, and no refusal rests on them.
/// </summary>
internal sealed class KnownMenus
{
    /// <summary>More than a city has open at once; beyond it everything is read anew.</summary>
    private const int Most = 20_000;
    private readonly ConcurrentDictionary<(Guid Canteen, LocalDate Date, MealPeriod Period), (CanteenRow Canteen, MenuRow Menu)> _known = new();

    public (CanteenRow Canteen, MenuRow Menu)? Find(MealWish wish) => _known.TryGetValue((wish.CanteenId, wish.Date, wish.Period), out var known) ? known : null;

    public void Remember(MealWish wish, MealFacts facts)
    {
        if (facts is not { Canteen: { } canteen, Menu: { } menu }) return;
        if (_known.Count >= Most) _known.Clear();
        _known[(wish.CanteenId, wish.Date, wish.Period)] = (canteen, menu);
    }
}
