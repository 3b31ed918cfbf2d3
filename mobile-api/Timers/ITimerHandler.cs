using ElderCare.Data.Writing;

namespace ElderCare.MobileApi.Timers;

/// <summary>Does what a kind of timer is for. It may be run again after a crash, so doing it twice must be as doing it once.</summary>
internal interface ITimerHandler
{
    /// <summary>The kind of timer that it runs.</summary>
    string Kind { get; }

    /// <summary>Runs one timer; answers when it is due again, or null when it is done.</summary>
    Task<NodaTime.Instant?> Run(TimerRow timer, CancellationToken ct);
}
