using NodaTime;

namespace ElderCare.Domain.People;

/// <summary>A member of staff stands for it that somebody without card, number and phone is who they say. A day's number of them is bounded.</summary>
public sealed class Vouch
{
    /// <summary>The account of the member of staff.</summary>
    public required Guid StaffId { get; init; }

    /// <summary>The city's day.</summary>
    public required LocalDate On { get; init; }

    /// <summary>Which of the day's vouches it is, from 1 to the cap.</summary>
    public required int Number { get; init; }

    /// <summary>For whom.</summary>
    public required Guid SeniorId { get; init; }

    /// <summary>SHA-256 of the photo that was taken, in hex.</summary>
    public required string PhotoSha256 { get; init; }

    /// <summary>When.</summary>
    public required Instant At { get; init; }
}
