using ElderCare.Data.Meals;
using ElderCare.Domain.Funding;
using ElderCare.Domain.Meals;
using ElderCare.Domain.People;

namespace ElderCare.MobileApi.Meals;

/// <summary>An order with its price as it would be made on what is known of its person now.</summary>
/// <param name="Order">As it is.</param>
/// <param name="Row">The same with the names that events show.</param>
/// <param name="History">Its person.</param>
/// <param name="Person">What is known of them now.</param>
/// <param name="Then">What was known when the order was priced.</param>
/// <param name="Right">What the rules give on what is known now.</param>
/// <param name="Rules">The rules in force by which that was worked out.</param>
/// <param name="InHardship">Whether a dry fund is overdrawn for the person on the meal's date.</param>
/// <param name="HasChanged">
/// Whether the rules give something else than they gave on what was known then. An order whose parts no knowledge explains was
/// priced when a fund was dry or by rules that are no longer in force: of it only the rules' two answers are compared.
/// </param>
/// <param name="Others">The keys that the person's other meals of the date hold.</param>
/// <param name="MayPay">Whether a fund may pay for this person's meal.</param>
internal sealed record OrderAfresh(
    MealOrder Order, MealOrderRow Row, FactHistory History, PersonFacts Person, PersonFacts Then, PricedMeal Right, RulesInForce Rules, bool InHardship, bool HasChanged,
    IReadOnlyList<(HeldKey Key, int Slot)> Others, Predicate<string> MayPay)
{
    /// <summary>What the order was given beyond today's rules, which no change of a fact takes away.</summary>
    public IReadOnlyList<OrderSplit> Kept { get; init; } = [];

    /// <summary>Why a settled meal has another price now.</summary>
    public AdjustmentCause Cause
    {
        get
        {
            var date = Order.ServedOn;
            if (Person.IsAfterDeath(date)) return AdjustmentCause.Death;
            if (Person.AbsenceOn(date) == AbsenceKind.Institution) return AdjustmentCause.Institution;
            if (WasAway && !HasChanged) return AdjustmentCause.Absence;
            var hasMoved = (Then.HukouOn(date), Then.ResidenceOn(date)) != (Person.HukouOn(date), Person.ResidenceOn(date));
            return hasMoved ? AdjustmentCause.Move : AdjustmentCause.Category;
        }
    }

    /// <summary>Whether the person was away or in hospital on the meal's date, so that somebody else may have had it.</summary>
    public bool WasAway => Person.AbsenceOn(Order.ServedOn) is AbsenceKind.Away or AbsenceKind.Hospital;

    /// <summary>Whether no subsidy was due at all: after death, and to whom an institution fed.</summary>
    public bool NoSubsidyIsDue => Cause is AdjustmentCause.Death or AdjustmentCause.Institution;

    /// <summary>The groups and slots that those hold.</summary>
    public IEnumerable<(string StackGroup, int Slot)> Slots => Others.Select(other => (other.Key.StackGroup!, other.Slot));

    /// <summary>What each fund should pay.</summary>
    public AllocatedMeal AsDue => FundAllocation.AsForeseen(Right, InHardship, MayPay);

    /// <summary>Whether the order has just the parts that the rules give, every fund paying its own.</summary>
    public bool IsRight => AfreshPricing.PartsOf(AsDue).SequenceEqual(AfreshPricing.PartsOf(Order));
}
