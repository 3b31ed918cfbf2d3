using System.Text.RegularExpressions;
using ElderCare.Data;
using ElderCare.Data.Emergency;
using ElderCare.Data.Privacy;
using ElderCare.Data.Writing;
using ElderCare.Domain.Access;
using ElderCare.Domain.Emergency;
using ElderCare.Domain.Shared;
using ElderCare.Domain.Tasks;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Emergency;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Requests;
using ElderCare.MobileApi.Tasks;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.Devices;

/// <summary>Registers devices and gives them to people.</summary>
internal sealed partial class KeepDevice(RequestWriter requests, CityDatabase database, FieldCipher cipher, CityFacts facts, DevicePolicy policy, JoinIncidents joining)
{
    /// <summary>Who keeps the register.</summary>
    public static readonly Role[] Keepers = [Role.CityOfficer, Role.DistrictOfficer, Role.Supervisor];

    private const int LongestNumber = 32, LongestModel = 80, LongestAddress = 200;
    private static readonly int[] AesKeys = [16, 24, 32];

    public Task<Answer<DeviceView>> Register(DeviceRequest request, Caller caller, CancellationToken ct)
    {
        var errors = Check(request, new FieldErrors());
        var key = KeyOf(request.Key, request.KeyFormat, request.Protocol, errors);
        errors.ThrowIfAny();
        return requests.Commit(unit =>
        {
            var device = DeviceOf(request, key, cipher, unit.Now);
            RuleViolation.ThrowIf(!unit.TryInsert(device), "devices.numberTaken", "这个编号已经登记过。", "The number is registered already.", "number");
            unit.Record(caller.Actor, "device.registered", device.Id.ToString());
            return Answer<DeviceView>.Created($"/api/devices/{device.Id}", DeviceView.Of(device), Versions.ETag(device.Version));
        }, ct);
    }

    /// <summary>Says what is wrong with a device that is to be registered, but for its key.</summary>
    public static FieldErrors Check(DeviceRequest request, FieldErrors errors) =>
        CheckPlace(errors.Text(request.Number, "number", 1, LongestNumber).Require(CanBeSent(request), "number", "设备报不出这样的编号：前后不能有空格，不能有换行；MQTT 的不能有 / + #。", "No device can send it: no blanks at its ends, no line breaks, and for MQTT none of / + #.").Present(request.Protocol, "protocol").Text(request.Model, "model", 1, LongestModel), request.SimNumber, request.Address);

    private static bool CanBeSent(DeviceRequest request) => request.Number is not { } number
        || (number == number.Trim() && !number.Any(char.IsControl) && (request.Protocol != DeviceProtocol.Mqtt || number.IndexOfAny(['/', '+', '#']) < 0));

    private static FieldErrors CheckPlace(FieldErrors errors, string? simNumber, string? address) => errors
        .Require(simNumber is null || SimNumberForm().IsMatch(simNumber), "simNumber", "要 5 到 20 个数字，前面可以有加号。", "It must be 5 to 20 digits, perhaps behind a plus sign.")
        .Require(address is null || (address.Trim().Length is > 0 and <= LongestAddress), "address", "要 1 到 200 个字。", "It must have 1 to 200 characters.");

    /// <summary>A device that has been found right.</summary>
    public static Device DeviceOf(DeviceRequest request, byte[]? key, FieldCipher cipher, Instant now)
    {
        var device = new Device
        {
            Id = Guid.CreateVersion7(), Number = request.Number!, Protocol = request.Protocol!.Value, Model = request.Model!.Trim(), RegisteredAt = now,
        };
        device.Describe(now, keyCipher: Hidden(key, cipher), simNumber: request.SimNumber, simExpiresOn: request.SimExpiresOn, address: request.Address?.Trim());
        return device;
    }

    public async Task<Answer<DeviceView>> Bind(Guid id, BindRequest request, Caller caller, CancellationToken ct)
    {
        CheckPlace(new FieldErrors().Present(request.SeniorId, "seniorId"), null, request.Address).ThrowIfAny();
        using var db = database.Read();
        var senior = await db.Seniors.SingleOrDefaultAsync(senior => senior.Id == request.SeniorId, ct);
        if (senior is null || !(caller.Covers(senior.ResidenceDivision) || caller.Covers(senior.HukouDivision))) throw RequestProblem.NotFound("seniorId");
        senior.ThrowIfMerged("seniorId");
        RuleViolation.ThrowIf(senior.DiedOn is not null, "people.deceased", "这位老人登记为已经去世，请先更正。", "The person is recorded as dead; correct it first.", "seniorId");
        return await Change(id, caller, "device.bound", (unit, device) =>
        {
            device.Bind(senior.Id, caller.Now, request.Address?.Trim());
            joining.FollowBinding(unit, SignalIntake.DeviceOf(device.Protocol, device.Number), senior, caller.AccountId);
        }, ct);
    }

