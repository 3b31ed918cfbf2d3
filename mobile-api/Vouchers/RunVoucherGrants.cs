using ElderCare.Data;
using ElderCare.Data.Vouchers;
using ElderCare.Domain.Access;
using ElderCare.Domain.Shared;
using ElderCare.Domain.Vouchers;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Requests;
using NodaTime;

namespace ElderCare.MobileApi.Vouchers;

/// <summary>Runs a programme's month for a city's people.</summary>
/// <param name="ProgrammeCode">The programme.</param>
/// <param name="Month">The current month, such as 2026-12: what is over is not granted any more, what is to come not yet.</param>
internal sealed record RunVoucherGrantsRequest(string? ProgrammeCode, string? Month);

/// <inheritdoc cref="RunVoucherGrantsRequest"/>
internal sealed class RunVoucherGrants(CityDatabase database, RequestWriter requests, GrantVoucherMonth grants)
{
    public static readonly Role[] Runners = [Role.CityOfficer];

    public async Task<Answer<VoucherRunView>> Handle(RunVoucherGrantsRequest request, Caller caller, bool english, CancellationToken ct)
    {
        new FieldErrors().Present(request.ProgrammeCode, "programmeCode").Present(request.Month, "month").Month(request.Month, "month").ThrowIfAny();
        var (programme, month) = (request.ProgrammeCode!, VoucherMonths.Read(request.Month)!.Value);
        await VoucherProgrammes.Demand(database, programme, caller, ct);
        ThrowUnlessCurrent(month, caller.Now);
        var entitlement = await grants.EntitlementOf(programme, month, ct);
        if (entitlement.WhyNothing is { } why) throw new RuleViolation("vouchers.grantsNothing", why, "programmeCode");
        var done = await grants.All(entitlement, month, caller.Account.DivisionCode, ct);
        var view = new VoucherRunView(
            programme, month, done.Granted, done.Already, done.Skipped.Values.Sum(), done.Minutes,
            [.. done.Skipped.Select(skipped => new SkippedView(skipped.Key, skipped.Value, TextOf(skipped.Key).In(english)))]);
        return await requests.Commit(unit =>
        {
            unit.Record(caller.Actor, "vouchers.run", programme, detail: $"{month.ToString("uuuu'-'MM", null)} granted={view.Granted} already={view.Already} skipped={view.Skipped} minutes={view.GrantedMinutes}");
            return Answer<VoucherRunView>.Ok(view);
        }, ct);
    }

    private static void ThrowUnlessCurrent(LocalDate month, Instant now)
    {
        var current = VoucherMonths.Of(now);
        RuleViolation.ThrowIf(month < current, "vouchers.monthOver", "这个月已经过去，不再发放。", "That month is over; nothing is granted for it any more.", "month");
        RuleViolation.ThrowIf(month > current, "vouchers.monthNotBegun", "这个月还没有开始。到 1 日会自动发放。", "That month has not begun; it is granted by itself on its first day.", "month");
    }

    private static Bilingual TextOf(GrantOutcome outcome) => outcome switch
    {
        GrantOutcome.Deceased => new("已经去世。", "Has died."),
        GrantOutcome.InInstitution => new("当月 1 日住在机构，由机构照料。", "Lived in an institution on the first of the month, which gives the care."),
        _ => new("不符合这个项目的条件。", "The programme is not for this person."),
    };
}
