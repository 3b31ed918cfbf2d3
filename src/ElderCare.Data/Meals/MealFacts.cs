using ElderCare.Data.Writing;
using ElderCare.Domain.Funding;
using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.Data.Meals;

/// <summary>What a meal's price is made from, as the tables hold it; absent where a table has no such row.</summary>
public sealed record MealFacts(
    DinerRow? Diner, CanteenRow? Canteen, MenuRow? Menu, IReadOnlyList<string> Categories, IReadOnlyList<(HeldKey Key, int Slot)> Claims)
{
    /// <summary>Reads all of it in one trip.</summary>
    public static MealFacts Read(SqlSession sql, Guid seniorId, Guid canteenId, LocalDate date, MealPeriod period)
    {
        var diner = MealReads.Diner(seniorId);
        var categories = MealReads.CategoriesOn(seniorId, date);
        var claims = MealReads.ClaimsOn(seniorId, date);
        var canteen = MealReads.Canteen(canteenId);
        var (menu, dishes) = MealReads.MenuWithDishes(canteenId, date, period);
        sql.QueryAll(diner, categories, claims, canteen, menu, dishes);
        return new(diner.Rows.SingleOrDefault(), canteen.Rows.SingleOrDefault(), MealReads.MenuOf(menu, dishes), categories.Rows, claims.Rows);
    }
}
