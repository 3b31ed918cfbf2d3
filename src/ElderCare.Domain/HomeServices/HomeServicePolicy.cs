using NodaTime;

namespace ElderCare.Domain.HomeServices;

/// <summary>How much of everything at home services; from <c>seed-data/policies/home_services.json</c>, where each figure names its evidence.</summary>
public sealed record HomeServicePolicy
{
    /// <summary>Bookings are this far ahead at most.</summary>
    public required Duration BookableAhead { get; init; }

    /// <summary>A weekly plan books its visits so many days ahead.</summary>
    public required int PlanDaysAhead { get; init; }

    /// <summary>The most visits that a weekly plan asks for in a week.</summary>
    public required int PlanVisitsAWeek { get; init; }

    /// <summary>The shortest visit that can be booked, in minutes.</summary>
    public required int ShortestMinutes { get; init; }

    /// <summary>The longest, in minutes.</summary>
    public required int LongestMinutes { get; init; }

    /// <summary>The person's side cancels freely until so long before it begins.</summary>
    public required Duration CancelFreelyBefore { get; init; }

    /// <summary>What is asked of caregivers.</summary>
    public required OfferPolicy Offers { get; init; }

    /// <summary>How caregivers are compared.</summary>
    public required MatchWeights Weights { get; init; }

    /// <summary>From what each reason is counted.</summary>
    public required MatchScales Scales { get; init; }

    /// <summary>How fast caregivers get about between visits, in metres a minute.</summary>
    public required double MetresPerMinute { get; init; }

    /// <summary>The least between two visits, however near.</summary>
    public required int BetweenVisitsMinutes { get; init; }

    /// <summary>The most that a caregiver works on a day, in minutes.</summary>
    public required int MostMinutesADay { get; init; }

    /// <summary>When a caregiver works of whom nobody has said it, in minutes of the day.</summary>
    public required (int FromMinute, int UntilMinute) UsualHours { get; init; }

    /// <summary>How proof of a visit is judged.</summary>
    public required ProofPolicy Proof { get; init; }

    /// <summary>How served minutes are counted.</summary>
    public required BillingPolicy Billing { get; init; }

    /// <summary>When poor ratings end a caregiver's being sent.</summary>
    public required QualityPolicy Quality { get; init; }

    /// <summary>How long the person's side has to confirm; then time does.</summary>
    public required Duration ConfirmWithin { get; init; }

    /// <summary>From when too few of the minutes that people are entitled to are served.</summary>
    public required GuaranteePolicy Guarantee { get; init; }

    /// <summary>The part of confirmed visits of which somebody calls the person back, by chance; in basis points.</summary>
    public required int CallBackBasisPoints { get; init; }

    /// <summary>How long after the begin that was agreed nobody's coming is told: provider and desk.</summary>
    public required IReadOnlyList<Duration> NoShowAfter { get; init; }
}

/// <summary>When poor ratings end a caregiver's being sent.</summary>
/// <param name="PoorStars">A rating of so many stars or fewer is poor.</param>
/// <param name="SuspendAtPoor">At so many poor ratings the caregiver is sent to nobody until officers have looked into them.</param>
public sealed record QualityPolicy(int PoorStars, int SuspendAtPoor);

/// <summary>How caregivers are asked.</summary>
/// <param name="Life">How long an offer stands.</param>
/// <param name="Waves">How many are asked in the first wave, the second and so on.</param>
/// <param name="LeaveToPeopleBefore">When nobody is left to ask, people look for somebody from so long before the visit begins.</param>
/// <param name="AskAgainAfter">Before that, those who did not answer are asked again after so long, and whoever has come on duty.</param>
public sealed record OfferPolicy(Duration Life, IReadOnlyList<int> Waves, Duration LeaveToPeopleBefore, Duration AskAgainAfter);

/// <summary>How much each reason counts when caregivers are compared; they sum to 1.</summary>
/// <param name="Continuity">Has been with the person before.</param>
/// <param name="Distance">Is near.</param>
/// <param name="Load">Has little to do on that day.</param>
/// <param name="Rating">Is well rated.</param>
/// <param name="Fairness">Has had few hours this week.</param>
public sealed record MatchWeights(double Continuity, double Distance, double Load, double Rating, double Fairness);

