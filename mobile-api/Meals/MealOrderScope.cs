using ElderCare.Data;
using ElderCare.Domain.Access;
using ElderCare.Domain.Meals;
using ElderCare.MobileApi.Access;

namespace ElderCare.MobileApi.Meals;

/// <summary>Which orders a caller finds in a list: the same ones that a GET would show.</summary>
internal static class MealOrderScope
{
    public static IQueryable<MealOrder> Visible(IQueryable<MealOrder> orders, CityContext db, Caller caller, CityFacts facts)
    {
        var mine = caller.Links.Where(link => caller.Is(Role.Family) && link.HoldsAt(caller.Now)).Select(link => link.SeniorId).ToList();
        if (caller.Is(Role.Senior) && caller.Account.SeniorId is { } self) mine.Add(self);
        var canteen = caller.Is(Role.CanteenStaff) ? caller.Account.CanteenId : null;
        var people = caller.Is(SeniorAccess.ByDivision) && caller.Account.DivisionCode is { } division ? facts.Below(division) : [];
        var officer = caller.Is(Role.CityOfficer, Role.DistrictOfficer, Role.StreetOfficer, Role.Auditor);
        if (people.Count == 0) return orders.Where(order => mine.Contains(order.SeniorId) || order.CanteenId == canteen);
        return orders.Where(order => mine.Contains(order.SeniorId) || order.CanteenId == canteen
            || db.Seniors.Any(senior => senior.Id == order.SeniorId && (people.Contains(senior.ResidenceDivision) || people.Contains(senior.HukouDivision)))
            || (officer && db.Canteens.Any(place => place.Id == order.CanteenId && people.Contains(place.DivisionCode))));
    }
}
