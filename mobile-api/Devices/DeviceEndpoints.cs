using ElderCare.Data;
using ElderCare.Domain.Access;
using ElderCare.Domain.Emergency;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Emergency;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Requests;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.Devices;

internal static class DeviceEndpoints
{
    public static void MapDevices(this IEndpointRouteBuilder api)
    {
        var devices = api.MapGroup("/devices").WithTags("Devices").For(KeepDevice.Keepers);
        devices.MapGet("/", List).WithName("ListDevices").WithSummary("Devices of the caller's people, and those with nobody").Produces<Page<DeviceView>>();
        devices.MapPost("/", (DeviceRequest request, KeepDevice keep, Caller caller, CancellationToken ct) => keep.Register(request, caller, ct))
            .WithName("RegisterDevice").WithSummary("Register a device").Produces<DeviceView>(201).ProducesProblem(400).ProducesProblem(409);
        devices.MapPatch("/{id:guid}", (Guid id, DeviceChange request, KeepDevice keep, Caller caller, HttpRequest http, CancellationToken ct) => keep.Describe(id, request, caller, http, ct))
            .WithName("ChangeDevice").WithSummary("Another SIM, key, model or place of a device").Produces<DeviceView>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(412).ProducesProblem(428);
        devices.MapPost("/{id:guid}/bind", (Guid id, BindRequest request, KeepDevice keep, Caller caller, CancellationToken ct) => keep.Bind(id, request, caller, ct))
            .WithName("BindDevice").WithSummary("Give a device to a person").ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
        devices.MapPost("/{id:guid}/unbind", (Guid id, KeepDevice keep, Caller caller, CancellationToken ct) => keep.Unbind(id, caller, ct))
            .WithName("UnbindDevice").WithSummary("Take a device back").ProducesProblem(404).ProducesProblem(409);
        devices.MapPost("/{id:guid}/suspend", (Guid id, KeepDevice keep, Caller caller, CancellationToken ct) => keep.Suspend(id, caller, ct))
            .WithName("SuspendDevice").WithSummary("Take it out of use for a while: nobody asks why it is silent, an alarm that it sends is an alarm all the same").ProducesProblem(404).ProducesProblem(409);
        devices.MapPost("/{id:guid}/resume", (Guid id, KeepDevice keep, Caller caller, CancellationToken ct) => keep.Resume(id, caller, ct))
            .WithName("ResumeDevice").WithSummary("Put it back into use").ProducesProblem(404).ProducesProblem(409);
        devices.MapPost("/{id:guid}/issue", (Guid id, KeepDevice keep, Caller caller, CancellationToken ct) => keep.Issue(id, caller, ct))
            .WithName("IssueDevice").WithSummary("Hand it out to be installed").ProducesProblem(404).ProducesProblem(409);
        devices.MapPost("/{id:guid}/return", (Guid id, KeepDevice keep, Caller caller, CancellationToken ct) => keep.Return(id, caller, ct))
            .WithName("ReturnDevice").WithSummary("It has come back; it is with nobody").ProducesProblem(404).ProducesProblem(409);
        devices.MapPost("/{id:guid}/lose", (Guid id, KeepDevice keep, Caller caller, CancellationToken ct) => keep.Lose(id, caller, ct))
            .WithName("LoseDevice").WithSummary("Nobody knows where it is").ProducesProblem(404).ProducesProblem(409);
        devices.MapPost("/import", (HttpContext http, bool? dryRun, ImportDevices import, Caller caller) => import.Handle(http, dryRun == true, caller)).WithMetadata(new LargeBody(), new CsvBody(ImportDevices.Document))
            .WithName("ImportDevices").WithSummary("Register the devices of a file, none while a row is wrong; every bad row is named, and so is one that says otherwise than the register. A file whose taking was interrupted is sent again").Produces<DeviceImportView>().ProducesProblem(400).ProducesProblem(413);
        devices.MapGet("/{id:guid}", Get).WithName("GetDevice").WithSummary("One device").Produces<DeviceView>().ProducesProblem(404);
        devices.MapGet("/{id:guid}/events", Events).WithName("ListDeviceEvents").WithSummary("What a device has said while it was with somebody whom the caller may see, or with nobody, newest first; heartbeats are not kept one by one").Produces<Page<SignalView>>().ProducesProblem(404);
        api.MapPost("/device-events", (HttpContext http, DeviceWebhook webhook, CancellationToken ct) => webhook.Receive(http, ct))
            .AllowAnonymous().WithMetadata(new IdempotencyKeyIgnored(), new SentBy(VendorKind.Devices)).Accepts<DeviceEventRequest>("application/json").WithTags("Devices")
            .WithName("ReceiveDeviceEvent").WithSummary("A signal of a device, signed by its maker; answered once it is on disk").Produces<SignalReceipt>(202).ProducesProblem(400).ProducesProblem(403).ProducesProblem(429);
    }

