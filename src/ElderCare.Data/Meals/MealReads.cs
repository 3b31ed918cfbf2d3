using System.Text.Json;
using ElderCare.Data.Funding;
using ElderCare.Data.Writing;
using ElderCare.Domain.Canteens;
using ElderCare.Domain.Funding;
using ElderCare.Domain.Ledger;
using ElderCare.Domain.People;
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
    /// The person who eats, what is known of them over time, and the subsidy keys that their meals hold on a date with the slots
    /// that they take: rows of several kinds by one statement, because on PostgreSQL each costs more than its rows.
    /// </summary>
    internal static SqlRead<object> DinerOn(Guid id, LocalDate date) => new(
        """
        SELECT 0 AS "What", "Name" AS "Word", "HukouDivision" AS "Period", "ResidenceDivision" AS "Residence", "Allergies" AS "Allergies",
               "BornOn" AS "BornOn", "DiedOn" AS "DiedOn", "Latitude" AS "Latitude", "Longitude" AS "Longitude", "Version" AS "Number", "Id" AS "Id", "MergedInto" AS "MergedInto"
        FROM "Seniors" WHERE "Id" = @p0
        UNION ALL
        SELECT 1, "Category", NULL, NULL, NULL, "ValidFrom", "ValidTo", CAST(NULL AS double precision), CAST(NULL AS double precision), NULL, "SeniorId", CAST(NULL AS uuid)
        FROM "CategoryPeriods" WHERE "SeniorId" = @p0 AND "SupersededAt" IS NULL
        UNION ALL
        SELECT 2, "StackGroup", "Period", NULL, NULL, CAST(NULL AS date), CAST(NULL AS date), CAST(NULL AS double precision), CAST(NULL AS double precision), "Slot", "OrderId", CAST(NULL AS uuid)
        FROM "SubsidyClaims" WHERE "SeniorId" = @p0 AND "ServedOn" = @p1
        UNION ALL
        SELECT 3, "DivisionCode", "Basis", NULL, NULL, "ValidFrom", "ValidTo", CAST(NULL AS double precision), CAST(NULL AS double precision), NULL, "SeniorId", CAST(NULL AS uuid)
        FROM "DivisionPeriods" WHERE "SeniorId" = @p0 AND "SupersededAt" IS NULL
        UNION ALL
        SELECT 4, "Kind", NULL, NULL, NULL, "ValidFrom", "ValidTo", CAST(NULL AS double precision), CAST(NULL AS double precision), NULL, "SeniorId", CAST(NULL AS uuid)
        FROM "Absences" WHERE "SeniorId" = @p0 AND "SupersededAt" IS NULL
        """,
        row => row.GetInt32(0) switch
        {
            0 => new DinerRow(row.GetGuid(10), row.GetString(1), row.Date(5), MaybeDate(row), row.GetString(2), row.GetString(3),
                new(row.GetDouble(7), row.GetDouble(8)), Texts(row.GetString(4)), row.GetInt32(9), !row.IsDBNull(11)),
            1 => new Dated<string>(row.GetString(1), row.Date(5), MaybeDate(row)),
            2 => (new HeldKey(row.GetString(1), Enum.Parse<MealPeriod>(row.GetString(2)), row.GetGuid(10).ToString()), row.GetInt32(9)),
            3 => (Enum.Parse<DivisionBasis>(row.GetString(2)), new Dated<string>(row.GetString(1), row.Date(5), MaybeDate(row))),
            _ => new Dated<AbsenceKind>(Enum.Parse<AbsenceKind>(row.GetString(1)), row.Date(5), MaybeDate(row)),
        }, id, date.ToDateOnly());

    internal static SqlRead<CanteenRow> CanteenOf(Guid id) => new(
        """
        SELECT "Id", "Name", "DivisionCode", "Status", "DeliveryFen", "Latitude", "Longitude", "Version", "Licences", "OpeningDays", "Closures", "Tags"
        FROM "Canteens" WHERE "Id" = @p0
        """,
        row => new CanteenRow(row.GetGuid(0), row.GetString(1), row.GetString(2),
            new MealService(Enum.Parse<OperationStatus>(row.GetString(3)), Json<List<Licence>>(row.GetString(8)), Json<OpeningDays>(row.GetString(9)), Json<List<CanteenClosure>>(row.GetString(10))),
            row.GetInt64(4), new(row.GetDouble(5), row.GetDouble(6)), row.GetInt32(7), Texts(row.GetString(11))), id);

    internal static (SqlRead<MenuRow> Menu, SqlRead<MenuDishRow> Dishes) MenuOf(Guid canteenId, LocalDate date, MealPeriod period)
    {
        object?[] values = [canteenId, date.ToDateOnly(), period.ToString()];
        return (
            new("""SELECT "Id", "OrdersCloseAt", "ServedUntil", "Version" FROM "Menus" WHERE "CanteenId" = @p0 AND "ServedOn" = @p1 AND "Period" = @p2""",
                row => new MenuRow(row.GetGuid(0), row.At(1), row.At(2), row.GetInt32(3), []), values),
            new(
                """
                SELECT "Id", "Name", "PriceFen", "Capacity", "Remaining", "Allergens", "Tags", "NameEn", "Diets" FROM "MenuDishes"
                WHERE "MenuId" = (SELECT "Id" FROM "Menus" WHERE "CanteenId" = @p0 AND "ServedOn" = @p1 AND "Period" = @p2) ORDER BY "Position"
                """,
                row => new MenuDishRow(
                    row.GetGuid(0), row.GetString(1), row.GetInt64(2), row.GetInt32(3), row.GetInt32(4), Texts(row.GetString(5)), Texts(row.GetString(6)),
                    row.IsDBNull(7) ? null : row.GetString(7), Texts(row.GetString(8))), values));
    }

    internal static MenuRow? Whole(SqlRead<MenuRow> menu, SqlRead<MenuDishRow> dishes) =>
        menu.Rows.SingleOrDefault() is { } found ? found with { Dishes = dishes.Rows } : null;

    /// <summary>What the funds can still spend: their money, or what is left of their caps when that is less.</summary>
    public static FundBalances Balances(this SqlSession sql, IEnumerable<string> fundIds, Func<string, IReadOnlyList<FundCap>> capsOf) => new(fundIds.Distinct().ToDictionary(
        id => id, id => Math.Min(sql.BalanceOf(AccountKind.Fund, id), sql.LeftOf(capsOf(id)))));

    internal static T Json<T>(string text) => JsonSerializer.Deserialize<T>(text, StoredJson.Options)!;

    private static LocalDate? MaybeDate(SqlRow row) => row.IsDBNull(6) ? null : row.Date(6);

    private static IReadOnlyList<string> Texts(string json) => json == "[]" ? [] : Json<List<string>>(json);
}
