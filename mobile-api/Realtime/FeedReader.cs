using ElderCare.Data.Feed;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Errors;

namespace ElderCare.MobileApi.Realtime;

/// <summary>Reads a caller's events after a number: what a resume and a poll have in common.</summary>
internal sealed class FeedReader(EventFeed feed)
{
    public const int Most = 1_000;

    /// <summary>The caller's events after a number, oldest first, and the number up to which that is all when fewer than <see cref="Most"/>.</summary>
    /// <exception cref="RequestProblem">409 <c>events.expired</c> when older ones have been removed, or the number was never given.</exception>
    public (IReadOnlyList<EventRow> Rows, long Horizon) After(IReadOnlyList<string> audiences, long after)
    {
        var horizon = feed.Horizon();
        var rows = feed.For(audiences, after, horizon, Most);
        // Asked last: what is removed while it is read must not be missing silently.
        if (after > horizon || after < feed.PrunedThrough())
        {
            var reason = new Bilingual("离开太久了，请重新打开页面。", "That is too long ago, or no number of ours: take a new snapshot.");
            throw new RequestProblem(409, "events.expired", reason, new Dictionary<string, Bilingual> { ["after"] = reason });
        }
        return (rows, horizon);
    }
}
