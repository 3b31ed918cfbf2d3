using System.Data.Common;
using System.Text.Json;
using ElderCare.Data.Writing;
using ElderCare.Domain.Canteens;
using ElderCare.Domain.Funding;
using ElderCare.Domain.Ledger;
using ElderCare.Domain.Meals;
using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.Data.Meals;

/// <summary>Prepared reads for the busiest minute of the day, the one before orders close.</summary>
public static class MealReads
{
    public static DinerRow? Diner(this SqlSession sql, Guid id) => sql.Query(
        """
        SELECT "Id", "Name", "BornOn", "DiedOn", "HukouDivision", "ResidenceDivision", "Latitude", "Longitude", "Allergies", "Version"
        FROM "Seniors" WHERE "Id" = @p0
        """,
        row => new DinerRow(row.GetGuid(0), row.GetString(1), row.Date(2), row.IsDBNull(3) ? null : row.Date(3), row.GetString(4), row.GetString(5),
            new(row.GetDouble(6), row.GetDouble(7)), Texts(row.GetString(8)), row.GetInt32(9)), id).SingleOrDefault();

    public static IReadOnlyList<string> CategoriesOn(this SqlSession sql, Guid seniorId, LocalDate date) => sql.Query(
        """SELECT "Category" FROM "CategoryPeriods" WHERE "SeniorId" = @p0 AND "ValidFrom" <= @p1 AND ("ValidTo" IS NULL OR "ValidTo" > @p1)""",
        row => row.GetString(0), seniorId, date.ToDateOnly());

    public static CanteenRow? Canteen(this SqlSession sql, Guid id) => sql.Query(
        """SELECT "Id", "Name", "DivisionCode", "Status", "DeliveryFen", "Latitude", "Longitude", "Version" FROM "Canteens" WHERE "Id" = @p0""",
        row => new CanteenRow(row.GetGuid(0), row.GetString(1), row.GetString(2), Enum.Parse<OperationStatus>(row.GetString(3)), row.GetInt64(4),
            new(row.GetDouble(5), row.GetDouble(6)), row.GetInt32(7)), id).SingleOrDefault();

    public static MenuRow? Menu(this SqlSession sql, Guid canteenId, LocalDate date, MealPeriod period)
    {
        var menu = sql.Query(
            """SELECT "Id", "OrdersCloseAt", "ServedUntil", "Version" FROM "Menus" WHERE "CanteenId" = @p0 AND "ServedOn" = @p1 AND "Period" = @p2""",
            row => new MenuRow(row.GetGuid(0), row.At(1), row.At(2), row.GetInt32(3), []), canteenId, date.ToDateOnly(), period.ToString()).SingleOrDefault();
        return menu is null ? null : menu with { Dishes = sql.Dishes(menu.Id) };
    }

    private static List<MenuDishRow> Dishes(this SqlSession sql, Guid menuId) => sql.Query(
        """SELECT "Id", "Name", "PriceFen", "Capacity", "Remaining", "Allergens", "Tags" FROM "MenuDishes" WHERE "MenuId" = @p0 ORDER BY "Position" """,
        row => new MenuDishRow(row.GetGuid(0), row.GetString(1), row.GetInt64(2), row.GetInt32(3), row.GetInt32(4), Texts(row.GetString(5)), Texts(row.GetString(6))), menuId);

    /// <summary>The subsidy keys that a senior's meals hold on a date, with the slots that they take.</summary>
    public static IReadOnlyList<(HeldKey Key, int Slot)> ClaimsOn(this SqlSession sql, Guid seniorId, LocalDate date) => sql.Query(
        """SELECT "StackGroup", "Period", "OrderId", "Slot" FROM "SubsidyClaims" WHERE "SeniorId" = @p0 AND "ServedOn" = @p1""",
        row => (new HeldKey(row.GetString(0), Enum.Parse<MealPeriod>(row.GetString(1)), row.GetGuid(2).ToString()), row.GetInt32(3)), seniorId, date.ToDateOnly());

    /// <summary>What the funds can still spend.</summary>
    public static FundBalances Balances(this SqlSession sql, IEnumerable<string> fundIds) => new(fundIds.Distinct().ToDictionary(
        id => id,
        id => sql.Query("""SELECT CAST(COALESCE(SUM("Balance"), 0) AS bigint) FROM "Balances" WHERE "AccountId" = @p0""", row => row.GetInt64(0), LedgerAccount.IdOf(AccountKind.Fund, id))[0]));

    internal static LocalDate Date(this DbDataReader row, int column) => LocalDate.FromDateOnly(row.GetFieldValue<DateOnly>(column));

    internal static Instant At(this DbDataReader row, int column) => Instant.FromUnixTimeTicks(row.GetInt64(column));

    internal static T Json<T>(string text) => JsonSerializer.Deserialize<T>(text, StoredJson.Options)!;

    private static IReadOnlyList<string> Texts(string json) => json == "[]" ? [] : Json<List<string>>(json);
}
