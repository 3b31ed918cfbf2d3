using ElderCare.Data;
using ElderCare.Data.HomeServices;
using ElderCare.Data.Writing;
using ElderCare.Domain.HomeServices;
using ElderCare.Domain.Shared;
using ElderCare.Domain.Tasks;
using ElderCare.MobileApi.Realtime;
using ElderCare.MobileApi.Tasks;
using ElderCare.MobileApi.Timers;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.HomeServices;

/// <summary>
/// Asks caregivers whether they take a visit: the best few at once, more of them when nobody answers in time or all decline. When
/// nobody is left they are asked again later while the visit is far off; then it is work for 12349 and on the providers' screens. Its
/// timer is a row; what came due while nothing ran is done at once.
/// </summary>
internal sealed class OfferVisits(CityDatabase database, CityWriter writer, CityFacts facts, DispatchReads reads, CaregiverRoster roster, HomeServicePolicy policy) : ITimerHandler
{
    /// <inheritdoc cref="ITimerHandler.Kind"/>
    public const string TimerKind = "service.offers";

    private const int MostAttempts = 20;

    public string Kind => TimerKind;

    /// <summary>A wave is over: who did not answer is asked no more, and the next are.</summary>
    public async Task<Instant?> Run(TimerRow timer, CancellationToken ct)
    {
        await AskMore(Guid.Parse(timer.Subject), ct);
        return null; // the next wave has a timer of its own
    }

