using NodaTime;

namespace ElderCare.Data.People;

/// <summary>An import of people from a file. What it brings is hidden until it is published; one at a time is open in the whole city.</summary>
public sealed class SeniorImportRow
{
    /// <summary>The value of <see cref="OpenSlot"/> while an import is open.</summary>
    public const int Open = 1;

    /// <summary>UUID version 7.</summary>
    public required Guid Id { get; init; }

    /// <summary>The account that sent the file.</summary>
    public required Guid StartedBy { get; init; }

    /// <summary>When its first row was kept.</summary>
    public required Instant StartedAt { get; init; }

    /// <summary>Whoever works at it renews this; when it has passed, the import is taken for dead and what it has brought is removed.</summary>
    public required Instant LeasedUntil { get; set; }

    /// <summary>When it was shown as a whole; null while it is open.</summary>
    public Instant? PublishedAt { get; set; }

    /// <summary>1 while it is open, and unique: there is no second one.</summary>
    public int? OpenSlot { get; set; }

    /// <summary>Counts up when the import is taken from a program that is dead or slow: that one can keep nothing any more.</summary>
    public int Version { get; set; }
}
