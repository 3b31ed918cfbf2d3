using System.Text.Json;

namespace ElderCare.MobileApi.Tests.Realtime;

/// <summary>A client that polls the feed and passes <c>nextAfter</c> on.</summary>
internal sealed class PollFollower(HttpClient http, long from) : ICutClient
{
    private readonly CancellationTokenSource _end = new();
    private readonly Lock _gate = new();
    private CancellationTokenSource _line = new();

    public SeenEvents Seen { get; } = new();

    public async Task Follow()
    {
        var after = from;
        while (!_end.IsCancellationRequested)
        {
            CancellationTokenSource line;
            lock (_gate) line = _line;
            try
            {
                using var both = CancellationTokenSource.CreateLinkedTokenSource(line.Token, _end.Token);
                var page = JsonDocument.Parse(await http.GetStringAsync($"/api/events?after={after}&waitSeconds=5", both.Token)).RootElement;
                foreach (var one in page.Items()) Seen.Add(one.Fen("sequence"));
                after = page.Fen("nextAfter");
            }
            catch (OperationCanceledException)
            {
                // cut: ask again from where it was
            }
        }
    }

    public Task Cut()
    {
        lock (_gate)
        {
            _line.Cancel();
            _line = new();
        }
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        _end.Cancel();
        return ValueTask.CompletedTask;
    }
}