    /// <summary>Asks the next caregivers about a visit that nobody has, unless some are still asked.</summary>
    public async Task AskMore(Guid orderId, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                ServiceOrder? seen;
                ServiceItem item;
                using (var db = database.Read())
                {
                    seen = await db.ServiceOrders.SingleOrDefaultAsync(order => order.Id == orderId, ct);
                    if (seen is not { State: ServiceOrderState.Requested or ServiceOrderState.Offered }) return;
                    item = await db.ServiceItems.SingleAsync(one => one.Id == seen.ServiceItemId, ct);
                }
                var ranked = Rank(VisitWish.Of(seen, item));
                await writer.Commit(Lane.Interactive, unit => Widen(unit, orderId, item, ranked), ct);
                return;
            }
            catch (StaleReadException) when (attempt < MostAttempts)
            {
                // a caregiver went off duty meanwhile
            }
        }
    }

    /// <summary>Those who may come, the best first; read outside of any unit.</summary>
    public IReadOnlyList<Ranked> Rank(VisitWish wish) => Matching.Rank(reads.Candidates(wish, [.. facts.Divisions.Ancestors(wish.DivisionCode)]), wish, policy);

    /// <summary>Asks the next of those who may come, or leaves the visit to people when nobody is left.</summary>
    /// <param name="unit">The change.</param>
    /// <param name="order">Held by the unit, and in a state in which somebody is looked for.</param>
    /// <param name="seniorName">Whose.</param>
    /// <param name="item">What is done.</param>
    /// <param name="ranked">Those who may come, the best first.</param>
    /// <returns>Whom the change concerns beside those whom every change does: the providers of those who were asked in vain.</returns>
    public IReadOnlyList<string> Ask(CityUnit unit, ServiceOrder order, string seniorName, ServiceItem item, IReadOnlyList<Ranked> ranked)
    {
        unit.Db.SaveChanges();
        var next = Next(unit, order, ranked);
        if (next.Count == 0) return AskAgainLater(unit, order) ? [] : LeaveToPeople(unit, order);
        var onDuty = unit.OnDuty(next.Select(one => one.CaregiverId));
        if (onDuty.Count < next.Count)
        {
            foreach (var one in next.Where(one => !onDuty.Contains(one.CaregiverId))) roster.Doubt(one.CaregiverId);
            throw new StaleReadException();
        }
        order.Offer();
        var until = Instant.Min(unit.Now + policy.Offers.Life, order.StartsAt);
        foreach (var one in next)
        {
            var offer = new ServiceOffer { Id = RisingIds.Next(), OrderId = order.Id, CaregiverId = one.CaregiverId, Wave = order.Wave, OfferedAt = unit.Now, ExpiresAt = until, Score = one.Score, Reasons = one.Reasons };
            unit.Insert(offer);
            unit.TellOfOffer(offer, order, seniorName, item, one.Metres);
        }
        unit.Reschedule(TimerKind, order.Id.ToString(), until);
        return [];
    }

    /// <summary>Tells all who are still asked that they are not any more.</summary>
    public static void Withdraw(CityUnit unit, Guid order, OfferState state, Guid? but = null)
    {
        foreach (var (offer, caregiver) in unit.OpenOffers(order).Where(open => open.Offer != but))
        {
            if (unit.TryEndOffer(offer, state, inTime: false)) unit.TellOfWithdrawal(offer, caregiver, order, state);
        }
    }

    /// <summary>The next wave: of those who may come whoever has not been asked in this round, and has not declined.</summary>
    private List<Ranked> Next(CityUnit unit, ServiceOrder order, IReadOnlyList<Ranked> ranked)
    {
        if (order.StartsAt <= unit.Now) return [];
        // Whose offer was withdrawn may be asked anew; who only kept silent, in the next round.
        var asked = unit.Sql.Query(
            """SELECT "CaregiverId", CASE WHEN "OfferedAt" > @p1 THEN "Wave" ELSE 0 END FROM "ServiceOffers" WHERE "OrderId" = @p0 AND "State" <> 'Withdrawn' AND ("State" <> 'Expired' OR "OfferedAt" > @p1)""",
            row => (Caregiver: row.GetGuid(0), Wave: row.GetInt32(1)), order.Id, (unit.Now - policy.Offers.AskAgainAfter).ToUnixTimeTicks());
        var wave = Math.Min(order.Wave, asked.Where(one => one.Wave > 0).Select(one => one.Wave).Distinct().Count());
        if (wave >= policy.Offers.Waves.Count) return [];
        var known = asked.Select(one => one.Caregiver).ToHashSet();
        return [.. ranked.Where(one => !known.Contains(one.CaregiverId) && !order.IsBy(one.CaregiverId) && one.ProviderId == (order.ProviderId ?? one.ProviderId)).Take(policy.Offers.Waves[wave])];
    }

    /// <summary>While a visit is far off, whoever did not answer is asked again, and whoever has come on duty.</summary>
    private bool AskAgainLater(CityUnit unit, ServiceOrder order)
    {
        if (order.StartsAt - unit.Now <= policy.Offers.LeaveToPeopleBefore) return false;
        unit.Reschedule(TimerKind, order.Id.ToString(), unit.Now + policy.Offers.AskAgainAfter);
        return true;
    }

    private void Widen(CityUnit unit, Guid orderId, ServiceItem item, IReadOnlyList<Ranked> ranked)
    {
        var order = unit.HoldServiceOrder(orderId)!;
        if (order.State is not (ServiceOrderState.Requested or ServiceOrderState.Offered)) return;
        foreach (var (offer, caregiver) in unit.OpenOffers(orderId))
        {
            var isOver = unit.Sql.Execute("""UPDATE "ServiceOffers" SET "State" = 'Expired', "EndedAt" = @p0 WHERE "Id" = @p1 AND "State" = 'Open' AND "ExpiresAt" <= @p0""", unit.Now.ToUnixTimeTicks(), offer) == 1;
            if (!isOver) return; // some are still asked: their wave has a timer
            unit.TellOfWithdrawal(offer, caregiver, orderId, OfferState.Expired);
        }
        var name = unit.NameOf(order);
        var also = Ask(unit, order, name, item, ranked);
        unit.TellOfVisit(order, name, item, facts, also);
    }

    private IReadOnlyList<string> LeaveToPeople(CityUnit unit, ServiceOrder order)
    {
        order.LeaveUnfilled();
        unit.Raise(TaskKind.UnfilledVisit, order.DivisionCode, order.Id.ToString(), order.SeniorId, "一次上门服务没有人接，请安排护理员。", "Nobody took a visit; find a caregiver.", facts);
        return
        [
            .. unit.Sql.Query("""SELECT DISTINCT c."ProviderId" FROM "ServiceOffers" o JOIN "Caregivers" c ON c."Id" = o."CaregiverId" WHERE o."OrderId" = @p0""", row => row.GetGuid(0), order.Id)
                .Select(Audiences.Provider),
        ];
    }
}
