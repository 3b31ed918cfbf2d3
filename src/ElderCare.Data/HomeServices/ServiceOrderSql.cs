using ElderCare.Data.Writing;
using ElderCare.Domain.HomeServices;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.Data.HomeServices;

/// <summary>What the units of visits ask and decide in the database.</summary>
public static class ServiceOrderSql
{
    /// <summary>A visit, for this unit alone until it ends; null when there is none.</summary>
    public static ServiceOrder? HoldServiceOrder(this CityUnit unit, Guid id)
    {
        if (!unit.IsAlone) unit.Sql.Query("""SELECT 1 FROM "ServiceOrders" WHERE "Id" = @p0 FOR UPDATE""", _ => true, id);
        return unit.Db.ServiceOrders.SingleOrDefault(order => order.Id == id);
    }

    /// <summary>Ends an offer that is open; false when it is not, or not in time.</summary>
    public static bool TryEndOffer(this CityUnit unit, Guid offer, OfferState state, bool inTime) => unit.Sql.Execute(
        $"""UPDATE "ServiceOffers" SET "State" = @p0, "EndedAt" = @p1 WHERE "Id" = @p2 AND "State" = 'Open'{(inTime ? """ AND "ExpiresAt" > @p1""" : "")}""", state.ToString(), unit.Now.ToUnixTimeTicks(), offer) == 1;

    /// <summary>Those who are still asked about a visit.</summary>
    public static IReadOnlyList<(Guid Offer, Guid Caregiver)> OpenOffers(this CityUnit unit, Guid order) => unit.Sql.Query(
        """SELECT "Id", "CaregiverId" FROM "ServiceOffers" WHERE "OrderId" = @p0 AND "State" = 'Open' ORDER BY "Id" """, row => (row.GetGuid(0), row.GetGuid(1)), order);

    /// <summary>Which of some caregivers are on duty now, for this unit until it ends.</summary>
    public static IReadOnlySet<Guid> OnDuty(this CityUnit unit, IEnumerable<Guid> caregivers)
    {
        var sql = """SELECT "Id" FROM "Caregivers" WHERE "Id" = @p0 AND "IsOnDuty" """ + (unit.IsAlone ? "" : "FOR SHARE");
        return caregivers.Order().Where(id => unit.Sql.Query(sql, _ => true, id).Count > 0).ToHashSet();
    }

    /// <summary>Takes the time of a person for a visit; false, and the unit must be given up, when they have another one then.</summary>
    public static bool TryTakeTime(this CityUnit unit, ServiceOrder order, Guid person) => unit.TryInsertAll(BookedSlot.Of(order, person));

    /// <summary>Gives back the time of everybody whom a visit has taken it of.</summary>
    public static void GiveBackTime(this CityUnit unit, Guid order) => unit.Sql.Execute("""DELETE FROM "BookedSlots" WHERE "OrderId" = @p0""", order);

    /// <summary>Gives back the time of one of them.</summary>
    public static void GiveBackTime(this CityUnit unit, Guid order, Guid person) =>
        unit.Sql.Execute("""DELETE FROM "BookedSlots" WHERE "OrderId" = @p0 AND "PersonId" = @p1""", order, person);

    /// <summary>Moves the visits of a record to the other one of the same person. Where both had one at the same time both stand: people see to it.</summary>
    public static void MoveVisits(this CityUnit unit, Guid from, Guid to)
    {
        unit.Sql.Execute("""UPDATE "ServiceOrders" SET "SeniorId" = @p1, "Version" = "Version" + 1 WHERE "SeniorId" = @p0""", from, to);
        unit.Sql.Execute(
            """UPDATE "BookedSlots" SET "PersonId" = @p1 WHERE "PersonId" = @p0 AND NOT EXISTS (SELECT 1 FROM "BookedSlots" k WHERE k."PersonId" = @p1 AND k."Slot" = "BookedSlots"."Slot")""", from, to);
        unit.Sql.Execute(
            """UPDATE "StatementLines" SET "NobodyHomeAt" = @p1 WHERE "NobodyHomeAt" = @p0 AND NOT EXISTS (SELECT 1 FROM "StatementLines" k WHERE k."NobodyHomeAt" = @p1 AND k."Month" = "StatementLines"."Month")""", from, to);
        unit.Sql.Execute(
            """UPDATE "BarredPairs" SET "SeniorId" = @p1 WHERE "SeniorId" = @p0 AND NOT EXISTS (SELECT 1 FROM "BarredPairs" k WHERE k."SeniorId" = @p1 AND k."CaregiverId" = "BarredPairs"."CaregiverId")""", from, to);
    }
}
