using ElderCare.Data;
using ElderCare.Domain.Access;
using ElderCare.Domain.HomeServices;
using ElderCare.Domain.People;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;

namespace ElderCare.MobileApi.HomeServices;

/// <summary>Who sees a visit, and from which side: the person's, the provider's, the one who comes, or staff of the division.</summary>
internal readonly record struct ServiceAccess(bool MaySee, SeniorAccess Person, bool IsProvider, bool IsWorker)
{
    /// <summary>Staff who decide about visits of their division.</summary>
    public static readonly Role[] Officers = [Role.CityOfficer, Role.DistrictOfficer, Role.StreetOfficer];

    /// <summary>Whether the caller may know the name and the whole address.</summary>
    public bool SeesHome => IsWorker || Person.IsTheirSide;

    public static ServiceAccess Of(Caller caller, ServiceOrder order, string residence, string hukou, bool isOfferedToTheirs)
    {
        var person = SeniorAccess.Of(caller, order.SeniorId, residence, hukou);
        var isProvider = caller.Is(Role.ProviderManager) && caller.Account.ProviderId is { } provider && (order.ProviderId == provider || isOfferedToTheirs);
        var isWorker = Comes(caller, order);
        return new(person.MaySee || isProvider || isWorker, person, isProvider, isWorker);
    }

    /// <summary>Whether the caller is one of those who come.</summary>
    public static bool Comes(Caller caller, ServiceOrder order) => caller.Is(Role.Caregiver) && caller.Account.WorkerId is { } worker && order.IsBy(worker);

    /// <exception cref="RequestProblem">404 for who does not see it.</exception>
    public ServiceAccess Demand() => MaySee ? this : throw RequestProblem.NotFound();

    /// <summary>Demands a right of the person's side, or of staff who act for them.</summary>
    /// <exception cref="RequestProblem">404 for an outsider, 403 for who sees it and may not.</exception>
    public void DemandOf(FamilyRights right)
    {
        Demand();
        if (!Person.MaySee) throw RequestProblem.Forbidden();
        Person.Demand(right);
    }

    /// <summary>Which visits a caller finds in a list: the same ones that a GET would show.</summary>
    public static IQueryable<ServiceOrder> Visible(CityContext db, Caller caller, CityFacts facts)
    {
        var mine = caller.Links.Where(link => caller.Is(Role.Family) && link.HoldsAt(caller.Now)).Select(link => link.SeniorId).ToList();
        if (caller.Is(Role.Senior) && caller.Account.SeniorId is { } self) mine.Add(self);
        var provider = caller.Is(Role.ProviderManager) ? caller.Account.ProviderId : null;
        var worker = caller.Is(Role.Caregiver) ? caller.Account.WorkerId : null;
        var people = caller.Is(SeniorAccess.ByDivision) && caller.Account.DivisionCode is { } division ? facts.Below(division) : [];
        return db.ServiceOrders.Where(order => mine.Contains(order.SeniorId)
            || (provider != null && (order.ProviderId == provider || (order.State == ServiceOrderState.Unfilled && db.ServiceOffers.Any(offer => offer.OrderId == order.Id && db.Caregivers.Any(asked => asked.Id == offer.CaregiverId && asked.ProviderId == provider)))))
            || (worker != null && (order.WorkerId == worker || order.SecondWorkerId == worker))
            || db.Seniors.Any(senior => senior.Id == order.SeniorId && (people.Contains(senior.ResidenceDivision) || people.Contains(senior.HukouDivision))));
    }
}
