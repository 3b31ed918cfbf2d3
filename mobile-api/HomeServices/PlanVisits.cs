using ElderCare.Data.HomeServices;
using ElderCare.Data.Writing;
using ElderCare.Domain.HomeServices;
using ElderCare.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.HomeServices;

/// <summary>The rows that say which visits of weekly plans have been seen to.</summary>
internal static class PlanVisits
{
    /// <summary>The refusal of a visit that the plan has booked before.</summary>
    public const string AlreadyBooked = "servicePlans.alreadyBooked";

    /// <summary>The refusal of a visit whose plan was changed while it was being booked.</summary>
    public const string PlanChanged = "servicePlans.changed";

    /// <summary>The reason of a visit that its plan does not ask for any more.</summary>
    public const string NotAskedFor = "servicePlans.notAskedFor";

    /// <summary>Says in the unit that books a visit that it is booked, once; the plan stays as it is until the unit ends.</summary>
    /// <exception cref="RuleViolation"><see cref="AlreadyBooked"/>, <see cref="PlanChanged"/>.</exception>
    public static void BookOnce(this CityUnit unit, VersionGuard plan, ServiceOrder order)
    {
        RuleViolation.ThrowIf(!unit.Holds(plan), PlanChanged, "每周安排刚刚改过。", "The plan was changed meanwhile.");
        var begin = CityClock.LocalOf(order.StartsAt);
        var visit = new PlanVisit { PlanId = plan.Id, Date = begin.Date, Minute = PlanSlot.MinuteOf(begin.TimeOfDay), Outcome = PlanOutcome.Booked, OrderId = order.Id };
        RuleViolation.ThrowIf(!unit.TrySee(visit), AlreadyBooked, "这次上门已经约过。", "The plan has booked this visit before.");
    }

    /// <summary>Says what became of a visit; one that was skipped may still be booked, one that was called off booked or skipped.</summary>
    /// <returns>Whether it was not so before.</returns>
    public static bool TrySee(this CityUnit unit, PlanVisit visit) => unit.TryInsert(visit) || unit.Sql.Execute(
        """
        UPDATE "PlanVisits" SET "Outcome" = @p0, "OrderId" = @p1, "Reason" = @p2
        WHERE "PlanId" = @p3 AND "Date" = @p4 AND "Minute" = @p5 AND ("Outcome" = 'CalledOff' OR ("Outcome" = 'Skipped' AND @p6 = 'Booked'))
        """, visit.Outcome.ToString(), visit.OrderId, visit.Reason, visit.PlanId, visit.Date.ToDateOnly(), visit.Minute, visit.Outcome.ToString()) > 0;

    /// <summary>Has a plan look again for the visit that it had booked and that was called off for no wish of anybody's: what stands in its way may turn out wrong, or pass.</summary>
    public static void LookAgainFor(this CityUnit unit, ServiceOrder order, string why)
    {
        if (order.PlanId is not { } plan || unit.SetCalledOff(plan, order.Id, why) == 0) return;
        BookPlannedVisits.LookNow(unit, plan);
    }

    /// <summary>
    /// Calls off what a plan has booked and, as it is now, does not ask for, and gives back minutes and everybody's time; what it still asks
    /// for gets its words. What begins within the time in which the person's side cannot cancel stays.
    /// </summary>
    /// <param name="unit">The change of the plan.</param>
    /// <param name="plan">As it is now.</param>
    /// <param name="policy">How long before its begin a visit stays.</param>
    /// <param name="facts">The divisions.</param>
    /// <param name="taken">What is known of everybody's time.</param>
    /// <param name="actor">Who changed it.</param>
    public static void FollowPlan(this CityUnit unit, ServicePlan plan, HomeServicePolicy policy, CityFacts facts, TakenVisits taken, string actor)
    {
        unit.Db.SaveChanges();
        var from = unit.Now + policy.CancelFreelyBefore;
        var booked = unit.Db.ServiceOrders.AsNoTracking().Where(order => order.SeniorId == plan.SeniorId && order.PlanId == plan.Id && order.StartsAt > from).OrderBy(order => order.Id).ToList();
        bool IsAsked(ServiceOrder order) =>
            plan.AsksFor(CityClock.LocalOf(order.StartsAt), order.ServiceItemId, order.Minutes) && order.WorkerSex == plan.WorkerSex && (order.SelfPayFen == 0 || plan.AcceptSelfPay);
        bool IsAsWished(ServiceOrder order) => (order.Notes, order.PreferredWorkerId) == (plan.Notes, plan.PreferredWorkerId);
        var others = booked.Where(order => !IsAsked(order) || !IsAsWished(order)).Select(order => order.Id).ToList();
        var held = others.ConvertAll(id => unit.HoldServiceOrder(id)!); // all of them before any voucher: whoever cancels one holds it first too
        foreach (var order in held.Where(order => ServiceOrder.NotBegun.Contains(order.State)))
        {
            if (IsAsked(order))
            {
                order.Wish(plan.Notes, plan.PreferredWorkerId);
            }
            else
            {
                order.Cancel(NotAskedFor);
                EndVisit.GiveBack(unit, order, taken, facts);
                unit.SetCalledOff(plan.Id, order.Id, NotAskedFor);
                unit.Record(actor, "serviceOrder.calledOff", order.Id.ToString(), order.SeniorId, NotAskedFor);
            }
            unit.TellOfVisit(order, unit.NameOf(order), unit.Db.ServiceItems.AsNoTracking().Single(item => item.Id == order.ServiceItemId), facts);
        }
    }

    private static int SetCalledOff(this CityUnit unit, Guid plan, Guid order, string why) => unit.Sql.Execute(
        """UPDATE "PlanVisits" SET "Outcome" = 'CalledOff', "Reason" = @p0 WHERE "PlanId" = @p1 AND "OrderId" = @p2 AND "Outcome" = 'Booked'""", why, plan, order);
}
