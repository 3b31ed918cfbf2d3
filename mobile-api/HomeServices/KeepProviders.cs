using ElderCare.Data.Writing;
using ElderCare.Domain.Access;
using ElderCare.Domain.HomeServices;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Requests;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using ServiceProvider = ElderCare.Domain.HomeServices.ServiceProvider; // the container has a type of that name

namespace ElderCare.MobileApi.HomeServices;

/// <summary>Providers and their contracts, caregivers and their leave, and who is not sent to whom.</summary>
internal sealed class KeepProviders(RequestWriter requests, CityFacts facts, AnswerOffer answers, OfferVisits offers, HomeServicePolicy policy)
{
    public Task<Answer<ProviderView>> Add(ProviderRequest request, Caller caller, CancellationToken ct)
    {
        new FieldErrors().Text(request.Name, "name", 2, 60).Require(Covers(caller, request.DivisionCode), "divisionCode", "不在您的辖区。", "It is not in your division.").ThrowIfAny();
        return requests.Commit(unit =>
        {
            var provider = new ServiceProvider { Id = Guid.CreateVersion7(), Name = request.Name!.Trim(), DivisionCode = request.DivisionCode!, IsActive = true };
            unit.Insert(provider);
            unit.Record(caller.Actor, "provider.added", provider.Id.ToString());
            return Answer<ProviderView>.Created($"/api/service-providers/{provider.Id}", ProviderView.Of(provider, []));
        }, ct);
    }

    public Task<Answer<ProviderView>> Contract(Guid id, ContractRequest request, Caller caller, CancellationToken ct)
    {
        new FieldErrors().Present(request.ValidFrom, "validFrom").Require(Covers(caller, request.DivisionCode), "divisionCode", "不在您的辖区。", "It is not in your division.")
            .Require(request.ValidTo is null || request.ValidTo > request.ValidFrom, "validTo", "要晚于开始日期。", "It must be after validFrom.").ThrowIfAny();
        return requests.Commit(unit =>
        {
            var provider = unit.Db.ServiceProviders.AsNoTracking().SingleOrDefault(one => one.Id == id) ?? throw RequestProblem.NotFound();
            unit.Db.ProviderContracts.Add(new() { Id = Guid.CreateVersion7(), ProviderId = id, DivisionCode = request.DivisionCode!, ValidFrom = request.ValidFrom!.Value, ValidTo = request.ValidTo });
            unit.Db.SaveChanges();
            unit.Record(caller.Actor, "provider.contracted", id.ToString(), detail: request.DivisionCode);
            return Answer<ProviderView>.Ok(ProviderView.Of(provider, unit.Db.ProviderContracts.AsNoTracking().Where(contract => contract.ProviderId == id).ToList()));
        }, ct);
    }

    public Task<Answer<CaregiverView>> Add(CaregiverRequest request, Caller caller, CancellationToken ct)
    {
        var employer = EmployerOf(caller, request.ProviderId);
        request.Check(isNew: true, facts).Present(employer, "providerId").ThrowIfAny();
        return requests.Commit(unit =>
        {
            if (!unit.Db.ServiceProviders.Any(provider => provider.Id == employer)) throw RequestProblem.Invalid("providerId", "没有这个服务商。", "There is no such provider.");
            ThrowUnlessWorks(unit, request.WorkerId, employer!.Value);
            var caregiver = new Caregiver
            {
                Id = request.WorkerId ?? Guid.CreateVersion7(),
                ProviderId = employer.Value,
                Name = request.Name!.Trim(),
                Sex = request.Sex!.Value,
                Certificates = request.Certificates ?? [],
                Areas = request.Areas!,
                WorksFromMinute = request.WorksFromMinute ?? policy.UsualHours.FromMinute,
                WorksUntilMinute = request.WorksUntilMinute ?? policy.UsualHours.UntilMinute,
            };
            RuleViolation.ThrowIf(!unit.TryInsert(caregiver), "caregivers.known", "这位护理员已经登记。", "The caregiver is registered already.", "workerId");
            unit.Record(caller.Actor, "caregiver.added", caregiver.Id.ToString());
            return Answer<CaregiverView>.Created($"/api/caregivers/{caregiver.Id}", CaregiverView.Of(caregiver), Versions.ETag(caregiver.Version));
        }, ct);
    }

    public Task<Answer<CaregiverView>> Change(Guid id, CaregiverRequest request, Caller caller, HttpRequest http, CancellationToken ct)
    {
        request.Check(isNew: false, facts).ThrowIfAny();
        return requests.Commit(unit =>
        {
            var caregiver = Hold(unit, id, caller);
            Versions.ThrowUnlessMatches(http, caregiver.Version);
            caregiver.Name = request.Name?.Trim() ?? caregiver.Name;
            caregiver.Certificates = request.Certificates ?? caregiver.Certificates;
            caregiver.Areas = request.Areas ?? caregiver.Areas;
            (caregiver.WorksFromMinute, caregiver.WorksUntilMinute) = (request.WorksFromMinute ?? caregiver.WorksFromMinute, request.WorksUntilMinute ?? caregiver.WorksUntilMinute);
            if (caregiver.WorksFromMinute >= caregiver.WorksUntilMinute) throw RequestProblem.Invalid("worksUntilMinute", "要晚于开始时间。", "It must be above worksFromMinute.");
            caregiver.Version++;
            unit.Record(caller.Actor, "caregiver.changed", id.ToString());
            return Answer<CaregiverView>.Ok(CaregiverView.Of(caregiver), Versions.ETag(caregiver.Version));
        }, ct);
    }