/// <summary>From what each reason is counted when caregivers are compared.</summary>
/// <param name="FamiliarVisits">Earlier visits from which more do not make a face more familiar.</param>
/// <param name="FamiliarPart">What a familiar face counts beside one who was asked for, 0 to 1.</param>
/// <param name="HalfMetres">The distance at which the score has fallen to a half.</param>
/// <param name="UnratedStars">What a caregiver whom nobody has rated yet counts as, 1 to 5.</param>
/// <param name="FullDaysAWeek">Days of most minutes that are a full week.</param>
public sealed record MatchScales(int FamiliarVisits, double FamiliarPart, int HalfMetres, int UnratedStars, int FullDaysAWeek);

/// <summary>How proof of a visit is judged.</summary>
/// <param name="FenceMetres">How far from the home is still there, in a town.</param>
/// <param name="FenceMetresRural">How far in a village.</param>
/// <param name="CodeLife">How long a person's code stands; the one before counts too.</param>
/// <param name="LateAfter">From when a stamp was sent late.</param>
/// <param name="OldestStamp">From when it is refused.</param>
/// <param name="EarlyBefore">How long before its begin a visit may be checked in without a mark.</param>
/// <param name="LateBegin">How long after its begin a visit may be checked in without a mark.</param>
/// <param name="ClockAhead">How far a device's clock may be ahead.</param>
/// <param name="ByHandBasisPoints">The part of a provider's visits of a month that may be entered by hand.</param>
/// <param name="NobodyHomeAfter">How long after the begin that was agreed somebody waits at a door before nobody is home.</param>
/// <param name="NobodyHomeFeeFen">What a provider gets for a way in vain, once a month for each person, in fen.</param>
public sealed record ProofPolicy(
    int FenceMetres, int FenceMetresRural, Duration CodeLife, Duration LateAfter, Duration OldestStamp, Duration EarlyBefore, Duration LateBegin, Duration ClockAhead, int ByHandBasisPoints, Duration NobodyHomeAfter,
    int NobodyHomeFeeFen);

/// <summary>How served minutes are counted.</summary>
/// <param name="UnitMinutes">What is paid in.</param>
/// <param name="RoundUpFrom">From how many minutes of a begun unit it counts whole.</param>
/// <param name="CompleteBasisPoints">A visit of less than this part of its plan counts 0 without a reason.</param>
public sealed record BillingPolicy(int UnitMinutes, int RoundUpFrom, int CompleteBasisPoints)
{
    /// <summary>The minutes that are paid of a visit; overtime is not, and travel is no part of it.</summary>
    /// <param name="served">Whole minutes between check-in and check-out.</param>
    /// <param name="planned">As booked.</param>
    /// <param name="hasReason">Whether somebody has said why it was short.</param>
    public int PaidMinutes(int served, int planned, bool hasReason)
    {
        if (served * 10_000L < planned * (long)CompleteBasisPoints && !hasReason) return 0;
        var units = served / UnitMinutes + (served % UnitMinutes >= RoundUpFrom ? 1 : 0);
        return Math.Min(units * UnitMinutes, planned);
    }
}

/// <summary>From when too few of the minutes that people are entitled to are served.</summary>
/// <param name="WarnBelowBasisPoints">A district below it is warned.</param>
/// <param name="InterviewBelowBasisPoints">One below it is called in (约谈) and must put it right.</param>
public sealed record GuaranteePolicy(int WarnBelowBasisPoints, int InterviewBelowBasisPoints)
{
    /// <summary>How a rate stands.</summary>
    /// <param name="accepted">Minutes that were served and confirmed.</param>
    /// <param name="entitled">Minutes that people had.</param>
    public GuaranteeState Judge(long accepted, long entitled) =>
        accepted * 10_000 >= entitled * WarnBelowBasisPoints ? GuaranteeState.Good : accepted * 10_000 >= entitled * InterviewBelowBasisPoints ? GuaranteeState.Warned : GuaranteeState.CalledIn;
}

/// <summary>How much of what people are entitled to is served.</summary>
public enum GuaranteeState
{
    /// <summary>Enough.</summary>
    Good,

    /// <summary>Too little.</summary>
    Warned,

    /// <summary>So little that the district must answer for it.</summary>
    CalledIn,
}
