using ElderCare.Domain.CallCentre;
using ElderCare.Domain.Meals;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Emergency;
using NodaTime;

namespace ElderCare.MobileApi.CallCentre;

/// <summary>A call as the desk sees it.</summary>
/// <param name="Priority">1 about somebody with an open emergency, else 2.</param>
/// <param name="Caller">The caller's number: in full for who has the call, masked for others; absent when withheld.</param>
/// <param name="ReceivedAt">Since when it is known here: its age in the queue.</param>
/// <param name="WaitedSeconds">How long the caller waited, or has waited so far.</param>
/// <param name="RangAt">By the exchange's clock, as the next two.</param>
/// <param name="OfferedTo">At whom it rings.</param>
/// <param name="Claim">The number of the newest claim.</param>
/// <param name="IncidentId">The emergency that it belongs to.</param>
/// <param name="RecordingDeleteOn">When the link to the recording is removed.</param>
internal sealed record CallView(
    Guid Id, CallState State, int Priority, string? Caller, Instant ReceivedAt, long WaitedSeconds, Instant? RangAt, Instant? AnsweredAt, Instant? HungUpAt, Guid? OfferedTo, Instant? OfferEndsAt,
    Guid? ClaimedBy, int Claim, CallDisposition? Disposition, Instant? ClosedAt, Guid? IncidentId, LocalDate? RecordingDeleteOn)
{
    /// <summary>Where the recording is; for supervisors and who has, or had, the call.</summary>
    public string? RecordingUrl { get; init; }

    /// <summary>Whom it may be about, the nearest first; not in a list.</summary>
    public IReadOnlyList<CallPersonView>? People { get; init; }

    /// <summary>What was registered because of it; not in a list.</summary>
    public IReadOnlyList<TicketView>? Tickets { get; init; }

    /// <summary>What happened, the oldest first; not in a list.</summary>
    public IReadOnlyList<CallNoteView>? Timeline { get; init; }

    public static CallView Of(Call call, Instant now) => new(
        call.Id, call.State, call.Priority, call.CallerMasked, call.ReceivedAt, (long)Duration.Max((call.FirstClaimedAt ?? (call.IsWaiting ? now : call.HungUpAt) ?? now) - call.ReceivedAt, Duration.Zero).TotalSeconds,
        call.RangAt, call.AnsweredAt, call.HungUpAt, call.OfferedTo, call.OfferEndsAt, call.ClaimedBy, call.Claim, call.Disposition, call.ClosedAt, call.IncidentId, call.RecordingDeleteOn);
}

/// <summary>A person whom a call may be about.</summary>
/// <param name="How">mobile, landline, contact or family: whose number it is.</param>
/// <param name="OpenIncidentId">An open emergency of the person.</param>
/// <param name="VoucherMinutes">Minutes of home service that the person can book today.</param>
internal sealed record CallPersonView(
    Guid SeniorId, CallerMatch How, PersonCard Card, IReadOnlyList<SignalView> RecentSignals, IReadOnlyList<OpenOrderView> OpenOrders, Guid? OpenIncidentId, long VoucherMinutes);

/// <summary>A meal that is still to come.</summary>
internal sealed record OpenOrderView(Guid Id, MealOrderState State, LocalDate Date, MealPeriod Period, Guid CanteenId);

/// <summary>One line of a call's timeline.</summary>
/// <param name="By">The account that did it, or at which it rang.</param>
/// <param name="RefersTo">The order, ticket or incident.</param>
internal sealed record CallNoteView(Instant At, string Kind, Guid? By, string? Text, Guid? RefersTo);

/// <summary>Takes a call.</summary>
/// <param name="TakeOver">From a colleague; supervisors only.</param>
internal sealed record ClaimCallRequest(bool? TakeOver);

/// <summary>Words about a call.</summary>
/// <param name="Claim">The number of the claim, to be refused when it is an older one.</param>
/// <param name="Text">1 to 2,000 characters; may be absent with an order.</param>
/// <param name="OrderId">A meal order that came of the call.</param>
internal sealed record CallNoteRequest(int? Claim, string? Text, Guid? OrderId);

/// <summary>What a supervisor tells who has a call.</summary>
internal sealed record WhisperRequest(string? Text);

/// <summary>Ends a call.</summary>
/// <param name="Claim">The number of the claim, to be refused when it is an older one.</param>
/// <param name="Disposition">What came of it.</param>
/// <param name="Text">More words, up to 2,000 characters.</param>
internal sealed record CloseCallRequest(int? Claim, CallDisposition? Disposition, string? Text);

/// <summary>Opens an emergency from a call.</summary>
/// <param name="Claim">The number of the call's claim, to be refused when it is an older one.</param>
/// <param name="SeniorId">Whose; absent is the one person to whom the number leads, and nobody known when there is none or are several.</param>
/// <param name="Text">What was said, up to 200 characters.</param>
internal sealed record CallEmergencyRequest(int? Claim, Guid? SeniorId, string? Text);

/// <summary>What waits, and who is there to take it.</summary>
/// <param name="Items">Calls by priority, then age.</param>
/// <param name="Agents">How many agents there are of each state.</param>
internal sealed record QueueView(
    IReadOnlyList<CallView> Items, [property: System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.Never)] string? NextCursor, IReadOnlyDictionary<AgentState, int> Agents);
