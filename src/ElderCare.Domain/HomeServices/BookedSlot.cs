using NodaTime;

namespace ElderCare.Domain.HomeServices;

/// <summary>
/// Five minutes of somebody, taken by a visit: of who is visited and of who comes. The key allows each once, so that no two visits
/// of one person overlap whoever books, accepts or assigns at the same moment.
/// </summary>
public sealed class BookedSlot
{
    private const long SlotTicks = 5 * NodaConstants.TicksPerMinute;

    /// <summary>The senior or the caregiver.</summary>
    public required Guid PersonId { get; init; }

    /// <summary>Counts five minutes since 1970.</summary>
    public required long Slot { get; init; }

    /// <summary>The visit.</summary>
    public required Guid OrderId { get; init; }

    /// <summary>The slots that a visit takes of a person: every one that it touches.</summary>
    public static IEnumerable<BookedSlot> Of(ServiceOrder order, Guid person)
    {
        var first = order.StartsAt.ToUnixTimeTicks() / SlotTicks;
        var last = (order.EndsAt.ToUnixTimeTicks() - 1) / SlotTicks;
        for (var slot = first; slot <= last; slot++) yield return new() { PersonId = person, Slot = slot, OrderId = order.Id };
    }
}
