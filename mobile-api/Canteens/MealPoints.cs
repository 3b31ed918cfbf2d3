using ElderCare.Data.Writing;
using ElderCare.Domain.Access;
using ElderCare.Domain.Canteens;
using ElderCare.MobileApi.Access;

namespace ElderCare.MobileApi.Canteens;

/// <summary>Meal points as those who run them get at them.</summary>
internal static class MealPoints
{
    /// <summary>Roles that keep the register of meal points.</summary>
    public static readonly Role[] Officers = [Role.CityOfficer, Role.DistrictOfficer, Role.StreetOfficer];

    /// <summary>Those, and the meal point's own staff.</summary>
    public static readonly Role[] Runners = [.. Officers, Role.CanteenStaff];

    /// <summary>The meal point, for this unit alone until it ends; null when there is none.</summary>
    public static Canteen? HoldCanteen(this CityUnit unit, Guid id)
    {
        if (!unit.IsAlone) unit.Sql.Query("""SELECT 1 FROM "Canteens" WHERE "Id" = @p0 FOR UPDATE""", _ => true, id);
        return unit.Db.Canteens.SingleOrDefault(canteen => canteen.Id == id);
    }

    /// <summary>Whether the caller works there or is an officer of the place.</summary>
    public static bool MayRun(this Caller caller, Guid canteenId, string division) =>
        (caller.Is(Role.CanteenStaff) && caller.Account.CanteenId == canteenId) || (caller.Is(Officers) && caller.Covers(division));
}
