using ElderCare.Data;
using ElderCare.Domain.Emergency;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Requests;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.Emergency;

internal static class DeviceEndpoints
{
    private const int LongestNumber = 64;

    public static void MapDevices(this IEndpointRouteBuilder api)
    {
        var devices = api.MapGroup("/devices").WithTags("Devices").For(KeepDevice.Keepers);
        devices.MapGet("/", List).WithName("ListDevices").WithSummary("Devices of the caller's people, and those with nobody").Produces<Page<DeviceView>>();
        devices.MapPost("/", (DeviceRequest request, KeepDevice keep, Caller caller, CancellationToken ct) => keep.Register(request, caller, ct))
            .WithName("RegisterDevice").WithSummary("Register a device").Produces<DeviceView>(201).ProducesProblem(400).ProducesProblem(409);
        devices.MapPost("/{id:guid}/bind", (Guid id, BindRequest request, KeepDevice keep, Caller caller, CancellationToken ct) => keep.Bind(id, request, caller, ct))
            .WithName("BindDevice").WithSummary("Give a device to a person").ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
        devices.MapPost("/{id:guid}/unbind", (Guid id, KeepDevice keep, Caller caller, CancellationToken ct) => keep.Unbind(id, caller, ct))
            .WithName("UnbindDevice").WithSummary("Take a device back").ProducesProblem(404).ProducesProblem(409);
        api.MapPost("/device-events", Receive).AllowAnonymous().WithMetadata(new IdempotencyKeyIgnored()).WithTags("Devices")
            .WithName("ReceiveDeviceEvent").WithSummary("A signal of a device, signed by its maker; answered once it is on disk").Produces<SignalReceipt>(202).ProducesProblem(400);
    }

    private static async Task<Page<DeviceView>> List(CityDatabase database, CityFacts facts, Caller caller, int? limit, string? cursor, CancellationToken ct)
    {
        var page = PageRequest.Of(limit, cursor);
        if (caller.Account.DivisionCode is not { } division) return new([], null);
        var below = facts.Below(division);
        using var db = database.Read();
        var devices = db.Devices.Where(device => device.SeniorId == null
            || db.Seniors.Any(senior => senior.Id == device.SeniorId && (below.Contains(senior.ResidenceDivision) || below.Contains(senior.HukouDivision))));
        if (page.AfterId is { } after) devices = devices.Where(device => device.Id < after);
        var rows = await devices.OrderByDescending(device => device.Id).Take(page.Take).ToListAsync(ct);
        return Page<DeviceView>.Of([.. rows.Select(DeviceView.Of)], page, device => device.Id.ToString());
    }

    /// <summary>An alarm is never thrown away for what it says beside: a word that nobody knows is an unidentified alarm, a battery or place that cannot be is left out.</summary>
    private static async Task<IResult> Receive(Signed<DeviceEventRequest> signed, SignalIntake intake, CancellationToken ct)
    {
        var told = signed.Body;
        new FieldErrors().Text(told.DeviceNumber, "deviceNumber", 1, LongestNumber).Present(told.Type, "type").ThrowIfAny();
        var receipt = await intake.Take(told.Report(DeviceProtocol.Http), signed.Raw, ct);
        return Results.Json(receipt, Json.Options, statusCode: 202);
    }
}
