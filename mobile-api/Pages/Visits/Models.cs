using ElderCare.Domain.HomeServices;
using ElderCare.Domain.People;
using ElderCare.MobileApi.Pages.Ordering;
using NodaTime;

namespace ElderCare.MobileApi.Pages.Visits;

/// <summary>The visits of a person, or of those for whom somebody acts.</summary>
/// <param name="Minutes">Whose vouchers have how many minutes left; those who have none are left out.</param>
/// <param name="MayBook">Whether there is anybody to book for.</param>
/// <param name="Next">What is to come, or waits for them to say whether it was so; the soonest first.</param>
/// <param name="Past">What is over, the newest first.</param>
/// <param name="Plans">What comes every week, and has not ended.</param>
public sealed record VisitBoard(IReadOnlyList<(string Who, long Minutes)> Minutes, bool MayBook, IReadOnlyList<VisitLine> Next, IReadOnlyList<VisitLine> Past, IReadOnlyList<PlanLine> Plans);

/// <summary>One weekly plan in a list.</summary>
/// <param name="Times">When who comes for what, in words.</param>
/// <param name="Who">At whose home; null when that is clear.</param>
public sealed record PlanLine(Guid Id, IReadOnlyList<string> Times, string State, string? Who);

/// <summary>One weekly plan as the person's side sees it.</summary>
public sealed record WeeklyPlan
{
    public required Guid Id { get; init; }

    /// <summary>At whose home, when the reader is not that person.</summary>
    public string? Who { get; init; }

    /// <summary>When who comes for what, in words.</summary>
    public required IReadOnlyList<string> Times { get; init; }

    /// <summary>From when, and until when.</summary>
    public required string Days { get; init; }
    public required string State { get; init; }
    public required bool IsPaused { get; init; }
    public required bool IsEnded { get; init; }
    public required bool AcceptSelfPay { get; init; }
    public string? Notes { get; init; }

    /// <summary>What becomes of the next visits, the soonest first.</summary>
    public required IReadOnlyList<(Guid? Order, string When, string Words)> Next { get; init; }

    /// <summary>Why the page is shown again.</summary>
    public string? Trouble { get; init; }
}

/// <summary>One visit in a list.</summary>
/// <param name="Who">At whose home; null when that is clear.</param>
public sealed record VisitLine(Guid Id, Instant StartsAt, int Minutes, string Service, VisitState State, string? Who);

/// <summary>How far a visit is, and what one must know to say it in words.</summary>
public sealed record VisitState(ServiceOrderState Now, string? WorkerName, string? Reason);

/// <summary>One visit as the person's side sees it.</summary>
public sealed record Visit
{
    public required Guid Id { get; init; }
    public required string Service { get; init; }
    public required VisitState State { get; init; }

    /// <summary>At whose home, when the reader is not that person.</summary>
    public string? Who { get; init; }
    public required Instant StartsAt { get; init; }
    public required Instant EndsAt { get; init; }
    public required int Minutes { get; init; }
    public required string Address { get; init; }
    public string? Notes { get; init; }
    public Sex? WorkerSex { get; init; }
    public required int VoucherMinutes { get; init; }
    public required long SelfPayFen { get; init; }
    public Instant? CheckedInAt { get; init; }
    public Instant? CheckedOutAt { get; init; }
    public int? PaidMinutes { get; init; }
    public int? Rating { get; init; }
    public string? Comment { get; init; }

    /// <summary>Six digits that say that somebody is there; null when nobody is to come, or they are not the reader's to see.</summary>
    public (string Code, Instant Until)? Code { get; init; }
    public required bool MayCancel { get; init; }
    public required bool MayConfirm { get; init; }
    public required bool MayDispute { get; init; }

    /// <summary>Whether it can be made to come every week.</summary>
    public required bool MayRepeat { get; init; }

    /// <summary>The weekly plan that booked it, or asks for one like it.</summary>
    public Guid? Plan { get; init; }

    /// <summary>What was typed and is shown again, with what is wrong.</summary>
    public required VisitTyped Typed { get; init; }

    /// <summary>What can be done with it: where that has changed, the forms are old.</summary>
    public string Acts => $"{MayCancel}/{MayConfirm}/{MayDispute}";
}

/// <summary>What was typed into the forms of a visit, and what is wrong with it.</summary>
public sealed record VisitTyped(string Rating = "", string Comment = "", string Reason = "", string? Trouble = null)
{
    /// <summary>Words by field.</summary>
    public IReadOnlyDictionary<string, string> Errors { get; init; } = new Dictionary<string, string>();
}

/// <summary>Step 1: for whom, and what.</summary>
/// <param name="Seniors">Empty when there is nobody to choose from.</param>
/// <param name="MinutesLeft">Null when they have none.</param>
public sealed record ServiceChoosing(IReadOnlyList<Choice> Seniors, IReadOnlyList<Choice> Services, long? MinutesLeft);

/// <summary>Step 2: when, how long, and what else is to be known.</summary>
/// <param name="Wanted">What was chosen and typed so far.</param>
/// <param name="Who">For whom, when the one who books is not that person.</param>
/// <param name="Price">What an hour or the piece costs, in words.</param>
/// <param name="Days">What is sent, and the words for it.</param>
/// <param name="MinutesLeft">Null when they have none.</param>
public sealed record ServiceWhen(
    WantedVisit Wanted, string? Who, string Service, string Price, IReadOnlyList<(string Value, string Words)> Days, IReadOnlyList<(string Value, string Words)> Times, IReadOnlyList<(string Value, string Words)> Lengths,
    long? MinutesLeft, string? Trouble, IReadOnlyDictionary<string, string> Errors);

/// <summary>Step 3: is it right, and what does it cost?</summary>
/// <param name="PriceFen">What it costs whoever pays.</param>
/// <param name="CoveredMinutes">What the vouchers have for it.</param>
/// <param name="SelfPayFen">What is left to pay.</param>
public sealed record ServiceSure(
    WantedVisit Wanted, string? Who, string Service, Instant StartsAt, Instant EndsAt, int Minutes, string? Notes, Sex? WorkerSex, string Address, long PriceFen, int CoveredMinutes, long SelfPayFen, string? Trouble);
