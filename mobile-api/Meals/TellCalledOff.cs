using ElderCare.Data;
using ElderCare.Data.Meals;
using ElderCare.Data.Writing;
using ElderCare.MobileApi.People;
using ElderCare.MobileApi.Timers;
using NodaTime;

namespace ElderCare.MobileApi.Meals;

/// <summary>
/// Tells senior and family in one message which meals one cause called off. Each of them leaves a timer in its own unit; the first
/// that is due takes all that are there for the person, with the message, in one unit: a crash loses none and tells none twice.
/// </summary>
internal sealed class TellCalledOff(CityDatabase database, CityWriter writer, PersonNotices notices) : ITimerHandler
{
    private const string TimerKind = "meals.calledOff";

    private const string TakeAll = """DELETE FROM "Timers" WHERE "Kind" = @p0 AND "Subject" LIKE @p1 RETURNING "Subject" """;

    /// <summary>Long enough for all meals of a change to be called off.</summary>
    private static readonly Duration Patience = Duration.FromSeconds(10);

    public string Kind => TimerKind;

    /// <summary>Has an order that was called off told soon, with others of the same person.</summary>
    /// <param name="unit">The change that calls it off.</param>
    /// <param name="seniorId">Whose it was.</param>
    /// <param name="orderId">The order.</param>
    /// <param name="reason">Why its canteen does not serve it, in a sentence; null when its person is away.</param>
    public static void TellSoon(CityUnit unit, Guid seniorId, Guid orderId, string? reason = null) => unit.Schedule(TimerKind, $"{seniorId} {orderId} {reason}", unit.Now + Patience);

    public async Task<Instant?> Run(TimerRow timer, CancellationToken ct)
    {
        var first = Told.Of(timer.Subject);
        var seniorId = database.Read(sql => sql.MealOrder(first.OrderId))!.SeniorId; // the record may have been merged meanwhile
        var listeners = await notices.ListenersOf(seniorId, actor: null);
        await writer.Commit(Lane.Bulk, unit =>
        {
            var taken = unit.Sql.Query(TakeAll, row => Told.Of(row.GetString(0)), TimerKind, $"{first.Senior} %"); // none when another node has told them
            foreach (var cause in taken.Select(one => (one.Reason, Order: unit.Sql.MealOrder(one.OrderId)!)).GroupBy(one => (one.Reason, one.Reason is null ? Guid.Empty : one.Order.CanteenId)))
            {
                var orders = cause.Select(one => one.Order).OrderBy(order => order.ServedOn).ThenBy(order => order.Period).ThenBy(order => order.Id).ToList();
                var text = cause.Key.Reason is { } reason ? MealNoticeWords.CalledOff(orders, reason) : MealNoticeWords.CalledOffForAbsence(orders);
                notices.Tell(unit, listeners, text, orders[0].Id, MealTaskWords.CalledOff);
            }
        }, ct);
        return null;
    }

    /// <summary>What a timer says: whose order was called off, and why.</summary>
    private sealed record Told(string Senior, Guid OrderId, string? Reason)
    {
        public static Told Of(string subject)
        {
            var words = subject.Split(' ', 3); // the reason may have blanks of its own
            return new(words[0], Guid.Parse(words[1]), words[2].Length > 0 ? words[2] : null);
        }
    }
}
