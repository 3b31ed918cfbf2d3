using ElderCare.Data;
using ElderCare.Domain.Access;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Requests;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.HomeServices;

internal static class CaregiverEndpoints
{
    public static void MapCaregivers(this IEndpointRouteBuilder api)
    {
        var caregivers = api.MapGroup("/caregivers").WithTags("Home services");
        caregivers.MapGet("/", List).For([.. ServiceAccess.Officers, Role.Supervisor, Role.Agent, Role.Auditor, Role.ProviderManager])
            .WithName("ListCaregivers").WithSummary("Caregivers of the caller's provider, or of their division").Produces<Page<CaregiverView>>();
        var keepers = caregivers.MapGroup("").For([.. ServiceAccess.Officers, Role.ProviderManager]).ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
        keepers.MapPost("/", (CaregiverRequest request, KeepProviders keep, Caller caller, CancellationToken ct) => keep.Add(request, caller, ct))
            .WithName("AddCaregiver").WithSummary("Register a caregiver of the caller's provider").Produces<CaregiverView>(201);
        keepers.MapPatch("/{id:guid}", (Guid id, CaregiverRequest request, KeepProviders keep, Caller caller, HttpRequest http, CancellationToken ct) => keep.Change(id, request, caller, http, ct))
            .WithName("ChangeCaregiver").WithSummary("Change a caregiver's name, certificates, areas or hours; needs If-Match").ProducesProblem(412).ProducesProblem(428);
        caregivers.MapPost("/{id:guid}/reinstate", (Guid id, ReinstateRequest request, CaregiverRating rating, Caller caller, CancellationToken ct) => rating.Reinstate(id, request.Reason, caller, ct)).For(ServiceAccess.Officers)
            .WithName("ReinstateCaregiver").WithSummary("A caregiver who was suspended for poor ratings may be sent again").Produces<CaregiverView>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
        keepers.MapPost("/{id:guid}/leaves", (Guid id, LeaveRequest request, KeepProviders keep, Caller caller, CancellationToken ct) => keep.Leave(id, request, caller, ct))
            .WithName("AddCaregiverLeave").WithSummary("Write down a leave; the visits on it are named");
        api.MapPost("/seniors/{id:guid}/barred-caregivers", (Guid id, BarRequest request, KeepProviders keep, Caller caller, CancellationToken ct) => keep.Bar(id, request, caller, ct)).WithTags("Home services")
            .For([.. ServiceAccess.Officers, Role.Supervisor, Role.CommunityWorker]).WithName("BarCaregiver").WithSummary("Do not send a caregiver to a person any more").ProducesProblem(400).ProducesProblem(404);
        var providers = api.MapGroup("/service-providers").WithTags("Home services");
        providers.MapGet("/", Providers).For([.. ServiceAccess.Officers, Role.Supervisor, Role.Agent, Role.Auditor, Role.ProviderManager])
            .WithName("ListServiceProviders").WithSummary("Providers of home services with their contracts").Produces<Page<ProviderView>>();
        providers.MapPost("/", (ProviderRequest request, KeepProviders keep, Caller caller, CancellationToken ct) => keep.Add(request, caller, ct)).For(Role.CityOfficer, Role.DistrictOfficer)
            .WithName("AddServiceProvider").WithSummary("Register a provider").Produces<ProviderView>(201).ProducesProblem(400);
        providers.MapPost("/{id:guid}/contracts", (Guid id, ContractRequest request, KeepProviders keep, Caller caller, CancellationToken ct) => keep.Contract(id, request, caller, ct)).For(Role.CityOfficer, Role.DistrictOfficer)
            .WithName("AddProviderContract").WithSummary("A provider may serve the people of a division").ProducesProblem(400).ProducesProblem(404);
        var me = caregivers.MapGroup("/me").For(Role.Caregiver).ProducesProblem(400).ProducesProblem(409);
        me.MapPut("/duty", (CaregiverDutyRequest request, CaregiverDesk desk, Caller caller, CancellationToken ct) =>
            desk.Declare(request.OnDuty ?? throw RequestProblem.Invalid("onDuty", "必须填写。", "It is required."), caller, ct)).WithName("DeclareCaregiverDuty").WithSummary("A caregiver begins or ends their duty; who is off duty is never asked");
        me.MapPost("/hand-over", (HandOverDayRequest? request, CaregiverDesk desk, Caller caller, CancellationToken ct) =>
        {
            var asked = (request ?? new(null, null)).Checked();
            return desk.FallIll(asked.Until, asked.Reason, caller, ct);
        }).WithName("HandOverDay").WithSummary("A caregiver falls ill: all their visits until a day are offered to others in one action");
        me.MapPost("/alarm", (CaregiverAlarmRequest? request, CaregiverDesk desk, Caller caller, CancellationToken ct) =>
            desk.CallForHelp((request ?? new(null)).Checked().Text, caller, ct)).WithName("CallForHelpAsCaregiver").WithSummary("A caregiver needs help themself: an emergency rings at the desk").Produces<CaregiverAlarmView>(201);
    }

    private static async Task<Page<ProviderView>> Providers(CityDatabase database, CityFacts facts, Caller caller, int? limit, string? cursor, CancellationToken ct)
    {
        var page = PageRequest.Of(limit, cursor);
        using var db = database.Read();
        var providers = db.ServiceProviders.AsNoTracking();
        if (page.AfterId is { } after) providers = providers.Where(provider => provider.Id > after);
        var own = caller.Is(Role.ProviderManager) ? caller.Account.ProviderId : null;
        var below = own is null && caller.Account.DivisionCode is { } division ? facts.Below(division) : [];
        var rows = await providers.Where(provider => provider.Id == own || below.Contains(provider.DivisionCode) || db.ProviderContracts.Any(contract => contract.ProviderId == provider.Id && below.Contains(contract.DivisionCode)))
            .OrderBy(provider => provider.Id).Take(page.Take).ToListAsync(ct);
        var ids = rows.Select(provider => provider.Id).ToList();
        var contracts = (await db.ProviderContracts.AsNoTracking().Where(contract => ids.Contains(contract.ProviderId)).ToListAsync(ct)).ToLookup(contract => contract.ProviderId);
        return Page<ProviderView>.Of([.. rows.Select(provider => ProviderView.Of(provider, contracts[provider.Id]))], page, view => view.Id.ToString());
    }

    private static async Task<Page<CaregiverView>> List(CityDatabase database, CityFacts facts, Caller caller, int? limit, string? cursor, CancellationToken ct)
    {
        var page = PageRequest.Of(limit, cursor);
        using var db = database.Read();
        var caregivers = db.Caregivers.AsNoTracking();
        if (page.AfterId is { } after) caregivers = caregivers.Where(caregiver => caregiver.Id > after);
        var provider = caller.Is(Role.ProviderManager) ? caller.Account.ProviderId : null;
        var below = !caller.Is(Role.ProviderManager) && caller.Account.DivisionCode is { } division ? facts.Below(division) : [];
        var rows = await caregivers.Where(caregiver => caregiver.ProviderId == provider || db.ProviderContracts.Any(contract => contract.ProviderId == caregiver.ProviderId && below.Contains(contract.DivisionCode)))
            .OrderBy(caregiver => caregiver.Id).Take(page.Take).ToListAsync(ct);
        return Page<CaregiverView>.Of([.. rows.Select(CaregiverView.Of)], page, view => view.Id.ToString());
    }
}
