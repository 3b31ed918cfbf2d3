using ElderCare.Data;
using ElderCare.Domain.Access;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.People;

/// <summary>For whom a caller may order what recurs, and see what is ordered so.</summary>
internal static class OrderingFor
{
    /// <summary>Who orders: the person, their family, and staff who act for them.</summary>
    public static readonly Role[] Roles = [Role.Senior, Role.Family, Role.CommunityWorker, Role.Agent, Role.Supervisor];

    /// <summary>Everybody for whom the caller may order.</summary>
    public static IQueryable<Senior> Everybody(CityContext db, Caller caller, CityFacts facts)
    {
        var mine = caller.Links.Where(link => caller.Is(Role.Family) && link.HoldsAt(caller.Now) && link.Rights.HasFlag(FamilyRights.Order)).Select(link => link.SeniorId).ToList();
        if (caller.Is(Role.Senior) && caller.Account.SeniorId is { } self) mine.Add(self);
        var below = caller.Is(Role.CommunityWorker, Role.Agent, Role.Supervisor) && caller.Account.DivisionCode is { } division ? facts.Below(division) : [];
        return db.Seniors.Where(senior => mine.Contains(senior.Id) || below.Contains(senior.ResidenceDivision) || below.Contains(senior.HukouDivision));
    }

    /// <summary>A person for whom the caller may order.</summary>
    /// <param name="db">The tables.</param>
    /// <param name="seniorId">Who.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="ct">Gives up.</param>
    /// <param name="orders">Whether something is ordered for them now: then they must live, and the record must be the one that stands.</param>
    /// <exception cref="RequestProblem">404 for an outsider, 403 when the link lacks the right.</exception>
    /// <exception cref="RuleViolation"><c>people.deceased</c>.</exception>
    public static async Task<(Senior Senior, SeniorAccess Access)> Find(CityContext db, Guid seniorId, Caller caller, CancellationToken ct, bool orders = false)
    {
        var senior = await db.Seniors.AsNoTracking().SingleOrDefaultAsync(senior => senior.Id == seniorId, ct) ?? throw RequestProblem.NotFound("seniorId");
        var access = SeniorAccess.Of(caller, senior).Demand(FamilyRights.Order);
        if (!orders) return (senior, access);
        senior.ThrowIfMerged("seniorId");
        RuleViolation.ThrowIf(senior.IsDeadOn(CityClock.DateOf(caller.Now)), "people.deceased", "登记显示这位老人已经去世，不能再订。", "The register says that this person has died; nothing can be ordered.", "seniorId");
        return (senior, access);
    }
}
