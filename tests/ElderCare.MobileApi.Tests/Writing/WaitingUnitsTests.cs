using ElderCare.Data.Writing;

namespace ElderCare.MobileApi.Tests.Writing;

/// <summary>Bulk work is held while the log is too long; nobody else waits for that.</summary>
public sealed class WaitingUnitsTests
{
    private readonly WaitingUnits _waiting = new();
    private readonly WaitingUnit<int> _bulk = new(_ => 1);
    private volatile bool _held = true;

    public WaitingUnitsTests()
    {
        _waiting.HoldBulkWhile(() => _held);
        _waiting.TryAdd(Lane.Bulk, _bulk);
    }

    [Fact]
    public void OthersGoOn()
    {
        var (interactive, urgent) = (new WaitingUnit<int>(_ => 2), new WaitingUnit<int>(_ => 3));
        _waiting.TryAdd(Lane.Interactive, interactive);
        _waiting.TryAdd(Lane.Emergency, urgent);
        Assert.Same(urgent, _waiting.Take());
        Assert.Same(interactive, _waiting.Take());
        Assert.False(_waiting.TakeInto([], 8));
    }

    [Fact]
    public void AGroupGrowsForEmergenciesOnly()
    {
        var units = Enumerable.Range(0, 4).Select(_ => new WaitingUnit<int>(_ => 1)).ToList();
        foreach (var (unit, lane) in units.Zip([Lane.Interactive, Lane.Interactive, Lane.Emergency, Lane.Emergency])) _waiting.TryAdd(lane, unit);
        var begun = new List<WaitingUnit>();
        while (_waiting.TakeInto(begun, most: 1, mostUrgent: 3)) { }
        Assert.Equal([units[2], units[3]], begun);
    }

    [Fact]
    public async Task ItGoesOnWhenTheHoldEnds()
    {
        var taken = Task.Run(_waiting.Take);
        _held = false;
        _waiting.LookAgain();
        Assert.Same(_bulk, await taken.WaitAsync(Patience.Most));
    }

    [Fact]
    public void AClosedCityFinishesIt()
    {
        _waiting.Close();
        Assert.Same(_bulk, _waiting.Take());
        Assert.Null(_waiting.Take());
    }
}
