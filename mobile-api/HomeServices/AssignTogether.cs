using ElderCare.Data;
using ElderCare.Data.HomeServices;
using ElderCare.Data.Writing;
using ElderCare.Domain.Access;
using ElderCare.Domain.HomeServices;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.HomeServices;

/// <summary>
/// Shares the visits of a day that nobody has taken out among caregivers, so that they travel as little as can be found; a person says
/// whether it is done. Each visit is then given by itself: what has changed meanwhile is left and told.
/// </summary>
internal sealed class AssignTogether(CityDatabase database, CityWriter writer, CityFacts facts, DispatchReads reads, AnswerOffer answers, HomeServicePolicy policy) : IDisposable
{
    /// <summary>More at once would hold a processor for longer than somebody waits.</summary>
    private const int MostOrders = 1_000;
    private const int RoundsAnOrder = 20;
    private const int Seed = 12349;
    private readonly SemaphoreSlim _oneAtATime = new(1);

    /// <summary>Who would come to which of the visits that the caller may give to somebody.</summary>
    /// <param name="date">The day.</param>
    /// <param name="division">Where, with everything below.</param>
    /// <param name="caller">A supervisor of the division, or a manager of a provider that has a contract there: of their own caregivers only.</param>
    /// <param name="ct">Gives up waiting for the plan of somebody else.</param>
    public async Task<BatchView> Propose(LocalDate date, string division, Caller caller, CancellationToken ct)
    {
        var provider = ProviderOf(date, division, caller);
        var (orders, left) = Read(date, division, caller);
        await _oneAtATime.WaitAsync(ct);
        try
        {
            return await Task.Run(() => Plan(date, division, orders, left, provider), CancellationToken.None);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>Gives each visit of a plan to whoever it names; answers the plan with what became of each.</summary>
    public async Task<BatchView> Apply(BatchView plan, Caller caller, CancellationToken ct)
    {
        var done = new List<BatchVisitView>();
        foreach (var visit in plan.Assignments) done.Add(visit with { Problem = await Give(visit, caller, ct), Assigned = true });
        return plan with { Assignments = [.. done.Select(visit => visit.Problem is null ? visit : visit with { Assigned = false })], Applied = true };
    }

    public void Dispose() => _oneAtATime.Dispose();

    private async Task<string?> Give(BatchVisitView visit, Caller caller, CancellationToken ct)
    {
        try
        {
            await writer.Commit(Lane.Interactive, unit => { answers.Give(unit, visit.OrderId, visit.CaregiverId, "batch", caller, onlyIfOpen: true); }, ct);
            return null;
        }
        catch (RuleViolation changed)
        {
            return changed.Code;
        }
        catch (RequestProblem gone)
        {
            return gone.Code;
        }
    }

    private BatchView Plan(LocalDate date, string division, IReadOnlyList<(ServiceOrder Order, ServiceItem Item)> orders, int left, Guid? provider)
    {
        var byId = orders.ToDictionary(one => one.Order.Id, one => one.Order);
        var candidates = reads.CandidatesOfAll(orders.Select(one => VisitWish.Of(one.Order, one.Item)), code => [.. facts.Divisions.Ancestors(code)], provider);
        var (together, oneByOne) = BatchAssignment.Plan([.. candidates.Select(one => new BatchOrder(one.Wish, MissingOf(byId[one.Wish.OrderId]), one.Candidates))], policy, orders.Count * RoundsAnOrder, Seed);
        using var db = database.Read();
        var ids = together.Visits.Select(visit => visit.CaregiverId).Distinct().ToList();
        var names = db.Caregivers.Where(caregiver => ids.Contains(caregiver.Id)).ToDictionary(caregiver => caregiver.Id, caregiver => caregiver.Name);
        var placed = together.Visits.CountBy(visit => visit.OrderId).ToDictionary();
        return new(
            date, division, orders.Count, left,
            [.. together.Visits.Select(visit => new BatchVisitView(visit.OrderId, byId[visit.OrderId].StartsAt, byId[visit.OrderId].EndsAt, visit.CaregiverId, names[visit.CaregiverId], Math.Round(visit.TravelMinutes, 1), false, null))],
            [.. orders.Where(one => placed.GetValueOrDefault(one.Order.Id) < MissingOf(one.Order)).Select(one => one.Order.Id)],
            Math.Round(together.TravelMinutes, 1), oneByOne.Visits.Count, Math.Round(oneByOne.TravelMinutes, 1),
            oneByOne.TravelMinutes > 0 ? Math.Round((1 - together.TravelMinutes / oneByOne.TravelMinutes) * 100, 1) : null, false);
    }

    private (IReadOnlyList<(ServiceOrder Order, ServiceItem Item)> Orders, int Left) Read(LocalDate date, string division, Caller caller)
    {
        using var db = database.Read();
        var below = facts.Below(division);
        var from = Instant.Max(CityClock.At(date, LocalTime.Midnight), caller.Now);
        var until = CityClock.EndOf(date);
        var open = ServiceAccess.Visible(db, caller, facts).Where(order => ServiceOrder.Open.Contains(order.State) && order.StartsAt >= from && order.StartsAt < until && below.Contains(order.DivisionCode));
        var orders = open.OrderBy(order => order.StartsAt).ThenBy(order => order.Id).Take(MostOrders).Join(db.ServiceItems, order => order.ServiceItemId, item => item.Id, (order, item) => new { order, item }).ToList();
        return ([.. orders.OrderBy(one => one.order.StartsAt).ThenBy(one => one.order.Id).Select(one => (one.order, one.item))], orders.Count < MostOrders ? 0 : open.Count() - MostOrders);
    }

    /// <summary>Whose caregivers may be sent: those of all providers for a supervisor of the division, their own for a manager.</summary>
    /// <exception cref="RequestProblem">404 for a division that is neither the caller's nor under a contract of theirs on that day.</exception>
    private Guid? ProviderOf(LocalDate date, string division, Caller caller)
    {
        if (facts.Divisions.Knows(division) && caller.Is(Role.Supervisor) && caller.Covers(division)) return null;
        var provider = caller.Is(Role.ProviderManager) ? caller.Account.ProviderId : null;
        List<string> places = [.. facts.Divisions.Ancestors(division)];
        using var db = database.Read();
        var hasContract = provider is not null && facts.Divisions.Knows(division) && db.ProviderContracts.Any(contract => contract.ProviderId == provider && places.Contains(contract.DivisionCode)
            && contract.ValidFrom <= date && (contract.ValidTo == null || contract.ValidTo > date));
        return hasContract ? provider : throw RequestProblem.NotFound("divisionCode");
    }

    private static int MissingOf(ServiceOrder order) => order.Workers - new[] { order.WorkerId, order.SecondWorkerId }.Count(worker => worker is not null);
}
