using ElderCare.Data.Writing;
using ElderCare.Domain.Meals;
using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.Data.Meals;

/// <summary>Prepared reads of orders.</summary>
public static class MealOrderReads
{
    private const string Select =
        """
        SELECT o."Id", o."SeniorId", s."Name", s."ResidenceDivision", s."HukouDivision", o."CanteenId", c."Name", c."DivisionCode",
               o."ServedOn", o."Period", o."OrdersCloseAt", o."Fulfilment", o."DeliveryPointId", o."PayBy", o."State",
               o."Items", o."PriceFen", o."DeliveryFen", o."Splits", o."Explanation", o."Code", o."PlacedAt", o."Version",
               o."Channel", o."PlacedBy", a."Name", o."AllergyOverride"
        FROM "MealOrders" o JOIN "Seniors" s ON s."Id" = o."SeniorId" JOIN "Canteens" c ON c."Id" = o."CanteenId" LEFT JOIN "Accounts" a ON a."Id" = o."PlacedBy"
        """;

    private const string ById = Select + """ WHERE o."Id" = @p0""";

    public static MealOrderRow? MealOrder(this SqlSession sql, Guid id) => sql.Query(ById, Map, id).SingleOrDefault();

    public static async ValueTask<MealOrderRow?> MealOrder(this CityDatabase database, Guid id)
    {
        var order = new SqlRead<MealOrderRow>(ById, Map, id);
        await database.Find(order);
        return order.Rows.SingleOrDefault();
    }

    private static MealOrderRow Map(SqlRow row) => new(
        row.GetGuid(0), row.GetGuid(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetGuid(5), row.GetString(6), row.GetString(7),
        row.Date(8), Enum.Parse<MealPeriod>(row.GetString(9)), row.At(10), Enum.Parse<Fulfilment>(row.GetString(11)), row.IsDBNull(12) ? null : row.GetGuid(12),
        Enum.Parse<PayBy>(row.GetString(13)), Enum.Parse<MealOrderState>(row.GetString(14)),
        MealReads.Json<List<Portion>>(row.GetString(15)), row.GetInt64(16), row.GetInt64(17),
        MealReads.Json<List<OrderSplit>>(row.GetString(18)), MealReads.Json<List<Bilingual>>(row.GetString(19)), row.GetString(20), row.At(21), row.GetInt32(22),
        Enum.Parse<OrderChannel>(row.GetString(23)), row.GetGuid(24), row.IsDBNull(25) ? null : row.GetString(25),
        row.IsDBNull(26) ? null : MealReads.Json<AllergyOverride>(row.GetString(26)));
}
