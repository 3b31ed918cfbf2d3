using ElderCare.Data.People;
using ElderCare.Data.Writing;
using ElderCare.MobileApi.Timers;
using NodaTime;

namespace ElderCare.MobileApi.People.Import;

/// <summary>Removes what an import has staged whose program died or gave up.</summary>
internal sealed class SeniorImportLapse(SeniorImports imports) : ITimerHandler
{
    /// <summary>About a second's work: other timers wait.</summary>
    private const int MostUnits = 80;

    public string Kind => SeniorImports.TimerKind;

    public Task<Instant?> Run(TimerRow timer, CancellationToken ct) => imports.LookAfter(Guid.Parse(timer.Subject), MostUnits, ct);
}