    /// <summary>Writes down another SIM, key, model or place; a SIM that is good for long ends the work that its end had made.</summary>
    public Task<Answer<DeviceView>> Describe(Guid id, DeviceChange request, Caller caller, HttpRequest http, CancellationToken ct)
    {
        var errors = CheckPlace(new FieldErrors(), request.SimNumber, request.Address);
        if (request.Model is not null) errors.Text(request.Model, "model", 1, LongestModel);
        errors.ThrowIfAny();
        return Change(id, caller, "device.changed", (unit, device) =>
        {
            Versions.ThrowUnlessMatches(http, device.Version);
            var keyErrors = new FieldErrors();
            var key = KeyOf(request.Key, request.KeyFormat, device.Protocol, keyErrors);
            keyErrors.ThrowIfAny();
            device.Describe(unit.Now, request.Model?.Trim(), Hidden(key, cipher), request.SimNumber, request.SimExpiresOn, request.Address?.Trim());
            if (device.SeniorId is not { } holder || request.SimExpiresOn is not { } lapses || lapses <= policy.SimIsShortUntil(unit.Now)) return;
            var division = unit.Db.Seniors.Where(senior => senior.Id == holder).Select(senior => senior.ResidenceDivision).Single();
            unit.Settle(TaskKind.DeviceFault, division, $"{id}", "流量卡已续费。", caller.Actor, facts, DeviceFaultWords.SimLapses.Zh);
        }, ct);
    }

    private static string? Hidden(byte[]? key, FieldCipher cipher) => key is null ? null : cipher.Encrypt(Convert.ToBase64String(key));

    /// <summary>Takes it out of use for a while.</summary>
    public Task<Answer<DeviceView>> Suspend(Guid id, Caller caller, CancellationToken ct) => Change(id, caller, "device.suspended", (_, device) => device.Suspend(), ct);

    /// <summary>Puts it back into use.</summary>
    public Task<Answer<DeviceView>> Resume(Guid id, Caller caller, CancellationToken ct) => Change(id, caller, "device.resumed", (unit, device) => device.Resume(unit.Now), ct);

    /// <summary>Hands it out to be installed.</summary>
    public Task<Answer<DeviceView>> Issue(Guid id, Caller caller, CancellationToken ct) => Change(id, caller, "device.issued", (_, device) => device.Issue(), ct);

    /// <summary>Takes it back into stock.</summary>
    public Task<Answer<DeviceView>> Return(Guid id, Caller caller, CancellationToken ct) => Change(id, caller, "device.returned", (_, device) => device.Return(), ct);

    /// <summary>Writes down that nobody knows where it is.</summary>
    public Task<Answer<DeviceView>> Lose(Guid id, Caller caller, CancellationToken ct) => Change(id, caller, "device.lost", (_, device) => device.Lose(), ct);

    public Task<Answer<DeviceView>> Unbind(Guid id, Caller caller, CancellationToken ct) => Change(id, caller, "device.unbound", (_, device) => device.Unbind(), ct);

    private Task<Answer<DeviceView>> Change(Guid id, Caller caller, string action, Action<CityUnit, Device> change, CancellationToken ct) => requests.Commit(unit =>
    {
        if (!unit.IsAlone) unit.Sql.Query("""SELECT 1 FROM "Devices" WHERE "Id" = @p0 FOR UPDATE""", _ => true, id);
        var device = unit.Db.Devices.SingleOrDefault(device => device.Id == id && !device.IsProbe) ?? throw RequestProblem.NotFound();
        var before = device.SeniorId;
        if (before is { } holder) ThrowUnlessCovered(unit.Db, holder, caller);
        change(unit, device);
        if (device.SeniorId != before) unit.Sql.ForgetPlace(id);
        unit.TellOfDevice(device, before, facts);
        unit.Record(caller.Actor, action, id.ToString(), device.SeniorId ?? before);
        return Answer<DeviceView>.Ok(DeviceView.Of(device), Versions.ETag(device.Version));
    }, ct);

    /// <exception cref="RequestProblem">404: it is with somebody of another division.</exception>
    public static void ThrowUnlessCovered(CityContext db, Guid seniorId, Caller caller)
    {
        var places = db.Seniors.Where(senior => senior.Id == seniorId).Select(senior => new { senior.ResidenceDivision, senior.HukouDivision }).Single();
        if (!caller.Covers(places.ResidenceDivision) && !caller.Covers(places.HukouDivision)) throw RequestProblem.NotFound();
    }

