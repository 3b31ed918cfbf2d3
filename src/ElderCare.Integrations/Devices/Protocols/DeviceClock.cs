using NodaTime;

namespace ElderCare.Integrations.Devices.Protocols;

/// <summary>What the clock of a device is good for.</summary>
public static class DeviceClock
{
    /// <summary>How long a report without a useful time is the same report when its count is the same.</summary>
    public static readonly Duration Unclocked = Duration.FromMinutes(10);

    private static readonly Duration MostBehind = Duration.FromDays(30);
    private static readonly Duration MostAhead = Duration.FromDays(1);

    /// <summary>
    /// For how long reports of one count and one device time are the same. A device without battery for its clock begins at the
    /// same date and the same count after every restart, so that only a time near ours tells two presses apart for ever.
    /// </summary>
    /// <returns>Null for ever.</returns>
    public static Duration? SameWithin(Instant? occurredAt, Instant now) => Tells(occurredAt, now) ? null : Unclocked;

    /// <summary>Whether a device's time is near ours, so that it tells two presses apart.</summary>
    /// <param name="occurredAt">The time.</param>
    /// <param name="now">Ours.</param>
    /// <param name="mostBehind">How late a report with a right time may be; 30 days when absent.</param>
    public static bool Tells(Instant? occurredAt, Instant now, Duration? mostBehind = null) => occurredAt is { } time && now - time <= (mostBehind ?? MostBehind) && time - now <= MostAhead;

    /// <summary>A date and time as devices write it, in UTC.</summary>
    /// <returns>Null for one that is in no calendar.</returns>
    public static Instant? Read(int yearOfCentury, int month, int day, int hour, int minute, int second)
    {
        if (yearOfCentury is < 0 or > 99 || month is < 1 or > 12 || hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 59) return null;
        var year = 2000 + yearOfCentury;
        if (day < 1 || day > CalendarSystem.Iso.GetDaysInMonth(year, month)) return null;
        return Instant.FromUtc(year, month, day, hour, minute, second);
    }
}
