using System.Globalization;
using ElderCare.Data.Writing;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.HomeServices;
using ElderCare.MobileApi.Meals;
using ElderCare.MobileApi.People;
using NodaTime;
using NodaTime.Text;

namespace ElderCare.MobileApi.Timers;

/// <summary>A person's facts have changed, or a change takes effect: their record, orders and money follow.</summary>
internal sealed class FactsChanged(CityWriter writer, MergedHistory merged, ReassessMeals meals, CallOffVisits visits) : ITimerHandler
{
    /// <inheritdoc cref="ITimerHandler.Kind"/>
    public const string Kind = "facts.changed";

    string ITimerHandler.Kind => Kind;

    /// <summary>Names the person the first day that is affected, and after which of its orders to go on.</summary>
    public static string SubjectOf(Guid seniorId, LocalDate from, Guid? after = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{seniorId} {LocalDatePattern.Iso.Format(from)} {after}").TrimEnd();

    public async Task<Instant?> Run(TimerRow timer, CancellationToken ct)
    {
        var words = timer.Subject.Split(' ');
        var (seniorId, from) = (await merged.Settle(Guid.Parse(words[0]), ct), LocalDatePattern.Iso.Parse(words[1]).GetValueOrThrow());
        await PresentDivisions.Settle(writer, seniorId, ct);
        if (words.Length == 2) await visits.Handle(seniorId, from, ct); // the first of several looks at the same change
        var (last, kept) = await meals.Handle(seniorId, from, words.Length > 2 ? Guid.Parse(words[2]) : null, ct);
        if ((last, kept) is (null, null)) return null;
        await writer.Commit(Lane.Bulk, unit =>
        {
            if (last is { } order) unit.Schedule(Kind, SubjectOf(seniorId, order.ServedOn, order.Id), unit.Now);
            if (kept is { } date) unit.Schedule(Kind, SubjectOf(seniorId, date), CityClock.EndOf(date));
        }, ct);
        return null;
    }
}
