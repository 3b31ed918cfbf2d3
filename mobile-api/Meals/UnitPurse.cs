using ElderCare.Data.Funding;
using ElderCare.Data.Ledger;
using ElderCare.Data.Writing;
using ElderCare.Domain.Funding;
using ElderCare.Domain.Ledger;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Funding;

namespace ElderCare.MobileApi.Meals;

/// <summary>The funds themselves, inside a unit: what is taken here is taken, and the database keeps the floors and the caps.</summary>
internal sealed class UnitPurse(CityUnit unit, FundFacts funds) : IFundPurse
{
    /// <summary>Keeps the caps of all funds that a meal may ask for the unit, before any of them is asked.</summary>
    public UnitPurse Hold(PricedMeal meal)
    {
        unit.HoldCaps([.. meal.Lines.SelectMany(line => line.Fallbacks.Select(next => next.FundId).Prepend(line.FundId)).SelectMany(CapsOf)]);
        return this;
    }

    public bool TryTake(string fundId, long fen)
    {
        var caps = CapsOf(fundId);
        if (!unit.TryTake(caps, fen)) return false;
        if (unit.TryTake(LedgerAccount.IdOf(AccountKind.Fund, fundId), AccountKind.Fund, fen)) return true;
        unit.Return(caps, fen);
        return false;
    }

    public long TakeWhatIsLeft(string fundId, long atMostFen)
    {
        var caps = CapsOf(fundId);
        var taken = Math.Min(atMostFen, unit.Sql.LeftOf(caps)) is > 0 and var most ? unit.TakeWhatIsLeft(LedgerAccount.IdOf(AccountKind.Fund, fundId), most) : 0;
        if (taken > 0 && !unit.TryTake(caps, taken)) throw new StaleReadException();
        return taken;
    }

    private IReadOnlyList<FundCap> CapsOf(string fundId) => funds.CapsOf(fundId, CityClock.DateOf(unit.Now));
}