    private static async Task<Page<DeviceView>> List(CityDatabase database, CityFacts facts, Caller caller, int? limit, string? cursor, CancellationToken ct)
    {
        var page = PageRequest.Of(limit, cursor);
        if (caller.Account.DivisionCode is not { } division) return new([], null);
        var below = facts.Below(division);
        using var db = database.Read();
        var devices = Covered(db, below);
        if (page.AfterId is { } after) devices = devices.Where(device => device.Id < after);
        var rows = await devices.OrderByDescending(device => device.Id).Take(page.Take).Select(device => new { device, health = db.DeviceHealth.SingleOrDefault(one => one.DeviceId == device.Id) }).ToListAsync(ct);
        return Page<DeviceView>.Of([.. rows.Select(row => DeviceView.Of(row.device, row.health))], page, device => device.Id.ToString());
    }

    private static async Task<DeviceView> Get(Guid id, CityDatabase database, CityFacts facts, Caller caller, HttpContext http, CancellationToken ct)
    {
        using var db = database.Read();
        var device = await Find(db, id, facts, caller, ct);
        http.Response.Headers.ETag = Versions.ETag(device.Version);
        return DeviceView.Of(device, await db.DeviceHealth.SingleOrDefaultAsync(health => health.DeviceId == id, ct));
    }

    private static async Task<Page<SignalView>> Events(Guid id, CityDatabase database, CityFacts facts, Caller caller, int? limit, string? cursor, CancellationToken ct)
    {
        var page = PageRequest.Of(limit, cursor);
        using var db = database.Read();
        await Find(db, id, facts, caller, ct);
        var below = facts.Below(caller.Account.DivisionCode!);
        // Of what was stored before signals had their person, the incident has.
        var signals =
            from signal in db.DeviceSignals
            where signal.DeviceId == id
            let holder = signal.SeniorId ?? db.Incidents.Where(incident => incident.Id == signal.IncidentId).Select(incident => incident.SeniorId).FirstOrDefault()
            where holder == null || db.Seniors.Any(senior => senior.Id == holder && (below.Contains(senior.ResidenceDivision) || below.Contains(senior.HukouDivision)))
            select signal;
        if (page.AfterId is { } after) signals = signals.Where(signal => signal.Id < after);
        var rows = await signals.OrderByDescending(signal => signal.Id).Take(page.Take).ToListAsync(ct);
        return Page<SignalView>.Of([.. rows.Select(SignalView.Of)], page, signal => signal.Id.ToString());
    }

    private static async Task<Device> Find(CityContext db, Guid id, CityFacts facts, Caller caller, CancellationToken ct) =>
        caller.Account.DivisionCode is { } division && await Covered(db, facts.Below(division)).SingleOrDefaultAsync(device => device.Id == id, ct) is { } device ? device : throw RequestProblem.NotFound();

    private static IQueryable<Device> Covered(CityContext db, IReadOnlyList<string> below) => db.Devices.Where(device => !device.IsProbe && (device.SeniorId == null
        || db.Seniors.Any(senior => senior.Id == device.SeniorId && (below.Contains(senior.ResidenceDivision) || below.Contains(senior.HukouDivision)))));
}
