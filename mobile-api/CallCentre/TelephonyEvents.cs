using ElderCare.Domain.CallCentre;
using ElderCare.Domain.People;
using NodaTime;

namespace ElderCare.MobileApi.CallCentre;

/// <summary>What a telephone exchange tells of a call.</summary>
/// <param name="CallId">How the exchange names the call, 1 to 100 characters.</param>
/// <param name="Type">ringing, answered or hungUp.</param>
/// <param name="From">The caller's number; absent or not a number when withheld.</param>
/// <param name="To">The number that was called.</param>
/// <param name="OccurredAt">By the exchange's clock; absent is now.</param>
/// <param name="RecordingUrl">Where the recording is: an http or https address, at most 500 characters.</param>
internal sealed record TelephonyEventRequest(string? CallId, CallEventKind? Type, string? From, string? To, Instant? OccurredAt, string? RecordingUrl)
{
    private const int LongestUrl = 500;

    /// <summary>The caller's number in the form in which numbers are kept; null when it is none.</summary>
    public string? Caller => NumberIn(From);

    /// <summary>The number that was called; a short one such as 12349 as it came.</summary>
    public string? Called => NumberIn(To) ?? (To?.Trim() is { Length: > 0 and <= 40 } text ? text : null);

    /// <summary>The link to the recording; one that cannot be followed is left out, and the event kept.</summary>
    public string? Recording => RecordingUrl is { Length: <= LongestUrl } && Uri.TryCreate(RecordingUrl, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? RecordingUrl : null;

    private static string? NumberIn(string? text) => PhoneNumber.WithinAddress(text) is { } number ? PhoneNumber.Normalise(number) ?? LandlineNumber.Normalise(number) : null;
}

/// <summary>What the exchange is told once an event is on disk.</summary>
/// <param name="Id">The call as it is named here.</param>
/// <param name="State">How far it is.</param>
/// <param name="Duplicate">Whether the event had come before.</param>
internal sealed record CallReceipt(Guid Id, CallState State, bool Duplicate);
