using ElderCare.Data.Writing;
using ElderCare.MobileApi.Meals;
using NodaTime;
using NodaTime.Text;

namespace ElderCare.MobileApi.Timers;

/// <summary>Rules pay something else from a day on: orders that stand for that day and later become cheaper for their seniors, never dearer.</summary>
internal sealed class RulesChanged(ReassessMeals meals) : ITimerHandler
{
    /// <inheritdoc cref="ITimerHandler.Kind"/>
    public const string Kind = "rules.changed";

    string ITimerHandler.Kind => Kind;

    /// <summary>Names the first day on which the rules pay something else; scheduled by whoever publishes or withdraws one.</summary>
    public static string SubjectOf(LocalDate from) => LocalDatePattern.Iso.Format(from);

    public async Task<Instant?> Run(TimerRow timer, CancellationToken ct)
    {
        await meals.HandleStanding(LocalDatePattern.Iso.Parse(timer.Subject).GetValueOrThrow(), ct);
        return null;
    }
}
