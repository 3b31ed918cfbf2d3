using ElderCare.Domain.Access;
using ElderCare.Domain.People;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.People;

namespace ElderCare.MobileApi.Access;

/// <summary>What a caller may do for a senior; the one place that decides it.</summary>
/// <param name="MaySee">Whether the record exists for the caller at all.</param>
/// <param name="Rights">What may be done with it.</param>
/// <param name="IsTheirSide">The senior or family: they see the code that hands a meal over.</param>
/// <param name="Cooks">The canteen of the meal: it must know what not to put in.</param>
/// <param name="SeesWhole">Whether nothing of the record is kept back, not what the person looks like nor how to get into the home: the senior, family with all rights, staff who keep the record.</param>
internal readonly record struct SeniorAccess(bool MaySee, FamilyRights Rights, bool IsTheirSide, bool Cooks = false, bool SeesWhole = false)
{
    private const FamilyRights All = FamilyRights.Order | FamilyRights.Pay | FamilyRights.ViewHealth;

    /// <summary>Roles whose division decides whom they see.</summary>
    public static readonly Role[] ByDivision =
        [Role.CityOfficer, Role.DistrictOfficer, Role.StreetOfficer, Role.CommunityWorker, Role.Auditor, Role.Agent, Role.Supervisor];

    /// <summary>Staff who order for a senior of their division.</summary>
    private static readonly Role[] OrderForOthers = [Role.CommunityWorker, Role.Agent, Role.Supervisor];

    public static SeniorAccess Of(Caller caller, Guid seniorId, string residenceDivision, string hukouDivision)
    {
        if (caller.Account.SeniorId == seniorId && caller.Is(Role.Senior)) return new(true, All, true, SeesWhole: true);
        if (caller.Is(Role.Family) && LinkTo(caller, seniorId) is { } link) return new(true, link.Rights, true, SeesWhole: link.Rights.HasFlag(All));
        if (caller.Is(ByDivision) && (caller.Covers(residenceDivision) || caller.Covers(hukouDivision)))
        {
            var rights = caller.Is(OrderForOthers) ? FamilyRights.Order | FamilyRights.ViewHealth : caller.Is(Role.Auditor) ? FamilyRights.None : FamilyRights.ViewHealth;
            return new(true, rights, false, SeesWhole: caller.Is(SeniorRecords.Keepers));
        }
        return default;
    }

    public static SeniorAccess Of(Caller caller, Senior senior) => Of(caller, senior.Id, senior.ResidenceDivision, senior.HukouDivision);

    /// <summary>A canteen's staff order at their own canteen for somebody in front of them: they see the name and the price, not why.</summary>
    public static SeniorAccess AtCounter(Caller caller, Guid canteenId, bool isOfItsCity) =>
        isOfItsCity && caller.Is(Role.CanteenStaff) && caller.Account.CanteenId == canteenId ? new(true, FamilyRights.Order, false, Cooks: true) : default;

    /// <exception cref="RequestProblem">404 for an outsider, 403 when the link lacks the right.</exception>
    public SeniorAccess Demand(FamilyRights right)
    {
        if (!MaySee) throw RequestProblem.NotFound("seniorId");
        if ((Rights & right) != right)
        {
            throw new RequestProblem(403, "people.linkDoesNotAllow", new("老人没有授权您做这件事。", "The senior has not allowed you to do this."));
        }
        return this;
    }

    private static FamilyLink? LinkTo(Caller caller, Guid seniorId) => caller.Links.FirstOrDefault(link => link.SeniorId == seniorId && link.HoldsAt(caller.Now));
}
