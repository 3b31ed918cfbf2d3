using ElderCare.Data.Meals;
using ElderCare.Data.Writing;
using ElderCare.Domain.Meals;

namespace ElderCare.MobileApi.Meals;

/// <summary>
/// Calls an order off because it cannot be kept, also after orders have closed: every line goes back to its own fund or wallet,
/// portions and keys are free again. Doing it twice is as doing it once.
/// </summary>
internal sealed class CallOffMealOrder(MealOrderChanged changed, CityFacts facts)
{
    /// <summary>The reason of an order whose person is away, in hospital or in an institution.</summary>
    public const string Absent = "people.absent";

    /// <summary>The reason of an order whose person has died.</summary>
    public const string Deceased = "people.deceased";

    /// <summary>How the audit names it.</summary>
    public const string Action = "mealOrder.calledOff";

    /// <summary>Whether it was called off now; false when it no longer stood.</summary>
    public bool CallOff(CityUnit unit, MealOrderRow row, string actor, string why)
    {
        var order = unit.Hold(row.Id);
        if (!MealOrder.CallOffStates.Contains(order.State)) return false;
        CallOff(unit, order, row, actor, why);
        return true;
    }

    /// <summary>Calls off an order that the unit holds.</summary>
    public void CallOff(CityUnit unit, MealOrder order, MealOrderRow row, string actor, string why)
    {
        order.CallOff(unit.Now);
        unit.PostRelease(order, missed: false);
        unit.GiveBack(order);
        unit.SkipCalledOff(order, why);
        unit.EndTelling(order.Id, row.ResidenceDivision, facts);
        unit.Record(actor, Action, row.Id.ToString(), row.SeniorId, why);
        unit.Tell(changed.Of(order, row));
    }
}
