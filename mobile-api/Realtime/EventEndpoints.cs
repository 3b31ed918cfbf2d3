using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;

namespace ElderCare.MobileApi.Realtime;

internal static class EventEndpoints
{
    private const int LongestWaitSeconds = 25;

    public static void MapEvents(this IEndpointRouteBuilder api) =>
        api.MapGet("/events", Poll).For().WithName("PollEvents").WithTags("Events")
            .WithSummary("The caller's events after a number; waits up to 25 seconds for the first one")
            .Produces<EventPage>().ProducesProblem(409);

    private static async Task<EventPage> Poll(
        Caller caller, FeedReader reader, FeedPump pump, Callers callers, AccountDirectory directory, long? after, int? waitSeconds, CancellationToken ct)
    {
        new FieldErrors()
            .Require(after is >= 0, "after", "要一个不小于 0 的数。", "It must be a number not below 0.")
            .Require(waitSeconds is null or (>= 0 and <= LongestWaitSeconds), "waitSeconds", "0 到 25。", "It must be 0 to 25.")
            .ThrowIfAny();
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var session = new FeedSession(caller, callers, directory, _ => { arrived.TrySetResult(); return Task.CompletedTask; }, () => arrived.TrySetResult());
        pump.Add(session);
        try
        {
            pump.GoLiveNow(session); // before the read: what comes during it ends the wait
            var page = Read(reader, session, after!.Value);
            if (page.Items.Count > 0 || waitSeconds is null or 0) return page;
            await Task.WhenAny(arrived.Task, Task.Delay(TimeSpan.FromSeconds(waitSeconds.Value), ct));
            return Read(reader, session, after.Value);
        }
        finally
        {
            pump.Remove(session);
        }
    }

    private static EventPage Read(FeedReader reader, FeedSession session, long after)
    {
        var (rows, horizon) = reader.After(session.CurrentAudiences(), after);
        return new([.. rows.Select(Envelope.Of)], rows.Count == FeedReader.Most ? rows[^1].Sequence : horizon);
    }
}

/// <summary>Events of a poll.</summary>
/// <param name="Items">Oldest first.</param>
/// <param name="NextAfter">What to send as <c>after</c> next time.</param>
internal sealed record EventPage(IReadOnlyList<Envelope> Items, long NextAfter);
