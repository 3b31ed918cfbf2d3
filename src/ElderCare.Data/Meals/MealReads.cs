using System.Text.Json;
using ElderCare.Data.Writing;
using ElderCare.Domain.Canteens;
using ElderCare.Domain.Funding;
using ElderCare.Domain.Ledger;
using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.Data.Meals;

/// <summary>Reads for the busiest minute of the day, the one before orders close.</summary>
public static class MealReads
{
    public static CanteenRow? Canteen(this SqlSession sql, Guid id)
    {
        var canteen = CanteenOf(id);
        sql.QueryAll(canteen);
        return canteen.Rows.SingleOrDefault();
    }

    public static MenuRow? Menu(this SqlSession sql, Guid canteenId, LocalDate date, MealPeriod period)
    {
        var (menu, dishes) = MenuOf(canteenId, date, period);
        sql.QueryAll(menu, dishes);
        return Whole(menu, dishes);
    }

    /// <summary>
    /// The person who eats, the categories that hold on a date, and the subsidy keys that their meals hold on it with the slots
    /// that they take: rows of three kinds by one statement, because on PostgreSQL each costs more than its rows.
    /// </summary>
    internal static SqlRead<object> DinerOn(Guid id, LocalDate date) => new(
        """
        SELECT 0 AS "What", "Name" AS "Word", "HukouDivision" AS "Period", "ResidenceDivision" AS "Residence", "Allergies" AS "Allergies",
               "BornOn" AS "BornOn", "DiedOn" AS "DiedOn", "Latitude" AS "Latitude", "Longitude" AS "Longitude", "Version" AS "Number", "Id" AS "Id", "MergedInto" AS "MergedInto"
        FROM "Seniors" WHERE "Id" = @p0
        UNION ALL
        SELECT 1, "Category", NULL, NULL, NULL, CAST(NULL AS date), CAST(NULL AS date), CAST(NULL AS double precision), CAST(NULL AS double precision), NULL, "SeniorId", CAST(NULL AS uuid)
        FROM "CategoryPeriods" WHERE "SeniorId" = @p0 AND "ValidFrom" <= @p1 AND ("ValidTo" IS NULL OR "ValidTo" > @p1)
        UNION ALL
        SELECT 2, "StackGroup", "Period", NULL, NULL, CAST(NULL AS date), CAST(NULL AS date), CAST(NULL AS double precision), CAST(NULL AS double precision), "Slot", "OrderId", CAST(NULL AS uuid)
        FROM "SubsidyClaims" WHERE "SeniorId" = @p0 AND "ServedOn" = @p1
        """,
        row => row.GetInt32(0) switch
        {
            0 => new DinerRow(row.GetGuid(10), row.GetString(1), row.Date(5), row.IsDBNull(6) ? null : row.Date(6), row.GetString(2), row.GetString(3),
                new(row.GetDouble(7), row.GetDouble(8)), Texts(row.GetString(4)), row.GetInt32(9), !row.IsDBNull(11)),
            1 => row.GetString(1),
            _ => (new HeldKey(row.GetString(1), Enum.Parse<MealPeriod>(row.GetString(2)), row.GetGuid(10).ToString()), row.GetInt32(9)),
        }, id, date.ToDateOnly());

    internal static SqlRead<CanteenRow> CanteenOf(Guid id) => new(
        """SELECT "Id", "Name", "DivisionCode", "Status", "DeliveryFen", "Latitude", "Longitude", "Version" FROM "Canteens" WHERE "Id" = @p0""",
        row => new CanteenRow(row.GetGuid(0), row.GetString(1), row.GetString(2), Enum.Parse<OperationStatus>(row.GetString(3)), row.GetInt64(4),
            new(row.GetDouble(5), row.GetDouble(6)), row.GetInt32(7)), id);

    internal static (SqlRead<MenuRow> Menu, SqlRead<MenuDishRow> Dishes) MenuOf(Guid canteenId, LocalDate date, MealPeriod period)
    {
        object?[] values = [canteenId, date.ToDateOnly(), period.ToString()];
        return (
            new("""SELECT "Id", "OrdersCloseAt", "ServedUntil", "Version" FROM "Menus" WHERE "CanteenId" = @p0 AND "ServedOn" = @p1 AND "Period" = @p2""",
                row => new MenuRow(row.GetGuid(0), row.At(1), row.At(2), row.GetInt32(3), []), values),
            new(
                """
                SELECT "Id", "Name", "PriceFen", "Capacity", "Remaining", "Allergens", "Tags" FROM "MenuDishes"
                WHERE "MenuId" = (SELECT "Id" FROM "Menus" WHERE "CanteenId" = @p0 AND "ServedOn" = @p1 AND "Period" = @p2) ORDER BY "Position"
                """,
                row => new MenuDishRow(
                    row.GetGuid(0), row.GetString(1), row.GetInt64(2), row.GetInt32(3), row.GetInt32(4), Texts(row.GetString(5)), Texts(row.GetString(6))), values));
    }

    internal static MenuRow? Whole(SqlRead<MenuRow> menu, SqlRead<MenuDishRow> dishes) =>
        menu.Rows.SingleOrDefault() is { } found ? found with { Dishes = dishes.Rows } : null;

    /// <summary>What the funds can still spend.</summary>
    public static FundBalances Balances(this SqlSession sql, IEnumerable<string> fundIds) => new(fundIds.Distinct().ToDictionary(
        id => id,
        id => sql.Query("""SELECT CAST(COALESCE(SUM("Balance"), 0) AS bigint) FROM "Balances" WHERE "AccountId" = @p0""", row => row.GetInt64(0), LedgerAccount.IdOf(AccountKind.Fund, id))[0]));

    internal static T Json<T>(string text) => JsonSerializer.Deserialize<T>(text, StoredJson.Options)!;

    private static IReadOnlyList<string> Texts(string json) => json == "[]" ? [] : Json<List<string>>(json);
}
