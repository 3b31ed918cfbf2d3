using ElderCare.Domain.HomeServices;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.MobileApi.HomeServices;

/// <summary>A weekly plan of visits at home.</summary>
/// <param name="Visits">What it has done lately, the newest first.</param>
internal sealed record ServicePlanView(
    Guid Id, RecurringState State, Guid SeniorId, IReadOnlyList<PlanSlotRequest> Slots, string? Notes, Guid? PreferredWorkerId, Sex? WorkerSex, bool AcceptSelfPay, Guid? PackageId,
    LocalDate From, LocalDate? Until, LocalDate? PausedFrom, LocalDate? PausedUntil, Guid OrderedBy, IReadOnlyList<PlanVisitView> Visits)
{
    public static ServicePlanView Of(ServicePlan plan, IEnumerable<PlanVisit> visits) => new(
        plan.Id, plan.State, plan.SeniorId, [.. plan.Slots.Select(PlanSlotRequest.Of)], plan.Notes, plan.PreferredWorkerId, plan.WorkerSex, plan.AcceptSelfPay, plan.PackageId,
        plan.From, plan.Until, plan.PausedFrom, plan.PausedUntil, plan.OrderedBy,
        [.. visits.Select(visit => new PlanVisitView(CityClock.At(visit.Date, LocalTime.FromMinutesSinceMidnight(visit.Minute)), visit.Outcome, visit.OrderId, visit.Reason))]);
}

/// <summary>What became of one visit of a plan.</summary>
/// <param name="StartsAt">When it is, or was to be.</param>
/// <param name="OrderId">The visit that was booked; also when the plan called it off.</param>
/// <param name="Reason">The code of the refusal, or why it was called off.</param>
internal sealed record PlanVisitView(Instant StartsAt, PlanOutcome Outcome, Guid? OrderId, string? Reason);
