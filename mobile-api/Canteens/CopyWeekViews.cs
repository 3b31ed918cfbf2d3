using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.MobileApi.Canteens;

/// <summary>Which week is to be like which.</summary>
/// <param name="From">The Monday of the week that is copied.</param>
/// <param name="To">The Monday of the week that gets its menus.</param>
internal sealed record CopyWeekRequest(LocalDate? From, LocalDate? To);

/// <summary>What came of it.</summary>
internal sealed record CopiedWeekView(IReadOnlyList<CopiedMenu> Created, IReadOnlyList<LeftOutMenu> LeftOut);

/// <summary>A menu that was made.</summary>
internal sealed record CopiedMenu(LocalDate Date, MealPeriod Period);

/// <summary>A menu that was not made.</summary>
internal sealed record LeftOutMenu(LocalDate Date, MealPeriod Period, LeftOutWhy Reason);

/// <summary>Why a menu was not made.</summary>
internal enum LeftOutWhy
{
    /// <summary>There is one; it stays as it is.</summary>
    Exists,

    /// <summary>Its orders would be closed already.</summary>
    Past,

    /// <summary>The canteen does not serve that meal.</summary>
    NotServed,
}
