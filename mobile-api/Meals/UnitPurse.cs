using ElderCare.Data.Ledger;
using ElderCare.Data.Writing;
using ElderCare.Domain.Funding;
using ElderCare.Domain.Ledger;

namespace ElderCare.MobileApi.Meals;

/// <summary>The funds themselves, inside a unit: what is taken here is taken, and the database keeps the floors.</summary>
internal sealed class UnitPurse(CityUnit unit) : IFundPurse
{
    public bool TryTake(string fundId, long fen) => unit.TryTake(LedgerAccount.IdOf(AccountKind.Fund, fundId), AccountKind.Fund, fen);

    public long TakeWhatIsLeft(string fundId, long atMostFen) => unit.TakeWhatIsLeft(LedgerAccount.IdOf(AccountKind.Fund, fundId), atMostFen);
}
