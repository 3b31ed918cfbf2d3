using ElderCare.Data.Writing;
using ElderCare.MobileApi.Meals;

namespace ElderCare.MobileApi.People;

/// <summary>Moves orders with their subsidy keys from one record of a person to the other.</summary>
internal static class OrderTakeover
{
    /// <summary>How many orders a unit moves at most.</summary>
    public const int Chunk = 250;

    private static readonly string StillStanding = $"""o."State" IN ({string.Join(", ", MealOrders.Standing.Select(state => $"'{state}'"))})""";
    private const string UpToOne = """o."Id" <= @p1""";

    /// <summary>Orders of a person that hold portions, keys and reservations, kept as they are until the unit ends.</summary>
    public static IReadOnlyList<Guid> HoldStanding(this CityUnit unit, Guid seniorId) => unit.Sql.Query(
        $"""SELECT o."Id" FROM "MealOrders" o WHERE o."SeniorId" = @p0 AND {StillStanding} ORDER BY o."Id" {(unit.IsAlone ? "" : "FOR UPDATE")}""", row => row.GetGuid(0), seniorId);

    /// <summary>Moves the standing orders; answers those whose key the other record holds already.</summary>
    public static IReadOnlyList<Guid> MoveStanding(this CityUnit unit, Guid from, Guid to) => Move(unit, StillStanding, [from], to);

    /// <summary>Moves the oldest orders; answers how many those were, and those whose key the other record holds already.</summary>
    public static (int Moved, IReadOnlyList<Guid> Conflicts) MoveOldest(this CityUnit unit, Guid from, Guid to)
    {
        var oldest = unit.Sql.Query("""SELECT "Id" FROM "MealOrders" WHERE "SeniorId" = @p0 ORDER BY "Id" LIMIT 250""", row => row.GetGuid(0), from);
        return (oldest.Count, oldest.Count == 0 ? [] : Move(unit, UpToOne, [from, oldest[^1]], to));
    }

    /// <param name="unit">The change of the city.</param>
    /// <param name="which">A condition on an order <c>o</c>.</param>
    /// <param name="values">The record that gives, and what the condition asks for.</param>
    /// <param name="to">The record that gets.</param>
    private static IReadOnlyList<Guid> Move(CityUnit unit, string which, object?[] values, Guid to)
    {
        var target = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"@p{values.Length}");
        var orders = $"""SELECT o."Id" FROM "MealOrders" o WHERE o."SeniorId" = @p0 AND {which}""";
        unit.Sql.Execute(
            $"""
            UPDATE "SubsidyClaims" AS c SET "SeniorId" = {target} WHERE c."SeniorId" = @p0 AND c."OrderId" IN ({orders})
              AND NOT EXISTS (SELECT 1 FROM "SubsidyClaims" k WHERE k."SeniorId" = {target} AND k."ServedOn" = c."ServedOn" AND k."StackGroup" = c."StackGroup"
                AND (k."Period" = c."Period" OR k."Slot" = c."Slot"))
            """, [.. values, to]);
        var met = unit.Sql.Query(
            $"""SELECT c."OrderId", c."ServedOn", c."StackGroup", c."Period" FROM "SubsidyClaims" c WHERE c."SeniorId" = @p0 AND c."OrderId" IN ({orders})""",
            row => new Met(row.GetGuid(0), row.Date(1).ToDateOnly(), row.GetString(2), row.GetString(3)), values);
        var conflicts = met.Where(claim => !GiveOtherSlot(unit, claim, (Guid)values[0]!, to)).Select(claim => claim.OrderId).Distinct().ToList();
        unit.Sql.Execute($"""UPDATE "MealOrders" AS o SET "SeniorId" = {target}, "Version" = o."Version" + 1 WHERE o."SeniorId" = @p0 AND {which}""", [.. values, to]);
        return conflicts;
    }

    /// <summary>Another meal of the day has the same place in it: the key takes the next free one. False when the other record holds this very key: it stays where it is.</summary>
    private static bool GiveOtherSlot(CityUnit unit, Met claim, Guid from, Guid to)
    {
        var held = unit.Sql.Query(
            """SELECT "Period", "Slot" FROM "SubsidyClaims" WHERE "SeniorId" = @p0 AND "ServedOn" = @p1 AND "StackGroup" = @p2""",
            row => (Period: row.GetString(0), Slot: row.GetInt32(1)), to, claim.ServedOn, claim.StackGroup);
        if (held.Exists(key => key.Period == claim.Period)) return false;
        var slot = Enumerable.Range(1, held.Count + 1).First(free => held.TrueForAll(key => key.Slot != free));
        unit.Sql.Execute(
            """UPDATE "SubsidyClaims" SET "SeniorId" = @p1, "Slot" = @p5 WHERE "SeniorId" = @p0 AND "ServedOn" = @p2 AND "StackGroup" = @p3 AND "Period" = @p4""",
            from, to, claim.ServedOn, claim.StackGroup, claim.Period, slot);
        return true;
    }

    private sealed record Met(Guid OrderId, DateOnly ServedOn, string StackGroup, string Period);
}
