using NodaTime;

namespace ElderCare.Domain.Shared;

/// <summary>The operational clock of every city served: UTC+8 all year, so that a business day rolls at 00:00 Beijing time.</summary>
public static class CityClock
{
    /// <summary>UTC+8. The tz database's Asia/Shanghai is not used: it had summer time until 1991.</summary>
    public static readonly Offset Offset = Offset.FromHours(8);

    /// <summary>The city's date at an instant.</summary>
    public static LocalDate DateOf(Instant at) => at.WithOffset(Offset).Date;

    /// <summary>What the city's clock shows at an instant.</summary>
    public static LocalDateTime LocalOf(Instant at) => at.WithOffset(Offset).LocalDateTime;

    /// <summary>The instant at which a day is over; of the last day that a calendar has the last instant of all.</summary>
    public static Instant EndOf(LocalDate day) => day == LocalDate.MaxIsoValue ? Instant.MaxValue : At(day.PlusDays(1), LocalTime.Midnight);

    /// <summary>The instant at which the city's clock shows a date and time.</summary>
    public static Instant At(LocalDate date, LocalTime time) => (date + time).WithOffset(Offset).ToInstant();
}