    /// <summary>The bytes of a key as it was typed; null when there is none or it is wrong, which is then named.</summary>
    public static byte[]? KeyOf(string? text, KeyFormat? format, DeviceProtocol? protocol, FieldErrors errors)
    {
        if (text is null) return null;
        byte[] key;
        try
        {
            key = format == KeyFormat.Hex ? Convert.FromHexString(text) : System.Text.Encoding.ASCII.GetBytes(text);
        }
        catch (FormatException)
        {
            errors.Require(false, "key", "不是十六进制。", "It is not hexadecimal.");
            return null;
        }
        errors.Require(format == KeyFormat.Hex || text.All(char.IsAscii), "key", "只能是 ASCII 字符。", "It must be ASCII.")
            .Require(protocol != DeviceProtocol.Dc09 || AesKeys.Contains(key.Length), "key", "DC-09 的密钥要 16、24 或 32 个字节。", "A DC-09 key has 16, 24 or 32 bytes.")
            .Require(key.Length is > 0 and <= 256, "key", "要 1 到 256 个字节。", "It must have 1 to 256 bytes.");
        return key;
    }

    [GeneratedRegex(@"^\+?[0-9]{5,20}\z")]
    private static partial Regex SimNumberForm();
}

/// <summary>A device to be registered.</summary>
/// <param name="Number">How it names itself in its protocol, exactly as sent.</param>
/// <param name="Key">Its key; for DC-09 16, 24 or 32 bytes.</param>
/// <param name="KeyFormat">How the key is written; ascii when absent.</param>
/// <param name="SimExpiresOn">The day on which its SIM lapses.</param>
/// <param name="SimNumber">The telephone number of its SIM, 5 to 20 digits, perhaps behind a plus sign.</param>
/// <param name="Address">Where it hangs, when that is not its person's home; 1 to 200 characters.</param>
internal sealed record DeviceRequest(
    string? Number, DeviceProtocol? Protocol, string? Model, string? Key, KeyFormat? KeyFormat, LocalDate? SimExpiresOn, string? SimNumber = null, string? Address = null);

/// <summary>What is to be written down of a device; what is absent stays as it was.</summary>
/// <param name="Model">The maker's name for it, 1 to 80 characters.</param>
/// <param name="Key">Another key; for DC-09 16, 24 or 32 bytes.</param>
/// <param name="KeyFormat">How the key is written; ascii when absent.</param>
/// <param name="SimExpiresOn">The day on which its SIM lapses.</param>
/// <param name="SimNumber">The telephone number of its SIM, 5 to 20 digits, perhaps behind a plus sign.</param>
/// <param name="Address">Where it hangs, when that is not its person's home; 1 to 200 characters.</param>
internal sealed record DeviceChange(string? Model, string? Key, KeyFormat? KeyFormat, LocalDate? SimExpiresOn, string? SimNumber, string? Address);

/// <summary>How a key is written.</summary>
internal enum KeyFormat
{
    /// <summary>Its characters are its bytes.</summary>
    Ascii,

    /// <summary>Two hexadecimal digits a byte.</summary>
    Hex,
}

/// <summary>Gives a device to a person.</summary>
/// <param name="SeniorId">Whose it is from now on.</param>
/// <param name="Address">Where it hangs, when that is not the person's home; 1 to 200 characters.</param>
internal sealed record BindRequest(Guid? SeniorId, string? Address = null);

/// <summary>A device; its key is never shown.</summary>
/// <param name="SeenAt">When it last said anything; absent when never.</param>
/// <param name="SilentSince">Since when it is missed; absent while it is heard.</param>
/// <param name="SimNumber">The telephone number of its SIM.</param>
/// <param name="Address">Where it hangs, when that is not its person's home.</param>
internal sealed record DeviceView(
    Guid Id, string Number, DeviceProtocol Protocol, string Model, DeviceState State, Guid? SeniorId, bool HasKey, Instant RegisteredAt, LocalDate? SimExpiresOn,
    Instant? SeenAt, int? BatteryPercent, Instant? TestedAt, Instant? SilentSince, string? SimNumber, string? Address)
{
    public static DeviceView Of(Device device, DeviceHealth? health = null) => new(
        device.Id, device.Number, device.Protocol, device.Model, device.State, device.SeniorId, device.KeyCipher is not null, device.RegisteredAt, device.SimExpiresOn,
        health?.SeenAt, health?.BatteryPercent, health?.TestedAt, health?.SilentSince, device.SimNumber, device.Address);
}
