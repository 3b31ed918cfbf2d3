namespace ElderCare.MobileApi.Setup;

/// <summary>Whether the city has been prepared and the program is not stopping. What works in the background waits for it.</summary>
internal sealed class Readiness
{
    private readonly TaskCompletionSource _prepared = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _stops;

    /// <summary>Ends when the city has been prepared.</summary>
    public Task Prepared => _prepared.Task;

    public bool IsPrepared => _prepared.Task.IsCompleted;

    public bool IsReady => IsPrepared && !_stops;

    public void Open() => _prepared.TrySetResult();

    public void Stop() => _stops = true;
}
