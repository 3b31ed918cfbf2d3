using ElderCare.Domain.Access;
using ElderCare.Domain.People;
using ElderCare.MobileApi.Access;

namespace ElderCare.MobileApi.Realtime;

/// <summary>The addresses of events: how they are written, and which ones a caller receives.</summary>
internal static class Audiences
{
    /// <summary>Roles that follow the meals of people whom their division covers.</summary>
    private static readonly Role[] WatchMeals = [Role.CityOfficer, Role.DistrictOfficer, Role.StreetOfficer, Role.CommunityWorker];

    /// <summary>Roles that also follow what the canteens of their division serve, whoever eats.</summary>
    private static readonly Role[] WatchCanteens = [Role.CityOfficer, Role.DistrictOfficer, Role.StreetOfficer];

    /// <summary>Roles that follow the visits of people whom their division covers.</summary>
    private static readonly Role[] WatchVisits = [Role.CityOfficer, Role.DistrictOfficer, Role.StreetOfficer, Role.CommunityWorker, Role.Agent, Role.Supervisor];

    /// <summary>Roles that work on the list of tasks of their division.</summary>
    public static readonly Role[] WorkOnTasks = [Role.CityOfficer, Role.DistrictOfficer, Role.StreetOfficer, Role.CommunityWorker, Role.Agent, Role.Supervisor];

    /// <summary>Roles that answer emergencies.</summary>
    public static readonly Role[] WorkAtDesk = [Role.Agent, Role.Supervisor];

    /// <summary>The nodes of the city themselves; no caller.</summary>
    public const string Nodes = "nodes";

    public static string Account(Guid id) => $"account:{id}";

    public static string Senior(Guid id) => $"senior:{id}";

    public static string Canteen(Guid id) => $"canteen:{id}";

    /// <summary>Those who follow the meals of people whom a division covers.</summary>
    public static string Meals(string division) => $"meals:{division}";

    /// <summary>Those who follow what the canteens of a division serve to people whom it does not cover.</summary>
    public static string Served(string division) => $"served:{division}";

    public static string Tasks(string division) => $"tasks:{division}";

    /// <summary>Agents and supervisors of a division.</summary>
    public static string Desk(string division) => $"desk:{division}";

    /// <summary>Supervisors of a division.</summary>
    public static string Supervisors(string division) => $"supervisors:{division}";

    /// <summary>Every agent and supervisor: for what nobody knows the place of.</summary>
    public const string Desks = "desks";

    /// <summary>The managers of a provider of home services.</summary>
    public static string Provider(Guid id) => $"provider:{id}";

    /// <summary>A caregiver.</summary>
    public static string Worker(Guid id) => $"worker:{id}";

    /// <summary>Those who follow the visits of people whom a division covers.</summary>
    public static string Services(string division) => $"services:{division}";

    /// <summary>A senior, and the family who may know how they are.</summary>
    public static string Health(Guid senior) => $"health:{senior}";

    /// <summary>What the caller may receive right now.</summary>
    public static IReadOnlyList<string> Of(Caller caller)
    {
        var all = new List<string> { Account(caller.AccountId) };
        if (caller.Is(Role.Senior) && caller.Account.SeniorId is { } self) all.AddRange([Senior(self), Health(self)]);
        if (caller.Is(Role.Family))
        {
            var links = caller.Links.Where(link => link.HoldsAt(caller.Now)).ToList();
            all.AddRange(links.Select(link => Senior(link.SeniorId)).Distinct());
            all.AddRange(links.Where(link => link.Rights.HasFlag(FamilyRights.ViewHealth)).Select(link => Health(link.SeniorId)).Distinct());
        }
        if (caller.Is(WorkAtDesk)) all.Add(Desks);
        if (caller.Is(Role.CanteenStaff) && caller.Account.CanteenId is { } canteen) all.Add(Canteen(canteen));
        if (caller.Is(Role.ProviderManager) && caller.Account.ProviderId is { } provider) all.Add(Provider(provider));
        if (caller.Is(Role.Caregiver) && caller.Account.WorkerId is { } worker) all.Add(Worker(worker));
        if (caller.Account.DivisionCode is { } division)
        {
            if (caller.Is(WatchVisits)) all.Add(Services(division));
            if (caller.Is(WatchMeals)) all.Add(Meals(division));
            if (caller.Is(WatchCanteens)) all.Add(Served(division));
            if (caller.Is(WorkOnTasks)) all.Add(Tasks(division));
            if (caller.Is(WorkAtDesk)) all.Add(Desk(division));
            if (caller.Is(Role.Supervisor)) all.Add(Supervisors(division));
        }
        return all;
    }
}
