using System.Globalization;
using ElderCare.Data;
using ElderCare.Data.Meals;
using ElderCare.Data.Seeding;
using ElderCare.Data.Writing;
using ElderCare.Domain.Meals;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.People;
using ElderCare.MobileApi.Timers;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;

namespace ElderCare.MobileApi.Meals;

/// <summary>
/// Tells senior and family, in one message, which meals were called off for an absence or a death that turned out wrong, or shorter,
/// and have not been ordered since. A standing order has its turn first: what it orders again it tells by itself.
/// </summary>
internal sealed class TellOrderAgain(CityDatabase database, CityWriter writer, PersonNotices notices, MealPolicy times, IClock clock) : ITimerHandler
{
    private const string TimerKind = "meals.orderAgain";
    private const string Take = """DELETE FROM "Timers" WHERE "Kind" = @p0 AND "Subject" = @p1 RETURNING 1""";
    private static readonly string[] Mistakes = [CallOffMealOrder.Absent, CallOffMealOrder.Deceased];

    /// <summary>Long enough for standing orders to order again.</summary>
    private static readonly Duration Patience = Duration.FromMinutes(1);

    public string Kind => TimerKind;

    /// <summary>Has meals told that a mistake called off.</summary>
    /// <param name="unit">The change that mends it.</param>
    /// <param name="seniorId">Whose they were.</param>
    /// <param name="from">The first day that is free again.</param>
    /// <param name="until">The first that is not; null is for good.</param>
    public static void TellSoon(CityUnit unit, Guid seniorId, LocalDate from, LocalDate? until) =>
        unit.Reschedule(TimerKind, string.Create(CultureInfo.InvariantCulture, $"{seniorId} {LocalDatePattern.Iso.Format(from)} {(until is { } day ? LocalDatePattern.Iso.Format(day) : "")}").TrimEnd(), unit.Now + Patience);

    public async Task<Instant?> Run(TimerRow timer, CancellationToken ct)
    {
        var words = timer.Subject.Split(' ');
        var (seniorId, from, until) = (Guid.Parse(words[0]), DayOf(words[1]), words.Length > 2 ? DayOf(words[2]) : LocalDate.MaxIsoValue);
        var lost = await Lost(seniorId, from, until, ct);
        var listeners = await notices.ListenersOf(seniorId, actor: null);
        await writer.Commit(Lane.Bulk, unit =>
        {
            if (unit.Sql.Query(Take, _ => true, TimerKind, timer.Subject).Count == 0 || lost.Count == 0) return; // another node has told them
            notices.Tell(unit, listeners, MealNoticeWords.OrderAgain(lost), lost[0].Id, MealTaskWords.OrderAgain);
        }, ct);
        return null;
    }

    private async Task<List<MealOrderRow>> Lost(Guid seniorId, LocalDate from, LocalDate until, CancellationToken ct)
    {
        using var db = database.Read();
        if (await SeniorHistory.Read(db, seniorId, ct) is not { } history) return [];
        var (now, person) = (clock.GetCurrentInstant(), history.Now());
        var today = CityClock.DateOf(now);
        var orders = await db.MealOrders.Where(order => order.SeniorId == seniorId && order.ServedOn >= from && order.ServedOn >= today && order.ServedOn < until)
            .Select(order => new { order.Id, order.ServedOn, order.Period, order.State }).ToListAsync(ct);
        var calledOff = (await db.Audit.Where(row => row.SeniorId == seniorId && row.Action == CallOffMealOrder.Action && Mistakes.Contains(row.Detail)).Select(row => row.Subject).ToListAsync(ct)).ToHashSet();
        var kept = orders.Where(order => order.State != MealOrderState.Cancelled).Select(order => (order.ServedOn, order.Period)).ToHashSet();
        var lost = orders.Where(order => order.State == MealOrderState.Cancelled && calledOff.Contains(order.Id.ToString()) && !kept.Contains((order.ServedOn, order.Period))
            && now < times.ServedUntil(order.ServedOn, order.Period) && !person.IsDeadOn(order.ServedOn) && person.AbsenceOn(order.ServedOn) is null);
        return database.Read(sql => lost.OrderBy(order => order.ServedOn).ThenBy(order => order.Period).Select(order => sql.MealOrder(order.Id)!).ToList());
    }

    private static LocalDate DayOf(string word) => LocalDatePattern.Iso.Parse(word).GetValueOrThrow();
}
