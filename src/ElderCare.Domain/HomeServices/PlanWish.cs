using ElderCare.Domain.People;
using NodaTime;

namespace ElderCare.Domain.HomeServices;

/// <summary>What a weekly plan asks for.</summary>
/// <param name="Slots">The visits of each week, none over another.</param>
/// <param name="Notes">Words for whoever comes.</param>
/// <param name="PreferredWorkerId">Whom the person would like to come; who it is is asked first.</param>
/// <param name="WorkerSex">Of which sex whoever comes must be; null when it does not matter.</param>
/// <param name="AcceptSelfPay">Whether the person pays what no voucher does; else such a visit is not booked.</param>
/// <param name="PackageId">The package of care that it is to fulfil.</param>
/// <param name="From">The first day, counted in.</param>
/// <param name="Until">The last day, counted in; null is until it is ended.</param>
public sealed record PlanWish(
    IReadOnlyList<PlanSlot> Slots, string? Notes, Guid? PreferredWorkerId, Sex? WorkerSex, bool AcceptSelfPay, Guid? PackageId, LocalDate From, LocalDate? Until);
