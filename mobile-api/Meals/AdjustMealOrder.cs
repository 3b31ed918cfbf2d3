using ElderCare.Data.Ledger;
using ElderCare.Data.Writing;
using ElderCare.Domain.Funding;
using ElderCare.Domain.Ledger;
using ElderCare.Domain.Meals;
using ElderCare.Domain.Tasks;
using ElderCare.MobileApi.Tasks;

namespace ElderCare.MobileApi.Meals;

/// <summary>
/// Makes the funds stand as if a settled meal had been priced on what is known now: at most one adjustment of an order stands,
/// another replaces it, and none stands when the meal was priced rightly after all.
/// </summary>
internal sealed class AdjustMealOrder(CityWriter writer, CityFacts facts)
{
    public Task Handle(OrderAfresh afresh, CancellationToken ct)
    {
        var plan = PlanOf(afresh);
        return writer.Commit(Lane.Bulk, unit =>
        {
            var order = unit.Hold(afresh);
            var standing = unit.Db.MealAdjustments.SingleOrDefault(adjustment => adjustment.OrderId == order.Id && adjustment.ReversedAt == null);
            if (standing is null && plan is null || standing is not null && plan?.IsAlready(standing, [.. unit.Db.AdjustmentLines.Where(line => line.AdjustmentId == standing.Id)]) == true) return;
            var books = new AdjustmentBooks(unit, order);
            if (standing is not null) Reverse(unit, books, order, standing);
            if (plan is not null) Post(unit, books, afresh, plan);
            books.RepayOverdrafts();
            unit.FreeKeys(order);
            var keys = afresh.NoSubsidyIsDue ? [] : afresh.Right.KeysNeeded;
            if (!unit.TryInsertAll(SubsidyClaim.Of(order, keys, afresh.Slots))) throw new StaleReadException();
            if (books.MissingFen > 0) unit.RaiseDryFund(afresh.Row.ResidenceDivision, order, facts);
        }, ct);
    }

    private AdjustmentPlan? PlanOf(OrderAfresh afresh)
    {
        var cause = afresh.Cause;
        if (cause == AdjustmentCause.Death) return AdjustmentPlan.Of(afresh.Order, [], cause, afresh.History.UsedByFamily ? Counterparty.Senior : Counterparty.Canteen);
        if (cause == AdjustmentCause.Absence) return new(cause, Counterparty.Senior, []);
        if (!afresh.NoSubsidyIsDue && !afresh.HasChanged) return null;
        IReadOnlyList<OrderSplit> right = afresh.NoSubsidyIsDue ? [] : [.. OrderSplit.Of(afresh.AsDue, afresh.Rules), .. afresh.Kept];
        var plan = AdjustmentPlan.Of(afresh.Order, right, cause, Counterparty.Senior);
        return plan.Lines.Count == 0 ? null : plan;
    }

    private static void Reverse(CityUnit unit, AdjustmentBooks books, MealOrder order, MealAdjustment standing)
    {
        standing.Reverse(unit.Now);
        unit.Db.SaveChanges(); // another may stand now
        unit.Record("system", "mealOrder.adjustmentReversed", order.Id.ToString(), order.SeniorId, standing.Cause.ToString());
        books.Reverse();
    }

    private void Post(CityUnit unit, AdjustmentBooks books, OrderAfresh afresh, AdjustmentPlan plan)
    {
        var order = afresh.Order;
        var adjustment = new MealAdjustment
        {
            Id = Guid.CreateVersion7(),
            OrderId = order.Id,
            SeniorId = order.SeniorId,
            CanteenId = order.CanteenId,
            ServedOn = order.ServedOn,
            Cause = plan.Cause,
            Counterparty = plan.Counterparty,
            AmountFen = plan.AmountFen,
            RecordedAt = unit.Now,
        };
        unit.Insert(adjustment);
        foreach (var line in plan.Lines) unit.Insert(new AdjustmentLine { AdjustmentId = adjustment.Id, FundId = line.FundId, RuleVersion = line.RuleVersion, AmountFen = line.AmountFen });
        unit.Open(LedgerAccount.Open(AccountKind.SeniorAdjustment, order.SeniorId.ToString(), afresh.Row.ResidenceDivision));
        unit.Record("system", "mealOrder.adjusted", order.Id.ToString(), order.SeniorId, plan.Cause.ToString());
        if (plan.Cause == AdjustmentCause.Death) AskWhoUsedIt("去世之后仍有用餐记录", "after the death");
        else if (afresh.WasAway) AskWhoUsedIt("外出或住院期间有用餐记录", "while the person was away or in hospital");
        books.Post(plan);

        void AskWhoUsedIt(string zh, string en) => unit.Raise(TaskKind.Review, afresh.Row.ResidenceDivision, order.Id.ToString(), order.SeniorId,
            $"{zh}，请核查是谁用的。", $"A meal was handed over {en}; find out who used it.", facts);
    }
}
