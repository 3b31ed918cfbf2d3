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

    internal static SqlRead<DinerRow> DinerOf(Guid id) => new(
        """
        SELECT "Id", "Name", "BornOn", "DiedOn", "HukouDivision", "ResidenceDivision", "Latitude", "Longitude", "Allergies", "Version"
        FROM "Seniors" WHERE "Id" = @p0
        """,
        row => new DinerRow(row.GetGuid(0), row.GetString(1), row.Date(2), row.IsDBNull(3) ? null : row.Date(3), row.GetString(4), row.GetString(5),
            new(row.GetDouble(6), row.GetDouble(7)), Texts(row.GetString(8)), row.GetInt32(9)), id);

    internal static SqlRead<string> CategoriesOn(Guid seniorId, LocalDate date) => new(
        """SELECT "Category" FROM "CategoryPeriods" WHERE "SeniorId" = @p0 AND "ValidFrom" <= @p1 AND ("ValidTo" IS NULL OR "ValidTo" > @p1)""",
        row => row.GetString(0), seniorId, date.ToDateOnly());

    /// <summary>The subsidy keys that a senior's meals hold on a date, with the slots that they take.</summary>
    internal static SqlRead<(HeldKey Key, int Slot)> ClaimsOn(Guid seniorId, LocalDate date) => new(
        """SELECT "StackGroup", "Period", "OrderId", "Slot" FROM "SubsidyClaims" WHERE "SeniorId" = @p0 AND "ServedOn" = @p1""",
        row => (new HeldKey(row.GetString(0), Enum.Parse<MealPeriod>(row.GetString(1)), row.GetGuid(2).ToString()), row.GetInt32(3)), seniorId, date.ToDateOnly());

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
