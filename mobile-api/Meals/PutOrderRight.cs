using ElderCare.Data.Funding;
using ElderCare.Data.Seeding;
using ElderCare.Data.Writing;
using ElderCare.Domain.Funding;
using ElderCare.Domain.Meals;
using ElderCare.Domain.Shared;
using ElderCare.Domain.Tasks;
using ElderCare.MobileApi.Funding;
using ElderCare.MobileApi.Tasks;
using NodaTime;

namespace ElderCare.MobileApi.Meals;

/// <summary>Makes an order that stands what it should be on what is known now: called off free of charge, priced anew, or kept as it is.</summary>
internal sealed class PutOrderRight(CityWriter writer, CityFacts facts, FundFacts funds, PeoplePolicy policy, CallOffMealOrder callOff, MealOrderChanged changed, IClock clock)
{
    /// <summary>Puts it right; false when it keeps another price than the right one until its meal is over.</summary>
    public async Task<bool> Handle(OrderAfresh afresh, CancellationToken ct)
    {
        var (order, person) = (afresh.Order, afresh.Person);
        var isClosed = clock.GetCurrentInstant() >= order.OrdersCloseAt || order.State is not (MealOrderState.AwaitingPayment or MealOrderState.Placed);
        var (isDead, isAbsent) = (person.IsDeadOn(order.ServedOn), person.AbsenceOn(order.ServedOn) is not null);
        if (isDead && MealOrder.CallOffStates.Contains(order.State) || isAbsent && !isClosed)
        {
            await CallOff(afresh, isDead, ct);
            return true;
        }
        if (isDead || isAbsent) return false;
        return afresh.IsRight || !isClosed && await Reprice(afresh, ct);
    }

    private Task CallOff(OrderAfresh afresh, bool isDead, CancellationToken ct) => writer.Commit(Lane.Bulk, unit =>
    {
        var order = unit.Hold(afresh);
        callOff.CallOff(unit, order, afresh.Row, "system", isDead ? CallOffMealOrder.Deceased : CallOffMealOrder.Absent);
        if (!isDead) TellCalledOff.TellSoon(unit, order.SeniorId, order.Id);
    }, ct);

    private async Task<bool> Reprice(OrderAfresh afresh, CancellationToken ct)
    {
        try
        {
            await writer.Commit(Lane.Bulk, unit => Reprice(unit, afresh), ct);
            return true;
        }
        catch (RuleViolation)
        {
            return false; // it would be dearer, its funds are dry, the wallet does not hold that much, or it has closed meanwhile
        }
    }

    private void Reprice(CityUnit unit, OrderAfresh afresh)
    {
        var order = unit.Hold(afresh);
        var promisedFen = order.SelfPayFen;
        unit.PostRelease(order, missed: false);
        unit.FreeKeys(order);
        unit.SettleCaps(); // what is given back may be taken again
        var meal = FundAllocation.Allocate(afresh.Right, afresh.InHardship, new UnitPurse(unit, funds).Hold(afresh.Right), afresh.MayPay);
        var splits = OrderSplit.Of(meal, afresh.Rules);
        RuleViolation.ThrowIf(
            splits.SequenceEqual(order.Splits) || meal.SelfPayFen > promisedFen && !policy.MayRaiseSelfPay,
            "meals.priceKept", "已订的饭不涨价。", "An order that stands does not become dearer.");
        order.Reprice(splits, PriceExplanation.Explain(meal), unit.Now);
        if (!unit.TryInsertAll(SubsidyClaim.Of(order, meal.KeysHeld, afresh.Slots))) throw new StaleReadException();
        unit.PostReservations(order, meal);
        if (meal.OverdraftFen > 0) unit.RaiseDryFund(afresh.Row.ResidenceDivision, order, facts);
        unit.Record("system", "mealOrder.repriced", order.Id.ToString(), order.SeniorId);
        unit.Tell(changed.Of(order, afresh.Row));
    }
}
