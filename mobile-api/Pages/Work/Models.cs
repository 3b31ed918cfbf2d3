using ElderCare.Domain.HomeServices;
using NodaTime;

namespace ElderCare.MobileApi.Pages.Work;

/// <summary>A caregiver's day.</summary>
/// <param name="Name">Who looks.</param>
/// <param name="IsOnDuty">Whether they may be asked.</param>
/// <param name="IsSuspended">Whether poor ratings have suspended them.</param>
/// <param name="BackOn">The first day on which they work again, when they are on leave today.</param>
/// <param name="Offers">Visits that they are asked to take, the soonest first.</param>
/// <param name="Today">Where they still go today, in order.</param>
/// <param name="Later">What they have taken for later days.</param>
/// <param name="Done">Where they were today.</param>
/// <param name="Trouble">Why the page is shown again.</param>
public sealed record WorkDay(
    string Name, bool IsOnDuty, bool IsSuspended, LocalDate? BackOn, IReadOnlyList<WorkOffer> Offers, IReadOnlyList<WorkVisit> Today, IReadOnlyList<WorkVisit> Later, IReadOnlyList<WorkVisit> Done, string? Trouble);

/// <summary>A visit that somebody is asked to take.</summary>
/// <param name="Who">Masked until they take it.</param>
/// <param name="Address">To the street.</param>
/// <param name="Metres">How far they last were from there; null when that is not known.</param>
/// <param name="Until">From when an answer is too late.</param>
public sealed record WorkOffer(Guid Id, string Service, string Who, Instant StartsAt, Instant EndsAt, int Minutes, string Address, string? Notes, double? Metres, Instant Until);

/// <summary>A visit that a caregiver has taken.</summary>
public sealed record WorkVisit
{
    public required Guid Id { get; init; }
    public required ServiceOrderState State { get; init; }
    public required string Service { get; init; }
    public required string Who { get; init; }
    public required Instant StartsAt { get; init; }
    public required Instant EndsAt { get; init; }
    public required int Minutes { get; init; }
    public required string Address { get; init; }
    public required double Latitude { get; init; }
    public required double Longitude { get; init; }
    public string? Notes { get; init; }

    /// <summary>How to get in; null when there is nothing to know, or it is not shown here.</summary>
    public string? DoorNote { get; init; }

    /// <summary>Whether it waits for the second of two who must come together.</summary>
    public required bool IsShort { get; init; }

    /// <summary>Whether the other of two has begun it, and this one has not said that they are there too.</summary>
    public bool IsBeside { get; init; }
    public Instant? CheckedInAt { get; init; }
    public Instant? CheckedOutAt { get; init; }
    public int? PaidMinutes { get; init; }

    /// <summary>What was typed and is shown again, with what is wrong.</summary>
    public WorkTyped Typed { get; init; } = new();
}

/// <summary>What was typed into the forms of a caregiver, and what is wrong with it.</summary>
public sealed record WorkTyped(string Code = "", string Reason = "", string? Trouble = null)
{
    /// <summary>Words by field.</summary>
    public IReadOnlyDictionary<string, string> Errors { get; init; } = new Dictionary<string, string>();
}

/// <summary>Somebody hands their visits over.</summary>
/// <param name="Until">The first day on which they work again, as it was typed.</param>
public sealed record HandingOver(string Until, WorkTyped Typed);

/// <summary>Somebody needs help themself.</summary>
/// <param name="IsCalled">Whether it rings at the desk.</param>
public sealed record CallingForHelp(bool IsCalled, WorkTyped Typed);
