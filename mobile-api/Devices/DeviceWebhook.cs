using System.Text.Json;
using ElderCare.Domain.Emergency;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Emergency;
using ElderCare.MobileApi.Emergency.Listening;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Requests;
using NodaTime;

namespace ElderCare.MobileApi.Devices;

/// <summary>Takes the signals that makers' platforms sign. What is wrong is refused, so that they mend it, and kept as a faulty frame.</summary>
internal sealed class DeviceWebhook(SignalIntake intake, FrameFaults faults, SenderLimits limits, IClock clock)
{
    private const int LongestNumber = 64;

    /// <summary>Stores one event, and answers once it is on disk.</summary>
    /// <exception cref="RequestProblem">400 for what the contract does not know, 401 and 403 for who sends it, 429 for too many; an alarm is never too many.</exception>
    public async Task<IResult> Receive(HttpContext http, CancellationToken ct)
    {
        var (sender, raw) = await SignedSender.Read(http);
        var told = await Read(http, raw);
        limits.Demand(sender, IncidentUrgency.KindOf(told.KnownType()!.Value) is not null);
        return Results.Json(await intake.Take(told.Report(DeviceProtocol.Http, clock.GetCurrentInstant()), raw, ct), Json.Options, statusCode: 202);
    }

    private async Task<DeviceEventRequest> Read(HttpContext http, byte[] raw)
    {
        try
        {
            var told = DeviceEventBody.Read(raw);
            new FieldErrors().Text(told.DeviceNumber, "deviceNumber", 1, LongestNumber).Present(told.Type, "type")
                .Require(told.Type is null || told.KnownType() is not null, "type", "没有这种信号。", "There is no such signal.").ThrowIfAny();
            return told;
        }
        catch (Exception refused) when (refused is JsonException or RequestProblem)
        {
            var number = DeviceEventBody.ReadWhatCanBe(raw)?.DeviceNumber;
            await faults.Keep(DeviceProtocol.Http, number is { Length: > LongestNumber } ? number[..LongestNumber] : number, http.Connection.RemoteIpAddress?.ToString() ?? "", FaultWords.Body, raw);
            throw refused is JsonException ? new BadHttpRequestException("The body is malformed.", refused) : refused;
        }
    }
}
