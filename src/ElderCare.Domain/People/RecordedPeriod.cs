using NodaTime;

namespace ElderCare.Domain.People;

/// <summary>
/// A fact of a person with the days on which it holds and the time in which the city believed so. What was once recorded is
/// never edited: who learns better supersedes it by another record, so that it can be said what was known when.
/// </summary>
public abstract class RecordedPeriod
{
    /// <summary>When something was learnt that stood in the person's record before changes were recorded.</summary>
    public static readonly Instant FromTheBeginning = Instant.FromUnixTimeTicks(0);

    /// <summary>UUID version 7.</summary>
    public required Guid Id { get; init; }

    /// <summary>Whose fact.</summary>
    public required Guid SeniorId { get; init; }

    /// <summary>First day, counted in.</summary>
    public required LocalDate ValidFrom { get; init; }

    /// <summary>First day after the last, not counted; null while it lasts.</summary>
    public LocalDate? ValidTo { get; init; }

    /// <summary>When it was learnt.</summary>
    public required Instant RecordedAt { get; init; }

    /// <summary>Since when it is no longer believed; null while it is.</summary>
    public Instant? SupersededAt { get; private set; }

    /// <summary>Where it was learnt from, such as a notice or the police's data; no name and no number of a person.</summary>
    public string? Source { get; init; }

    /// <summary>Whether the city believed it at an instant.</summary>
    public bool IsKnownAt(Instant at) => RecordedAt <= at && (SupersededAt is not { } until || at < until);

    /// <summary>Whether it is believed now.</summary>
    public bool IsCurrent => SupersededAt is null;

    /// <summary>Whether it holds on a date, if it is believed.</summary>
    public bool HoldsOn(LocalDate date) => ValidFrom <= date && (ValidTo is not { } to || date < to);

    /// <summary>Whether it shares a day with other days.</summary>
    public bool Overlaps(LocalDate from, LocalDate? to) => (to is not { } end || ValidFrom < end) && (ValidTo is not { } mine || from < mine);

    /// <summary>It is believed no longer.</summary>
    public void Supersede(Instant now) => SupersededAt ??= now;
}
