using NodaTime;

namespace ElderCare.Data.Feed;

/// <summary>One address of one event: what a resume reads.</summary>
public sealed class EventAddressRow
{
    /// <summary>To whom, such as <c>canteen:ID</c>.</summary>
    public required string Audience { get; init; }

    /// <summary>Which event.</summary>
    public required long Sequence { get; init; }
}
