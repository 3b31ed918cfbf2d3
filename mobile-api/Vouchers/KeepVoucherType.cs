using ElderCare.Data.Vouchers;
using ElderCare.Data.Writing;
using ElderCare.Domain.Access;
using ElderCare.Domain.Shared;
using ElderCare.Domain.Vouchers;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Requests;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.Vouchers;

/// <summary>
/// Adds a voucher type, or a version that takes the place of one from a day on, today or later. What was granted keeps the version by
/// which it was granted.
/// </summary>
internal sealed class KeepVoucherType(RequestWriter requests, CityFacts facts, CategoryCodes categories)
{
    public static readonly Role[] Keepers = [Role.CityOfficer, Role.DistrictOfficer];

    public Task<Answer<VoucherTypeView>> Handle(VoucherType request, Caller caller, bool english, CancellationToken ct)
    {
        var today = CityClock.DateOf(caller.Now);
        var type = request with { ProgrammeCode = request.Programme(), ValidFrom = request.ValidFrom ?? today };
        Check(type, today, caller);
        return requests.Commit(unit =>
        {
            unit.TryInsert(new VoucherProgrammeRow { Code = type.Programme(), CityCode = type.City! });
            unit.TakeProgramme(type.Programme());
            ThrowUnlessTheirs(unit, type);
            var version = (unit.Db.VoucherTypes.Where(row => row.Id == type.Id).Max(row => (int?)row.Version) ?? 0) + 1;
            unit.Insert(VoucherTypes.RowOf(type, version, caller.Actor, unit.Now));
            unit.Record(caller.Actor, "voucherType.kept", $"{type.Id}@{version}");
            return Answer<VoucherTypeView>.Created("/api/voucher-programmes", VoucherTypeView.Of(new(type, version), type.HoldsOn(today), type.WhyNothing(categories), english));
        }, ct);
    }

    private void Check(VoucherType type, NodaTime.LocalDate today, Caller caller)
    {
        var errors = new FieldErrors();
        foreach (var problem in VoucherTypeValidation.Problems(type)) errors.Require(false, problem.Field, problem.Message.Zh, problem.Message.En);
        for (var i = 0; i < (type.Categories?.Count ?? 0); i++) errors.Require(categories.Knows(type.Categories![i] ?? ""), $"categories[{i}]", CategoryCodes.Unknown.Zh, CategoryCodes.Unknown.En);
        errors.Require(type.ValidFrom >= today, "validFrom", "不能早于今天：已经发放的不改。", "It must not be before today: what was granted stays.")
            .Require(type.City is null || facts.Divisions.Knows(type.City), "city", "没有这个区划代码。", "There is no such division.")
            .Require(string.IsNullOrEmpty(type.DivisionCode) || (facts.Divisions.Knows(type.DivisionCode) && caller.Divisions.Covers(type.City, type.DivisionCode)), "divisionCode", "要在这个城市里。", "It must lie in the city.")
            .ThrowIfAny();
        if (!caller.Covers(string.IsNullOrEmpty(type.DivisionCode) ? type.City! : type.DivisionCode)) throw RequestProblem.NotFound(string.IsNullOrEmpty(type.DivisionCode) ? "city" : "divisionCode");
    }

    private static void ThrowUnlessTheirs(CityUnit unit, VoucherType type)
    {
        var city = unit.Db.VoucherProgrammes.AsNoTracking().Where(row => row.Code == type.Programme()).Select(row => row.CityCode).Single();
        RuleViolation.ThrowIf(city != type.City, "vouchers.programmeTaken", "这个项目代码属于别的城市，请换一个。", "The programme is of another city; choose another code.", "programmeCode");
        var other = unit.Db.VoucherTypes.AsNoTracking().Any(row => row.Id == type.Id && row.ProgrammeCode != type.Programme());
        RuleViolation.ThrowIf(other, "vouchers.typeTaken", "这个编号属于别的项目，请换一个。", "The id is of another programme; choose another.", "id");
    }
}
