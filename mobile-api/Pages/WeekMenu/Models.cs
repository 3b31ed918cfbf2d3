using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.MobileApi.Pages.WeekMenu;

/// <summary>A canteen's menus of a week.</summary>
/// <param name="Canteen">Its name.</param>
/// <param name="Monday">The week's first day.</param>
/// <param name="Days">The seven days.</param>
/// <param name="Closures">Times of no service that are not over.</param>
/// <param name="Said">What has just been done.</param>
/// <param name="Trouble">What went wrong.</param>
public sealed record MenuWeek(string Canteen, LocalDate Monday, IReadOnlyList<MenuDay> Days, IReadOnlyList<ClosureLine> Closures, string? Said, string? Trouble);

/// <summary>One day of it.</summary>
public sealed record MenuDay(LocalDate Date, IReadOnlyList<MenuMeal> Meals);

/// <summary>One meal of it.</summary>
/// <param name="Dishes">Each with what is left; empty without a menu.</param>
/// <param name="ClosesAt">Until when it is ordered.</param>
/// <param name="NotServed">Why the canteen does not serve it.</param>
/// <param name="Href">Where it is made or changed; null when it is over.</param>
public sealed record MenuMeal(MealPeriod Period, IReadOnlyList<string> Dishes, string? ClosesAt, string? NotServed, string? Href);

/// <summary>A time of no service.</summary>
public sealed record ClosureLine(Guid Id, string When, string Reason);

/// <summary>A closure before it is declared.</summary>
/// <param name="From">As it was typed.</param>
/// <param name="To">As it was typed.</param>
/// <param name="Periods">The meals, as words.</param>
/// <param name="Reason">As it was typed.</param>
/// <param name="Orders">How many orders it would call off.</param>
/// <param name="When">The days and meals in words.</param>
public sealed record ClosureToConfirm(string From, string To, IReadOnlyList<string> Periods, string Reason, int Orders, string When);

/// <summary>One menu as a form.</summary>
/// <param name="Version">What it was read as; null creates it.</param>
/// <param name="ClosesAt">As a browser's date and time.</param>
/// <param name="Rows">Dishes that are there, then blank ones.</param>
/// <param name="Errors">What is wrong, by the field's name.</param>
public sealed record MenuForm(LocalDate Date, MealPeriod Period, int? Version, string ClosesAt, IReadOnlyList<MenuFormRow> Rows, IReadOnlyDictionary<string, string> Errors)
{
    public string Action => FormattableString.Invariant($"/counter/menu/{Date:uuuu-MM-dd}/{Words<MealPeriod>.Of(Period)}");

    public string? Error(string field) => Errors.GetValueOrDefault(field);
}

/// <summary>One dish of the form, as it was typed.</summary>
public sealed record MenuFormRow(string Id, string Name, string Price, string Capacity, string Allergens);
