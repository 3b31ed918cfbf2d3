using ElderCare.Data.Writing;
using ElderCare.Domain.Funding;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.Data.Meals;

/// <summary>What a meal's price is made from, as the tables hold it; absent where there is no such row.</summary>
public sealed record MealFacts(
    DinerRow? Diner, PersonFacts? Person, IReadOnlyList<(HeldKey Key, int Slot)> Claims, CanteenRow? Canteen, MenuRow? Menu)
{
    /// <summary>Reads all of it; on PostgreSQL in one trip.</summary>
    /// <param name="database">Where the city is kept.</param>
    /// <param name="seniorId">Who eats.</param>
    /// <param name="canteenId">Who cooks.</param>
    /// <param name="date">The meal's date.</param>
    /// <param name="period">The meal of that day.</param>
    /// <param name="known">The canteen and its menu, when they were read before.</param>
    public static async ValueTask<MealFacts> Read(CityDatabase database, Guid seniorId, Guid canteenId, LocalDate date, MealPeriod period, (CanteenRow Canteen, MenuRow Menu)? known)
    {
        var diner = MealReads.DinerOn(seniorId, date);
        if (known is { } remembered)
        {
            await database.Find(diner);
            return Of(diner.Rows, remembered.Canteen, remembered.Menu);
        }
        var canteen = MealReads.CanteenOf(canteenId);
        var (menu, dishes) = MealReads.MenuOf(canteenId, date, period);
        await database.Find(diner, canteen, menu, dishes);
        return Of(diner.Rows, canteen.Rows.SingleOrDefault(), MealReads.Whole(menu, dishes));
    }

    private static MealFacts Of(List<object> rows, CanteenRow? canteen, MenuRow? menu)
    {
        var diner = rows.OfType<DinerRow>().SingleOrDefault();
        return new(diner, diner is null ? null : PersonOf(diner, rows), [.. rows.OfType<(HeldKey, int)>()], canteen, menu);
    }

    private static PersonFacts PersonOf(DinerRow diner, List<object> rows) => new()
    {
        BornOn = diner.BornOn,
        DiedOn = diner.DiedOn,
        HukouDivision = diner.HukouDivision,
        ResidenceDivision = diner.ResidenceDivision,
        Categories = [.. rows.OfType<Dated<string>>()],
        Hukou = DivisionsOf(DivisionBasis.Hukou, rows),
        Residence = DivisionsOf(DivisionBasis.Residence, rows),
        Absences = [.. rows.OfType<Dated<AbsenceKind>>()],
    };

    private static IReadOnlyList<Dated<string>> DivisionsOf(DivisionBasis basis, List<object> rows) =>
        [.. rows.OfType<(DivisionBasis Basis, Dated<string> Period)>().Where(row => row.Basis == basis).Select(row => row.Period)];
}
