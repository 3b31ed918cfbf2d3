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
        var me = caregivers.MapGroup("/me").For(Role.Caregiver).ProducesProblem(400).ProducesProblem(409);
        me.MapPut("/duty", (CaregiverDutyRequest request, CaregiverDesk desk, Caller caller, CancellationToken ct) =>
            desk.Declare(request.OnDuty ?? throw RequestProblem.Invalid("onDuty", "必须填写。", "It is required."), caller, ct)).WithName("DeclareCaregiverDuty").WithSummary("A caregiver begins or ends their duty; who is off duty is never asked");
        me.MapPost("/hand-over", (HandOverRequest? request, CaregiverDesk desk, Caller caller, CancellationToken ct) =>
        {
            var asked = (request ?? new(null, null)).Checked();
            return desk.FallIll(asked.Until, asked.Reason, caller, ct);
        }).WithName("HandOverDay").WithSummary("A caregiver falls ill: all their visits until a day are offered to others in one action");
        me.MapPost("/alarm", (CaregiverAlarmRequest? request, CaregiverDesk desk, Caller caller, CancellationToken ct) =>
            desk.CallForHelp((request ?? new(null)).Checked().Text, caller, ct)).WithName("CallForHelpAsCaregiver").WithSummary("A caregiver needs help themself: an emergency rings at the desk").Produces<CaregiverAlarmView>(201);
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
