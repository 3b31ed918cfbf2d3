using ElderCare.Data;
using ElderCare.Data.Vouchers;
using ElderCare.Data.Writing;
using ElderCare.Domain.Access;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using ElderCare.Domain.Vouchers;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Funding;
using ElderCare.MobileApi.People;
using ElderCare.MobileApi.Requests;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.Vouchers;

internal static class VoucherEndpoints
{
    public static void MapVouchers(this IEndpointRouteBuilder api)
    {
        var seniors = api.MapGroup("/seniors/{id:guid}").WithTags("Vouchers");
        seniors.MapGet("/vouchers", Vouchers).For([.. SeniorAccess.ByDivision, Role.Senior, Role.Family])
            .WithName("ListVouchers").WithSummary("Minutes of home service that a person has, by programme and last day, in the order in which they are used").Produces<Page<VoucherView>>().ProducesProblem(404);
        seniors.MapGet("/voucher-entries", Entries).For([.. SeniorAccess.ByDivision, Role.Senior, Role.Family])
            .WithName("ListVoucherEntries").WithSummary("Every movement of a person's voucher minutes, newest first, with what it refers to").Produces<Page<VoucherEntryView>>().ProducesProblem(404);
        seniors.MapPost("/vouchers/inherit", (Guid id, InheritVouchersRequest request, InheritVouchers inherit, Caller caller, CancellationToken ct) => inherit.Handle(id, request, caller, ct)).For(InheritVouchers.Officers)
            .WithName("InheritVouchers").WithSummary("Give the inheritable minutes of somebody who has died to an heir").Produces<InheritedVouchersView>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
        MapGrants(api.MapGroup("/voucher-grants").WithTags("Vouchers"));
        MapProgrammes(api.MapGroup("/voucher-programmes").WithTags("Vouchers"));
    }

    private static void MapGrants(RouteGroupBuilder grants)
    {
        grants.MapPost("/", (GrantVoucherRequest request, GrantVoucher grant, Caller caller, CancellationToken ct) => grant.Handle(request, caller, ct)).For(GrantVoucher.Officers).WithMetadata(new IdempotencyKeyRequired())
            .WithName("GrantVoucher").WithSummary("Grant minutes to one person, beside the monthly grants; needs an Idempotency-Key").Produces<VoucherGrantView>(201).ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
        grants.MapPost("/run", (RunVoucherGrantsRequest request, RunVoucherGrants run, Caller caller, HttpRequest http, CancellationToken ct) => run.Handle(request, caller, Language.IsEnglish(http), ct)).For(RunVoucherGrants.Runners)
            .WithName("RunVoucherGrants").WithSummary("Grant a programme's month to everybody of the city who qualifies and has not got it yet; running it again grants nothing twice")
            .Produces<VoucherRunView>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
        grants.MapPost("/{id:guid}/adjust", (Guid id, AdjustVoucherRequest request, AdjustVoucher adjust, Caller caller, CancellationToken ct) => adjust.Handle(id, request, caller, ct)).For(GrantVoucher.Officers)
            .WithName("AdjustVoucher").WithSummary("Add minutes to a grant, or take back what is free of it").Produces<VoucherAdjustedView>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
    }

    private static void MapProgrammes(RouteGroupBuilder programmes)
    {
        programmes.MapGet("/", (CityDatabase database, CategoryCodes categories, Caller caller, HttpRequest http, CancellationToken ct) => VoucherProgrammes.List(database, categories, caller, Language.IsEnglish(http), ct)).For(RuleScope.Readers)
            .WithName("ListVoucherProgrammes").WithSummary("Programmes and their types in every version; what grants nothing says why, what is illustrative says so").Produces<Page<VoucherProgrammeView>>();
        programmes.MapPost("/", (VoucherType request, KeepVoucherType keep, Caller caller, HttpRequest http, CancellationToken ct) => keep.Handle(request, caller, Language.IsEnglish(http), ct)).For(KeepVoucherType.Keepers)
            .WithName("KeepVoucherType").WithSummary("Add a voucher type, or a version that takes the place of one from a day on").Produces<VoucherTypeView>(201).ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
    }

    private static async Task<Page<VoucherView>> Vouchers(Guid id, CityDatabase database, CityWriter writer, Caller caller, CancellationToken ct)
    {
        using var db = database.Read();
        await Demand(db, writer, id, caller, ct);
        var vouchers = await db.HourVouchers.Where(voucher => voucher.SeniorId == id).ToListAsync(ct);
        var balances = VoucherReads.Balances(database, id);
        var types = (await VoucherTypes.Read(db, null, ct)).ToDictionary(version => version.Name, version => version.Type);
        var shown = HourVoucher.InDrawOrder(vouchers.Where(voucher => balances.ContainsKey(voucher.Held) || (voucher.State == VoucherState.Open && !voucher.IsOverAt(caller.Now))));
        return new([.. shown.GroupBy(voucher => (voucher.ProgrammeCode, voucher.ExpiresAt, Purposes: string.Join(' ', voucher.Purposes ?? []))).Select(same =>
        {
            var (type, reserved) = (types.GetValueOrDefault(same.First().TypeVersion), same.Sum(voucher => balances.GetValueOrDefault(voucher.Held)));
            return new VoucherView(
                same.Key.ProgrammeCode, type?.Title, same.Sum(voucher => balances.GetValueOrDefault(voucher.Free)) + reserved, reserved, VoucherMonths.LastDay(same.Key.ExpiresAt), same.First().Purposes, type?.Evidence, type?.IsIllustrative() == true);
        })], null);
    }

    private static async Task<Page<VoucherEntryView>> Entries(Guid id, CityDatabase database, CityWriter writer, Caller caller, int? limit, string? cursor, CancellationToken ct)
    {
        var page = PageRequest.Of(limit, cursor);
        var before = page.AfterId;
        using var db = database.Read();
        var access = await Demand(db, writer, id, caller, ct);
        var rows = VoucherReads.EntriesOf(database, id, before, page.Take);
        return Page<VoucherEntryView>.Of([.. rows.Select(row => VoucherEntryView.Of(row, seesTypes: !access.IsTheirSide))], page, entry => entry.Id.ToString());
    }

    /// <summary>The senior's own, a family's who may pay for them, and those who keep or check the records of their division; their reading is written down.</summary>
    /// <exception cref="RequestProblem">404 for an outsider, 403 when the link lacks the right.</exception>
    private static async Task<SeniorAccess> Demand(CityContext db, CityWriter writer, Guid id, Caller caller, CancellationToken ct)
    {
        var (_, access) = await SeniorRecords.Find(db, id, caller, ct);
        if (access.IsTheirSide) access.Demand(FamilyRights.Pay);
        await writer.RecordRead(caller, access, "senior.vouchersRead", id, ct);
        return access;
    }
}
