using NodaTime;

namespace ElderCare.Domain.People;

/// <summary>That staff saw or heard a person alive and made sure who it was. Never changed.</summary>
public sealed class LifeCheck
{
    /// <summary>UUID version 7.</summary>
    public required Guid Id { get; init; }

    /// <summary>Who was seen.</summary>
    public required Guid SeniorId { get; init; }

    /// <summary>On which day.</summary>
    public required LocalDate SeenOn { get; init; }

    /// <summary>How.</summary>
    public required ContactWay Way { get; init; }

    /// <summary>The account that says so.</summary>
    public required Guid RecordedBy { get; init; }

    /// <summary>When it was written down.</summary>
    public required Instant RecordedAt { get; init; }
}
