using NodaTime;

namespace ElderCare.Domain.HomeServices;

/// <summary>A visit that a plan asks for each week.</summary>
/// <param name="Weekday">1 is Monday, 7 is Sunday.</param>
/// <param name="At">When it begins, by the city's clock, to the minute.</param>
/// <param name="ServiceItemId">What is done.</param>
/// <param name="Minutes">How long it takes.</param>
public sealed record PlanSlot(int Weekday, LocalTime At, Guid ServiceItemId, int Minutes)
{
    private const int MinutesOfWeek = NodaConstants.DaysPerWeek * NodaConstants.MinutesPerDay;

    private int MinuteOfWeek => (Weekday - 1) * NodaConstants.MinutesPerDay + MinuteOf(At);

    /// <summary>The minute of the day that a clock shows.</summary>
    public static int MinuteOf(LocalTime time) => time.Hour * NodaConstants.MinutesPerHour + time.Minute;

    /// <summary>Whether two of some slots have a minute in common, also past midnight and from Sunday into Monday.</summary>
    public static bool AnyOverlap(IReadOnlyList<PlanSlot> slots) =>
        slots.Select((slot, i) => slots.Skip(i + 1).Any(other => slot.Overlaps(other))).Any(overlaps => overlaps);

    private bool Overlaps(PlanSlot other)
    {
        var later = (other.MinuteOfWeek - MinuteOfWeek + MinutesOfWeek) % MinutesOfWeek;
        return later < Minutes || MinutesOfWeek - later < other.Minutes;
    }
}
