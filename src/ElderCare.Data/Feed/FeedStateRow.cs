using NodaTime;

namespace ElderCare.Data.Feed;

/// <summary>What the feed must remember beside its events; one row.</summary>
public sealed class FeedStateRow
{
    /// <summary>Always 1.</summary>
    public required int Id { get; init; }

    /// <summary>Every event up to this number has been removed.</summary>
    public long PrunedThrough { get; set; }

    /// <summary>Added to numbers made from PostgreSQL's transaction ids, so that they go on rising in another cluster.</summary>
    public long Offset { get; set; }
}
