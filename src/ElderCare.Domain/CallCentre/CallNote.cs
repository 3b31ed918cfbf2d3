using NodaTime;

namespace ElderCare.Domain.CallCentre;

/// <summary>One line of a call's timeline; never changed.</summary>
public sealed class CallNote
{
    /// <summary>The kind of words that only who has the call and supervisors read.</summary>
    public const string Whisper = "whisper";

    /// <summary>UUID version 7.</summary>
    public required Guid Id { get; init; }

    /// <summary>Of which.</summary>
    public required Guid CallId { get; init; }

    /// <summary>When it was written.</summary>
    public required Instant At { get; init; }

    /// <summary>What happened, as one word such as <c>offered</c>, <c>claimed</c> or <c>noted</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The account that did it, or at which it rang; null for the exchange and the system.</summary>
    public Guid? By { get; init; }

    /// <summary>In words, up to 2,000 characters; null where the kind says it all.</summary>
    public string? Text { get; init; }

    /// <summary>The order, ticket or incident that came of the call; null where none is meant.</summary>
    public Guid? RefersTo { get; init; }
}
