using ElderCare.Data;
using ElderCare.Data.Meals;
using ElderCare.Data.Writing;
using ElderCare.Domain.Meals;
using ElderCare.MobileApi.Timers;
using NodaTime;

namespace ElderCare.MobileApi.Meals;

/// <summary>
/// Tells senior and family in one message which meals an absence called off. Each of them leaves a timer in its own unit; the first
/// that is due takes all that are there for the person, with the message, in one unit: a crash loses none and tells none twice.
/// </summary>
internal sealed class TellCalledOff(CityDatabase database, CityWriter writer, MealNotices notices) : ITimerHandler
{
    private const string TimerKind = "meals.calledOff";

    private const string TakeAll = """DELETE FROM "Timers" WHERE "Kind" = @p0 AND "Subject" LIKE @p1 RETURNING "Subject" """;

    /// <summary>Long enough for all meals of a change to be called off.</summary>
    private static readonly Duration Patience = Duration.FromSeconds(10);

    public string Kind => TimerKind;

    /// <summary>Has an order that was called off told soon, with others of the same person.</summary>
    public static void TellSoon(CityUnit unit, MealOrder order) => unit.Schedule(TimerKind, $"{order.SeniorId} {order.Id}", unit.Now + Patience);

    public async Task<Instant?> Run(TimerRow timer, CancellationToken ct)
    {
        var words = timer.Subject.Split(' ');
        var seniorId = database.Read(sql => sql.MealOrder(Guid.Parse(words[1])))!.SeniorId; // the record may have been merged meanwhile
        var listeners = await notices.ListenersOf(seniorId, actor: null);
        await writer.Commit(Lane.Bulk, unit =>
        {
            var taken = unit.Sql.Query(TakeAll, row => Guid.Parse(row.GetString(0).Split(' ')[1]), TimerKind, $"{words[0]} %");
            if (taken.Count == 0) return; // another node has told them
            var orders = taken.Select(id => unit.Sql.MealOrder(id)!).OrderBy(order => order.ServedOn).ThenBy(order => order.Period).ThenBy(order => order.Id).ToList();
            notices.Tell(unit, listeners, MealNoticeWords.CalledOffForAbsence(orders), orders[0].Id, MealTaskWords.CalledOff);
        }, ct);
        return null;
    }
}
