using ElderCare.Data.HomeServices;
using ElderCare.Data.Writing;
using ElderCare.Domain.HomeServices;
using ElderCare.MobileApi.Realtime;

namespace ElderCare.MobileApi.HomeServices;

/// <summary>What changes of a caregiver have in common.</summary>
internal static class CaregiverRows
{
    /// <summary>A caregiver for this unit alone; null when there is none.</summary>
    public static Caregiver? HoldCaregiver(this CityUnit unit, Guid id)
    {
        if (!unit.IsAlone) unit.Sql.Query("""SELECT 1 FROM "Caregivers" WHERE "Id" = @p0 FOR UPDATE""", _ => true, id);
        return unit.Db.Caregivers.SingleOrDefault(caregiver => caregiver.Id == id);
    }

    /// <summary>Has every node read a caregiver again once the change is committed.</summary>
    public static void HaveRead(this CityUnit unit, Guid caregiver, CaregiverRoster roster)
    {
        unit.AfterCommit(() => roster.Doubt(caregiver));
        unit.Tell(CaregiverRoster.Changed, caregiver.ToString(), new { }, [Audiences.Nodes]);
    }

    /// <summary>Asks a caregiver no more what they have been asked; it is no answer of theirs, so that they may be asked again.</summary>
    public static void WithdrawOpenOffers(this CityUnit unit, Guid caregiver)
    {
        foreach (var (offer, order) in unit.Sql.Query("""SELECT "Id", "OrderId" FROM "ServiceOffers" WHERE "CaregiverId" = @p0 AND "State" = 'Open'""", row => (row.GetGuid(0), row.GetGuid(1)), caregiver))
        {
            if (!unit.TryEndOffer(offer, OfferState.Withdrawn, inTime: false)) continue;
            unit.TellOfWithdrawal(offer, caregiver, order, OfferState.Withdrawn);
            if (unit.OpenOffers(order).Count == 0) unit.Reschedule(OfferVisits.TimerKind, order.ToString(), unit.Now);
        }
    }
}
