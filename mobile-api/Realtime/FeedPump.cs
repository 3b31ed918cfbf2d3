using ElderCare.Data;
using ElderCare.Data.Feed;
using ElderCare.Data.HomeServices;
using ElderCare.Data.Writing;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Funding;
using ElderCare.MobileApi.HomeServices;
using ElderCare.MobileApi.Setup;

namespace ElderCare.MobileApi.Realtime;

/// <summary>Follows the feed and hands each event to those who listen for it, in the order of the numbers.</summary>
internal sealed class FeedPump(EventFeed feed, CityWriter writer, CityDatabase database, AccountDirectory directory, CityFacts facts, FundFacts funds, CaregiverRoster caregivers, TakenVisits visits, Readiness readiness, ILogger<FeedPump> log) : BackgroundService
{
    private const int Page = 1_000;

    /// <summary>How soon commits of other nodes, and events held back by a transaction of another, are looked for.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(50);
    private readonly Dictionary<string, HashSet<FeedSession>> _listeners = [];
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _wake = new(0);
    private long _position;

    /// <summary>Raised for each event that is addressed to the nodes of the city themselves.</summary>
    public event Action<EventRow>? HeardByTheCity;

    /// <summary>Every event up to this number has been handed out.</summary>
    public long Position
    {
        get { lock (_gate) return _position; }
    }

    /// <summary>Listens; the session receives nothing until it goes live.</summary>
    public void Add(FeedSession session)
    {
        lock (_gate)
        {
            foreach (var audience in session.Audiences)
            {
                if (!_listeners.TryGetValue(audience, out var sessions)) _listeners[audience] = sessions = [];
                sessions.Add(session);
            }
        }
    }

    public void Remove(FeedSession session)
    {
        lock (_gate)
        {
            foreach (var audience in session.Audiences)
            {
                if (_listeners.TryGetValue(audience, out var sessions) && sessions.Remove(session) && sessions.Count == 0) _listeners.Remove(audience);
            }
        }
    }

    /// <summary>Lets a session receive from here on.</summary>
    public void GoLiveNow(FeedSession session)
    {
        lock (_gate) session.GoLive(_position);
    }

    /// <summary>
    /// Lets a session receive what comes after a horizon up to which it has read all, once it has been released; false when the
    /// pump is already further.
    /// </summary>
    public bool TryGoLiveAfterAnswer(FeedSession session, long horizon)
    {
        lock (_gate)
        {
            if (_position > horizon) return false;
            session.GoLive(horizon, held: true);
            return true;
        }
    }

    /// <summary>Takes its place in the feed before anybody can connect.</summary>
    public void TakePlace()
    {
        lock (_gate) _position = feed.Horizon();
        writer.Committed += Wake;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await readiness.Prepared.WaitAsync(stoppingToken);
            while (!stoppingToken.IsCancellationRequested)
            {
                await _wake.WaitAsync(database.IsSqlite ? TimeSpan.FromSeconds(1) : LookAgain, stoppingToken);
                while (_wake.Wait(0)) { }
                try
                {
                    HandOut();
                }
                catch (Exception fault)
                {
                    log.LogWarning(fault, "The feed could not be read; it is tried again");
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // the program stops
        }
        finally
        {
            writer.Committed -= Wake;
        }
    }

    private void Renew(Guid account)
    {
        directory.Forget(account);
        if (!_listeners.TryGetValue(Audiences.Account(account), out var sessions)) return;
        foreach (var session in sessions.ToList())
        {
            var now = session.AudiencesNow(); // asked before anything is changed: a read that fails is done again with the same event
            Remove(session);
            if (session.Renew(now)) Add(session);
        }
    }

    private void Wake()
    {
        if (_wake.CurrentCount == 0) _wake.Release();
    }

    private void HandOut()
    {
        var horizon = feed.Horizon();
        IReadOnlyList<EventRow> rows;
        do
        {
            if (Position >= horizon) return;
            rows = feed.Tail(Position, horizon, Page);
            lock (_gate)
            {
                foreach (var row in rows)
                {
                    if (row.Type == AccountDirectory.Changed) Renew(Guid.Parse(row.SubjectId)); // before what is sent after it
                    if (row.Type == CityFacts.RulesChanged) facts.ReloadRules();
                    if (row.Type == FundFacts.Changed) funds.Reload();
                    if (row.Type == CaregiverRoster.Changed) caregivers.Doubt(Guid.Parse(row.SubjectId));
                    if (row.Type == ServiceTelling.Changed) visits.Doubt(Guid.Parse(row.SubjectId));
                    if (row.Audiences == Audiences.Nodes) HeardByTheCity?.Invoke(row);
                    foreach (var audience in row.Audiences.Split(' '))
                    {
                        if (!_listeners.TryGetValue(audience, out var sessions)) continue;
                        foreach (var session in sessions) session.Offer(row);
                    }
                    _position = row.Sequence;
                }
                if (rows.Count < Page) _position = horizon;
            }
        }
        while (rows.Count == Page);
    }
}
