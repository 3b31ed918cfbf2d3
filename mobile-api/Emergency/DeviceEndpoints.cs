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
        var hasPlace = told is { Latitude: >= -90 and <= 90, Longitude: >= -180 and <= 180 };
        var receipt = await intake.Take(new(
            DeviceProtocol.Http, told.DeviceNumber!, told.Sequence, Words<SignalType>.TryRead(told.Type, out var type) ? type : SignalType.Unknown, told.OccurredAt,
            told.BatteryPercent is >= 0 and <= 100 ? told.BatteryPercent : null, hasPlace ? told.Latitude : null, hasPlace ? told.Longitude : null, signed.Raw), ct);
        return Results.Json(receipt, Json.Options, statusCode: 202);
    }
}

/// <summary>A signal of a device.</summary>
/// <param name="DeviceNumber">How the device names itself.</param>
/// <param name="Sequence">Its own count.</param>
/// <param name="Type">sos, fall, inactivity, smoke, gas, electric, water, heartbeat, lowBattery, tamper, removed, powerFail, restore, cancel, test or unknown.</param>
/// <param name="OccurredAt">By its clock.</param>
/// <param name="BatteryPercent">0 to 100.</param>
/// <param name="Latitude">Degrees north.</param>
/// <param name="Longitude">Degrees east.</param>
internal sealed record DeviceEventRequest(string? DeviceNumber, long? Sequence, string? Type, Instant? OccurredAt, int? BatteryPercent, double? Latitude, double? Longitude);
