using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.Data.Seeding;

/// <summary>Times and amounts of meals that the city sets.</summary>
/// <param name="OrdersClose">Until when a menu usually takes orders.</param>
/// <param name="ServingEnds">Until when a meal is usually served, city time.</param>
/// <param name="DeliveryFen">Usual price of bringing an order, in fen.</param>
/// <param name="MenuDaysAhead">For how many days beyond today menus are kept.</param>
/// <param name="Evidence">Where the figures come from; <c>ILLUS</c> means invented, to be said on screen.</param>
public sealed record MealPolicy(
    IReadOnlyDictionary<MealPeriod, OrdersClose> OrdersClose,
    IReadOnlyDictionary<MealPeriod, LocalTime> ServingEnds,
    long DeliveryFen,
    int MenuDaysAhead,
    string Evidence)
{
    /// <summary>From when on a meal of a date is no longer ordered.</summary>
    public Instant OrdersCloseAt(LocalDate servedOn, MealPeriod period) =>
        CityClock.At(servedOn.PlusDays(-OrdersClose[period].DaysBefore), OrdersClose[period].At);

    /// <summary>From when on a meal of a date is no longer served.</summary>
    public Instant ServedUntil(LocalDate servedOn, MealPeriod period) => CityClock.At(servedOn, ServingEnds[period]);
}

/// <summary>When orders for a meal close.</summary>
/// <param name="DaysBefore">Days before the meal, 0 for the same day.</param>
/// <param name="At">City time, not counted in.</param>
public sealed record OrdersClose(int DaysBefore, LocalTime At);
