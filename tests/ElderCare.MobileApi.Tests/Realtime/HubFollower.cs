using System.Net.WebSockets;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace ElderCare.MobileApi.Tests.Realtime;

/// <summary>A client of the hub as the contract describes it: after each connect it resumes until empty, then listens.</summary>
/// <param name="address">The hub with its query.</param>
/// <param name="token">Who it is.</param>
/// <param name="from">The number that it had before connecting.</param>
/// <param name="messagePack">MessagePack instead of JSON.</param>
/// <param name="reconnects">Whether the library reconnects by itself; else a new connection is made.</param>
/// <param name="dropsSeen">Whether it drops numbers that it has seen: needed without <c>resume=true</c>.</param>
internal sealed class HubFollower(string address, string token, long from, bool messagePack = false, bool reconnects = false, bool dropsSeen = false) : ICutClient
{
    private readonly Lock _gate = new();
    private readonly HashSet<long> _known = [];
    private readonly SortedSet<long> _early = [];
    private readonly CancellationTokenSource _end = new();
    private TaskCompletionSource<WebSocket> _line = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _complete = from; // all up to here has come
    private long _resumed = from; // all up to here has come by resuming
    private bool _caughtUp;
    private int _connection;

    public SeenEvents Seen { get; } = new();

    public bool DropsSeen => dropsSeen;

    public async Task Follow()
    {
        while (!_end.IsCancellationRequested)
        {
            var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using var hub = Build();
            hub.On<EventSeen>("event", TakePush);
            hub.Reconnecting += _ => { lock (_gate) _caughtUp = false; return Task.CompletedTask; };
            hub.Reconnected += _ => CatchUp(hub, Begin());
            hub.Closed += _ => { closed.TrySetResult(); return Task.CompletedTask; };
            var connection = Begin();
            try
            {
                await hub.StartAsync(_end.Token);
                await CatchUp(hub, connection);
                await closed.Task.WaitAsync(_end.Token);
            }
            catch (Exception cut) when (cut is not Xunit.Sdk.XunitException)
            {
                // the line was cut while it connected, or the test is over
            }
        }
    }

    public async Task Cut()
    {
        var line = await _line.Task.WaitAsync(Patience.Most);
        lock (_gate)
        {
            _line = new(TaskCreationOptions.RunContinuationsAsynchronously);
            if (!reconnects) _connection++; // what the old one still hands out has not come
        }
        line.Abort();
    }

    public ValueTask DisposeAsync()
    {
        _end.Cancel();
        return ValueTask.CompletedTask;
    }

    private HubConnection Build()
    {
        var builder = new HubConnectionBuilder().WithUrl(address, http =>
        {
            http.AccessTokenProvider = () => Task.FromResult<string?>(token);
            http.WebSocketFactory = async (context, ct) =>
            {
                var socket = new ClientWebSocket();
                await socket.ConnectAsync(new UriBuilder(context.Uri) { Query = $"{context.Uri.Query.TrimStart('?')}&access_token={token}" }.Uri, ct);
                lock (_gate) _line.TrySetResult(socket);
                return socket;
            };
        });
        if (reconnects) builder.WithAutomaticReconnect(new AtOnce());
        if (messagePack) builder.AddMessagePackProtocol();
        return builder.Build();
    }

    private int Begin()
    {
        lock (_gate)
        {
            _caughtUp = false;
            return ++_connection;
        }
    }

    private async Task CatchUp(HubConnection hub, int connection)
    {
        try
        {
            while (true)
            {
                long after;
                lock (_gate) after = _complete;
                var page = await hub.InvokeAsync<List<EventSeen>>("Resume", after, _end.Token);
                if (!TakePage(page, connection) || page.Count == 0) return;
            }
        }
        catch (Exception cut) when (cut is not HubException)
        {
            // cut while it resumed: the next connection begins where this one was
        }
    }

    private bool TakePage(List<EventSeen> page, int connection)
    {
        lock (_gate)
        {
            if (connection != _connection) return false;
            foreach (var one in page) Add(one.Sequence);
            if (page.Count > 0) _complete = page[^1].Sequence;
            else if (_known.Count > 0) _complete = Math.Max(_complete, _known.Max());
            _caughtUp = page.Count == 0;
            if (_caughtUp) _resumed = _complete;
            if (_caughtUp) TakeEarly();
            return true;
        }
    }

    private void TakePush(EventSeen one)
    {
        lock (_gate)
        {
            if (reconnects && !_caughtUp)
            {
                _early.Add(one.Sequence);
                return;
            }
            if (reconnects && one.Sequence <= _resumed) return; // the library still hands out what the line of before had brought
            Add(one.Sequence);
            // With resume=true a push says that all before it has come; without, only once the resume was empty.
            if (_caughtUp || !dropsSeen) _complete = Math.Max(_complete, one.Sequence);
        }
    }

    /// <summary>
    /// The library hands out pushes of the lost connection while it already reconnects, and does not say which connection one came
    /// by: what the resume has brought is of the old one, what lies behind it of the new one.
    /// </summary>
    private void TakeEarly()
    {
        foreach (var sequence in _early.Where(sequence => sequence > _complete))
        {
            Add(sequence);
            _complete = sequence;
        }
        _early.Clear();
    }

    private void Add(long sequence)
    {
        if (_known.Add(sequence) || !dropsSeen) Seen.Add(sequence);
    }

    private sealed class AtOnce : IRetryPolicy
    {
        public TimeSpan? NextRetryDelay(RetryContext retryContext) => TimeSpan.Zero;
    }
}
