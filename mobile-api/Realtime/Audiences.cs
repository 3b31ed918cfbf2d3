using ElderCare.Domain.Access;
using ElderCare.MobileApi.Access;

namespace ElderCare.MobileApi.Realtime;

/// <summary>The addresses of events: how they are written, and which ones a caller receives.</summary>
internal static class Audiences
{
    /// <summary>Roles that follow the meals of their division.</summary>
    private static readonly Role[] WatchMeals = [Role.CityOfficer, Role.DistrictOfficer, Role.StreetOfficer, Role.CommunityWorker];

    /// <summary>Roles that work on the list of tasks of their division.</summary>
    public static readonly Role[] WorkOnTasks = [Role.CityOfficer, Role.DistrictOfficer, Role.StreetOfficer, Role.CommunityWorker, Role.Agent, Role.Supervisor];

    /// <summary>The nodes of the city themselves; no caller.</summary>
    public const string Nodes = "nodes";

    public static string Account(Guid id) => $"account:{id}";

    public static string Senior(Guid id) => $"senior:{id}";

    public static string Canteen(Guid id) => $"canteen:{id}";

    public static string Meals(string division) => $"meals:{division}";

    public static string Tasks(string division) => $"tasks:{division}";

    /// <summary>What the caller may receive right now.</summary>
    public static IReadOnlyList<string> Of(Caller caller)
    {
        var all = new List<string> { Account(caller.AccountId) };
        if (caller.Is(Role.Senior) && caller.Account.SeniorId is { } self) all.Add(Senior(self));
        if (caller.Is(Role.Family)) all.AddRange(caller.Links.Where(link => link.HoldsAt(caller.Now)).Select(link => Senior(link.SeniorId)).Distinct());
        if (caller.Is(Role.CanteenStaff) && caller.Account.CanteenId is { } canteen) all.Add(Canteen(canteen));
        if (caller.Account.DivisionCode is { } division)
        {
            if (caller.Is(WatchMeals)) all.Add(Meals(division));
            if (caller.Is(WorkOnTasks)) all.Add(Tasks(division));
        }
        return all;
    }
}
