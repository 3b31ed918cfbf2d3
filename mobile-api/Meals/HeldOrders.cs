using ElderCare.Data.Writing;
using ElderCare.Domain.Meals;
using ElderCare.Domain.Tasks;
using ElderCare.MobileApi.Tasks;

namespace ElderCare.MobileApi.Meals;

/// <summary>What the units that put orders right have in common.</summary>
internal static class HeldOrders
{
    /// <summary>The order and its person as they were when it was priced afresh, for this unit alone until it ends.</summary>
    /// <exception cref="StaleReadException">One of them has changed since.</exception>
    public static MealOrder Hold(this CityUnit unit, OrderAfresh afresh)
    {
        var senior = afresh.History.Senior;
        if (!unit.Holds(new(VersionedTable.Seniors, senior.Id, senior.Version))) throw new StaleReadException();
        var order = unit.Hold(afresh.Order.Id);
        return order.Version == afresh.Order.Version ? order : throw new StaleReadException();
    }

    /// <summary>Has somebody top up a fund that ran dry.</summary>
    public static void RaiseDryFund(this CityUnit unit, string division, MealOrder order, CityFacts facts) => unit.Raise(
        TaskKind.Review, division, order.Id.ToString(), order.SeniorId, "餐费补贴资金不足，困难老人的餐已保障，请补足资金。", "A meals fund ran dry; a hardship meal was overdrawn. Top up the fund.", facts);
}
