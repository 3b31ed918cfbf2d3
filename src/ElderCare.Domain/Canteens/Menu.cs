using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.Domain.Canteens;

/// <summary>What a canteen offers on one date for one meal, and until when it takes orders.</summary>
public sealed class Menu
{
    /// <summary>UUID version 7.</summary>
    public required Guid Id { get; init; }

    /// <summary>Whose menu.</summary>
    public required Guid CanteenId { get; init; }

    /// <summary>The date on which it is served.</summary>
    public required LocalDate ServedOn { get; init; }

    /// <summary>The meal of that day.</summary>
    public required MealPeriod Period { get; init; }

    /// <summary>From this instant on orders are neither taken, changed nor cancelled.</summary>
    public required Instant OrdersCloseAt { get; set; }

    /// <summary>From this instant on nobody comes any more: what was not collected was missed.</summary>
    public required Instant ServedUntil { get; init; }

    /// <summary>Counts up at every PUT; what its ETag shows.</summary>
    public int Version { get; set; }
}
