using ElderCare.Data.Feed;
using ElderCare.MobileApi.Access;
using NodaTime;

namespace ElderCare.MobileApi.Realtime;

/// <summary>One listener of the feed: a hub connection, or a poll that waits. Its events leave one after the other, in order.</summary>
internal sealed class FeedSession
{
    private readonly Func<EventRow, Task> _send;
    private readonly Action _end;
    private readonly Queue<EventRow> _outgoing = new();
    private readonly Lock _gate = new();
    private readonly Callers _callers;
    private readonly AccountDirectory _directory;
    private readonly Guid _accountId;
    private readonly int _tokenVersion;
    private readonly Guid? _signIn;
    private HashSet<string> _audiences = [];
    private int _seenVersion = -1;
    private Instant _lookAgainAt;
    private bool _sending;
    private bool _live;
    private bool _held;
    private long _position;
    private TaskCompletionSource? _quiet;

    public FeedSession(Caller caller, Callers callers, AccountDirectory directory, Func<EventRow, Task> send, Action end)
    {
        _callers = callers;
        _directory = directory;
        _accountId = caller.AccountId;
        _tokenVersion = caller.Account.TokenVersion;
        _signIn = caller.SignIn;
        _send = send;
        _end = end;
        Audiences = Realtime.Audiences.Of(caller);
    }

    /// <summary>What it was registered for; a change of rights narrows it at the latest when an event is sent.</summary>
    public IReadOnlyList<string> Audiences { get; private set; }

    /// <summary>The audiences that the account has after a change of it, which may have been made on another node.</summary>
    public IReadOnlyList<string> AudiencesNow()
    {
        if (_signIn is { } signIn) _callers.ForgetSignIn(signIn); // it may have been ended on another node
        return CurrentAudiences();
    }

    /// <summary>Takes other audiences, to be registered for them; who may no longer listen is ended, and false.</summary>
    public bool Renew(IReadOnlyList<string> now)
    {
        if (now.Count > 0) Audiences = now;
        else _end();
        return now.Count > 0;
    }

    /// <summary>The audiences that the account has now; empty when it may no longer listen.</summary>
    public IReadOnlyList<string> CurrentAudiences() => _callers.Find(_accountId, _tokenVersion, _signIn) is { } caller ? Realtime.Audiences.Of(caller) : [];

    /// <summary>Begins to receive what comes after a number; when held, nothing leaves before <see cref="Release"/>.</summary>
    public void GoLive(long after, bool held = false)
    {
        lock (_gate)
        {
            _position = after;
            _live = true;
            _held = held;
        }
    }

    /// <summary>Sends what came while it was held, and from now on what comes.</summary>
    public void Release()
    {
        lock (_gate)
        {
            _held = false;
            if (_sending || _outgoing.Count == 0) return;
            _sending = true;
        }
        _ = Task.Run(SendAll);
    }

    /// <summary>
    /// Stops receiving until <see cref="GoLive"/>: what waits is forgotten, because a resume will read it, and the task ends
    /// when the event that is on its way has left.
    /// </summary>
    public Task Hold()
    {
        lock (_gate)
        {
            _live = false;
            _outgoing.Clear();
            if (!_sending) return Task.CompletedTask;
            _quiet ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            return _quiet.Task;
        }
    }

    /// <summary>Hands over an event; it is sent when the earlier ones are.</summary>
    public void Offer(EventRow row)
    {
        lock (_gate)
        {
            if (!_live || row.Sequence <= _position) return;
            _position = row.Sequence;
            _outgoing.Enqueue(row);
            if (_sending || _held) return;
            _sending = true;
        }
        _ = Task.Run(SendAll);
    }

    /// <summary>Whether the account may still see the event, asked when it is sent.</summary>
    public bool MaySee(EventRow row)
    {
        var version = _directory.Version;
        if (version != _seenVersion || _callers.Now >= _lookAgainAt)
        {
            Look();
            _seenVersion = version;
            if (_audiences.Count == 0) _end();
        }
        return row.Audiences.Split(' ').Any(_audiences.Contains);
    }

    private void Look()
    {
        var caller = _callers.Find(_accountId, _tokenVersion, _signIn);
        _audiences = caller is null ? [] : [.. Realtime.Audiences.Of(caller)];
        _lookAgainAt = caller?.Links.Where(link => link.ValidTo > caller.Now).Min(link => link.ValidTo) ?? Instant.MaxValue;
    }

    private async Task SendAll()
    {
        while (true)
        {
            EventRow? row;
            lock (_gate)
            {
                if (!_outgoing.TryDequeue(out row))
                {
                    _sending = false;
                    _quiet?.TrySetResult();
                    _quiet = null;
                    return;
                }
            }
            try
            {
                if (MaySee(row)) await _send(row);
            }
            catch (Exception)
            {
                _ = Hold();
                _end(); // a connection that cannot be written to is over; its client resumes on the next one
            }
        }
    }
}