    /// <summary>Writes down a leave; the visits on it are named, and stay until somebody assigns them or the caregiver hands them over.</summary>
    public Task<Answer<LeaveView>> Leave(Guid id, LeaveRequest request, Caller caller, CancellationToken ct)
    {
        new FieldErrors().Present(request.From, "from").Present(request.Until, "until").Require(request.Until is null || request.Until > request.From, "until", "要晚于开始日期。", "It must be after from.")
            .Text(request.Reason, "reason", 1, 200).ThrowIfAny();
        return requests.Commit(unit =>
        {
            var caregiver = Hold(unit, id, caller);
            var leave = new CaregiverLeave { Id = Guid.CreateVersion7(), CaregiverId = id, From = request.From!.Value, Until = request.Until!.Value, Reason = request.Reason!.Trim() };
            unit.Db.CaregiverLeaves.Add(leave);
            caregiver.Version++;
            var (from, until) = (CityClock.At(leave.From, LocalTime.Midnight), CityClock.At(leave.Until, LocalTime.Midnight));
            var visits = unit.Db.ServiceOrders.Where(order => (order.WorkerId == id || order.SecondWorkerId == id) && order.StartsAt >= from && order.StartsAt < until && ServiceOrder.Coming.Contains(order.State)).Select(order => order.Id).ToList();
            unit.Record(caller.Actor, "caregiver.leave", id.ToString());
            return Answer<LeaveView>.Ok(new(leave.Id, id, leave.From, leave.Until, leave.Reason, visits));
        }, ct);
    }

    /// <summary>Sends a caregiver to a person no more; to the visits that they were to come to, others are asked.</summary>
    public async Task<Answer<BarView>> Bar(Guid seniorId, BarRequest request, Caller caller, CancellationToken ct)
    {
        new FieldErrors().Present(request.CaregiverId, "caregiverId").Text(request.Reason, "reason", 1, 200).ThrowIfAny();
        IReadOnlyList<Guid> open = [];
        var answer = await requests.Commit(unit =>
        {
            var senior = unit.Db.Seniors.AsNoTracking().SingleOrDefault(row => row.Id == seniorId);
            if (senior is null || !SeniorAccess.Of(caller, senior).MaySee) throw RequestProblem.NotFound();
            if (!unit.Db.Caregivers.Any(caregiver => caregiver.Id == request.CaregiverId)) throw RequestProblem.Invalid("caregiverId", "没有这位护理员。", "There is no such caregiver.");
            var pair = new BarredPair { SeniorId = seniorId, CaregiverId = request.CaregiverId!.Value, Reason = request.Reason!.Trim(), At = unit.Now };
            unit.TryInsert(pair);
            open = answers.SendOthers(unit, pair.CaregiverId, order => order.SeniorId == seniorId);
            unit.Record(caller.Actor, "caregiver.barred", pair.CaregiverId.ToString(), seniorId, pair.Reason);
            return Answer<BarView>.Ok(new(pair.SeniorId, pair.CaregiverId, pair.Reason, pair.At, open));
        }, ct);
        foreach (var id in open) await offers.AskMore(id, ct);
        return answer;
    }

    private static bool Covers(Caller caller, string? division) => division is not null && caller.Covers(division);

    private static Guid? EmployerOf(Caller caller, Guid? named) => caller.Is(Role.ProviderManager) ? caller.Account.ProviderId : named;

    private static void ThrowUnlessWorks(CityUnit unit, Guid? worker, Guid employer)
    {
        if (worker is null || unit.Db.Accounts.Any(account => account.WorkerId == worker && account.ProviderId == employer)) return;
        throw RequestProblem.Invalid("workerId", "这个服务商没有这个工作人员的账号。", "The provider has no account of this worker.");
    }

    private Caregiver Hold(CityUnit unit, Guid id, Caller caller)
    {
        var caregiver = unit.Db.Caregivers.SingleOrDefault(one => one.Id == id) ?? throw RequestProblem.NotFound();
        var isTheirs = caller.Is(Role.ProviderManager)
            ? caregiver.ProviderId == caller.Account.ProviderId
            : caller.Account.DivisionCode is { } division && facts.Below(division) is var below && unit.Db.ProviderContracts.Any(contract => contract.ProviderId == caregiver.ProviderId && below.Contains(contract.DivisionCode));
        return isTheirs ? caregiver : throw RequestProblem.NotFound();
    }
}
