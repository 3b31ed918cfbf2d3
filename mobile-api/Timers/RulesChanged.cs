using ElderCare.Data.Writing;
using ElderCare.MobileApi.Meals;
using NodaTime;
using NodaTime.Text;

namespace ElderCare.MobileApi.Timers;

/// <summary>Rules pay something else from a day on: orders that stand for that day and later become cheaper for their seniors, never dearer.</summary>
internal sealed class RulesChanged(CityWriter writer, CityFacts facts, ReassessMeals meals) : ITimerHandler
{
    /// <inheritdoc cref="ITimerHandler.Kind"/>
    public const string Kind = "rules.changed";

    string ITimerHandler.Kind => Kind;

    /// <summary>Names the first day on which the rules pay something else; scheduled by whoever publishes or withdraws one.</summary>
    public static string SubjectOf(LocalDate from) => LocalDatePattern.Iso.Format(from);

    public async Task<Instant?> Run(TimerRow timer, CancellationToken ct)
    {
        facts.ReloadRules(); // this node may not have heard of the change yet
        var words = timer.Subject.Split(' ');
        var from = LocalDatePattern.Iso.Parse(words[0]).GetValueOrThrow();
        if (await meals.HandleStanding(from, words.Length > 1 ? Guid.Parse(words[1]) : null, ct) is not { } last) return null;
        await writer.Commit(Lane.Bulk, unit => unit.Schedule(Kind, $"{words[0]} {last}", unit.Now), ct); // others have their turn before it goes on
        return null;
    }
}
