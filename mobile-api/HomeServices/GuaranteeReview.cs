using ElderCare.Data.Writing;
using ElderCare.Domain.HomeServices;
using ElderCare.Domain.Shared;
using ElderCare.Domain.Tasks;
using ElderCare.MobileApi.Tasks;
using ElderCare.MobileApi.Timers;
using NodaTime;

namespace ElderCare.MobileApi.HomeServices;

/// <summary>Each month: a district that served too few of the minutes of the month before is called in (约谈整改), as work that somebody must see to.</summary>
internal sealed class GuaranteeReview(CityWriter writer, CityFacts facts, GuaranteeFigures figures, IClock clock) : ITimerHandler
{
    /// <inheritdoc cref="ITimerHandler.Kind"/>
    public const string TimerKind = "guarantee.review";
    private static readonly LocalTime Morning = new(6, 30);

    public string Kind => TimerKind;

    public async Task<Instant?> Run(TimerRow timer, CancellationToken ct)
    {
        var month = CityClock.DateOf(clock.GetCurrentInstant()).With(DateAdjusters.StartOfMonth);
        var before = month.PlusMonths(-1);
        var rates = await figures.Of(before, month.PlusDays(-1), facts.AllDivisions, ct);
        foreach (var line in rates.Districts.Where(line => line.State == GuaranteeState.CalledIn && line.RateBasisPoints is not null)) await writer.Commit(Lane.Bulk, unit => RaiseOnce(unit, before, line), ct);
        return CityClock.At(month.PlusMonths(1), Morning);
    }

    private void RaiseOnce(CityUnit unit, LocalDate month, GuaranteeLine line)
    {
        var subject = $"guarantee:{line.Of}:{month.Year:D4}-{month.Month:D2}";
        if (unit.Db.Tasks.Any(task => task.DivisionCode == line.Of && task.Kind == TaskKind.Rectification && task.SubjectId == subject)) return;
        var percent = line.RateBasisPoints!.Value / 100;
        unit.Raise(TaskKind.Rectification, line.Of, subject, null, $"上门服务保障率只有 {percent}%，请约谈并限期整改。", $"The guarantee rate of home visits is {percent} %: call in and have it put right.", facts);
    }
}
