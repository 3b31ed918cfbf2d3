namespace ElderCare.MobileApi.Setup;

/// <summary>
/// Brings the city up before anybody is served. When its database is not there, the program serves that it is not ready and
/// this goes on trying; whatever else is wrong ends the program.
/// </summary>
internal sealed class Preparation(Start start, Readiness readiness, IHostApplicationLifetime lifetime, ILogger<Preparation> log) : BackgroundService
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private int _tries;

    /// <summary>With what the program ends.</summary>
    public int ExitCode { get; private set; }

    /// <summary>How long to wait after so many tries.</summary>
    public static TimeSpan PauseAfter(int tries) => TimeSpan.FromSeconds(Math.Min(Math.Pow(2, tries - 1), LongestPause.TotalSeconds));

    /// <summary>Tries once; a database that is not there is tried again when the program runs.</summary>
    public async Task Try()
    {
        _tries++;
        try
        {
            await start.Run();
        }
        catch (Exception fault) when (DatabaseAway.IsMeantBy(fault))
        {
            log.LogWarning("The database is not there ({Fault}); try {Try}, the next one in {Pause}", fault.GetBaseException().Message, _tries, PauseAfter(_tries));
            return;
        }
        readiness.Open();
        if (_tries > 1) log.LogWarning("The database is there; the city is ready at try {Try}", _tries);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!readiness.IsPrepared)
            {
                await Task.Delay(PauseAfter(_tries), stoppingToken);
                await Try();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // the program stops
        }
        catch (Exception fault)
        {
            log.LogCritical(fault, "The city cannot be prepared: {Fault}", fault.Message);
            ExitCode = 1;
            lifetime.StopApplication();
        }
    }
}
