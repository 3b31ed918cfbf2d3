using ElderCare.Data;
using ElderCare.Data.Vouchers;
using ElderCare.Domain.Access;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using ElderCare.Domain.Vouchers;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.HomeServices;
using ElderCare.MobileApi.People;
using ElderCare.MobileApi.Requests;
using NodaTime;

namespace ElderCare.MobileApi.Vouchers;

/// <summary>Minutes for one person.</summary>
/// <param name="SeniorId">Who.</param>
/// <param name="ProgrammeCode">By the rules of which programme they are used.</param>
/// <param name="Month">The current month, which it is when absent, or the next.</param>
/// <param name="Minutes">How many, 1 to 44640.</param>
/// <param name="Reason">Why, 2 to 200 characters, without numbers of people.</param>
internal sealed record GrantVoucherRequest(Guid? SeniorId, string? ProgrammeCode, string? Month, long? Minutes, string? Reason);

/// <inheritdoc cref="GrantVoucherRequest"/>
internal sealed class GrantVoucher(CityDatabase database, RequestWriter requests, GrantVoucherMonth grants, CategoryCodes categories)
{
    public static readonly Role[] Officers = [Role.CityOfficer, Role.DistrictOfficer, Role.StreetOfficer];

    public async Task<Answer<VoucherGrantView>> Handle(GrantVoucherRequest request, Caller caller, CancellationToken ct)
    {
        var month = Check(request, caller.Now);
        await VoucherProgrammes.Demand(database, request.ProgrammeCode!, caller, ct);
        var type = await TypeOf(request.ProgrammeCode!, month, caller.Now, ct);
        return await requests.Commit(unit =>
        {
            var senior = unit.Take(request.SeniorId!.Value, caller);
            RuleViolation.ThrowIf(senior.DiedOn is not null, "people.deceased", "登记显示这位老人已经去世。", "The register says that this person has died.", "seniorId");
            var voucher = new VoucherGrant(senior.Id, grants.CityOf(type.Type, senior.ResidenceDivision), senior.ResidenceDivision, type, request.Minutes!.Value).For(month, VoucherOrigin.Single, unit.Now);
            unit.Keep([voucher]);
            BookPlannedVisits.LookAgainFor(unit, senior.Id); // which may have lacked minutes
            unit.Record(caller.Actor, "voucher.granted", voucher.Id.ToString(), senior.Id, request.Reason!.Trim());
            return Answer<VoucherGrantView>.Created($"/api/seniors/{senior.Id}/vouchers", VoucherGrantView.Of(voucher, type.Type));
        }, ct);
    }

    private static LocalDate Check(GrantVoucherRequest request, Instant now)
    {
        var current = VoucherMonths.Of(now);
        var month = request.Month is null ? current : VoucherMonths.Read(request.Month);
        var errors = new FieldErrors().Present(request.SeniorId, "seniorId").Present(request.ProgrammeCode, "programmeCode").Present(request.Minutes, "minutes")
            .Require(request.Minutes is null or (> 0 and <= VoucherType.MostMinutes), "minutes", $"要 1 到 {VoucherType.MostMinutes} 分钟。", $"It must be 1 to {VoucherType.MostMinutes} minutes.");
        if (request.Month is not null) errors.Month(request.Month, "month");
        errors.Require(month is null || (month >= current && month <= current.PlusMonths(1)), "month", "只能是这个月或下个月。", "It must be this month or the next.");
        RevealSenior.CheckNote(request.Reason, "reason", errors).ThrowIfAny();
        return month!.Value;
    }

    /// <summary>The type by whose rules it is used, of those of the month's first day, or of today where the programme began within it: of those that grant the one with the highest priority.</summary>
    private async Task<VoucherTypeVersion> TypeOf(string programme, LocalDate month, Instant now, CancellationToken ct)
    {
        using var db = database.Read();
        var all = await VoucherTypes.Read(db, programme, ct);
        var begins = all.On(month);
        var types = (begins.Any() ? begins : all.On(LocalDate.Max(month, CityClock.DateOf(now)))).OrderByDescending(type => type.Type.Priority).ThenBy(type => type.Type.Id, StringComparer.Ordinal).ToList();
        return types.Find(type => type.Type.WhyNothing(categories) is null) ?? types.FirstOrDefault()
            ?? throw new RuleViolation("vouchers.grantsNothing", new("这个项目现在没有有效的规则。", "No type of this programme is in force."), "programmeCode");
    }
}
