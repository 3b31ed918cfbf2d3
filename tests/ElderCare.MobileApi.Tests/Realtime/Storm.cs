using ElderCare.Data;
using ElderCare.Data.Writing;

namespace ElderCare.MobileApi.Tests.Realtime;

/// <summary>
/// Many writers that tell events, some of them slow between telling and committing, some of them failing: on PostgreSQL the
/// slow ones are overtaken by others.
/// </summary>
internal sealed class Storm(TestCity city, int changes, IReadOnlyList<IReadOnlyList<string>> audiences, int seed)
{
    /// <summary>Changes between two cuts.</summary>
    public const int Between = 100;
    private const int Writers = 16;
    private readonly CityWriter _writer = city.Get<CityWriter>();
    private readonly bool _alone = city.Get<CityDatabase>().IsSqlite;
    private readonly SemaphoreSlim _permits = new(2 * Between);
    private readonly SemaphoreSlim _milestones = new(0);
    private readonly object _commits = new();
    private int _next;
    private int _committed;

    /// <summary>Slow changes that another one overtook.</summary>
    public int Overtaken { get; private set; }

    /// <summary>Cuts every client once per <see cref="Between"/> changes, at a moment when writers are at work; ends when all is written.</summary>
    public async Task Run(IReadOnlyList<ICutClient> clients)
    {
        var writers = Enumerable.Range(0, Writers).Select(number => Task.Run(() => Write(new Random(seed + number)))).ToList();
        for (var cut = 0; cut < changes / Between; cut++)
        {
            await _milestones.WaitAsync(Patience.Most);
            await Task.WhenAll(clients.Select(client => client.Cut()));
            _permits.Release(Between);
        }
        await Task.WhenAll(writers);
    }

    private async Task Write(Random dice)
    {
        while (Interlocked.Increment(ref _next) is var number && number <= changes)
        {
            Assert.True(await _permits.WaitAsync(Patience.Most), "no cut let the writers go on");
            if (dice.Next(100) == 0) await Assert.ThrowsAsync<InvalidOperationException>(() => Change(number, () => throw new InvalidOperationException()));
            var slow = dice.Next(_alone ? 400 : 100) == 0;
            var (others, wait) = (dice.Next(5, 100), dice.Next(20, 200));
            await Change(number, slow ? () => LetOthersPass(others, wait) : () => { });
            lock (_commits)
            {
                if (++_committed % Between == Between / 2) _milestones.Release();
                Monitor.PulseAll(_commits);
            }
        }
    }

    private Task Change(int number, Action beforeCommit) => _writer.Commit(number % 3 == 0 ? Lane.Emergency : Lane.Interactive, unit =>
    {
        unit.Tell("notice.published", $"change-{number}", new { number }, audiences[number % audiences.Count]);
        unit.Sql.Query("SELECT 1", row => row.GetInt32(0)); // sends what is queued: the number is taken
        beforeCommit();
    });

    private void LetOthersPass(int others, int milliseconds)
    {
        lock (_commits)
        {
            var enough = _committed + others;
            while (_committed < enough && Monitor.Wait(_commits, milliseconds)) { }
            if (_committed >= enough) Overtaken++;
        }
    }
}
