using System.Net;
using ElderCare.MobileApi.Setup;

namespace ElderCare.MobileApi.Emergency.Listening;

/// <summary>One port on which devices are listened to. A port that is taken is tried again; until then the program is not ready.</summary>
internal abstract class Listener(string name, IPEndPoint? at, ListenerHealth health, Readiness readiness, ILogger log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>Where it listens; null when it is switched off.</summary>
    protected IPEndPoint? At => at;

    /// <summary>Listens until it is stopped or a fault ends it; calls <paramref name="listens"/> once it does.</summary>
    protected abstract Task Listen(IPEndPoint at, Action listens, CancellationToken stopping);

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        if (at is not null) health.Set(name, false);
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (at is null) return;
        try
        {
            await readiness.Prepared.WaitAsync(stoppingToken);
            while (!stoppingToken.IsCancellationRequested)
            {
                try
                {
                    await Listen(at, () => health.Set(name, true), stoppingToken);
                }
                catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
                {
                    health.Set(name, false);
                    log.LogError(fault, "{Listener} does not listen at {Address}; it is tried again", name, at);
                    await Task.Delay(Pause, stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // the program stops
        }
    }
}
