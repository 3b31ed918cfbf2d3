using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.Domain.HomeServices;

/// <summary>A visit at somebody's home. Every change of state is a verb; one that the state does not allow throws <c>services.notPossible</c>.</summary>
public sealed class ServiceOrder
{
    /// <summary>States in which a visit stands: it holds minutes, and the time of its person and of whoever comes.</summary>
    public static readonly ServiceOrderState[] Standing =
        [ServiceOrderState.Requested, ServiceOrderState.Offered, ServiceOrderState.Unfilled, ServiceOrderState.Accepted, ServiceOrderState.EnRoute, ServiceOrderState.InService];

    /// <summary>States in which somebody is to come, and has not come yet.</summary>
    public static readonly ServiceOrderState[] Coming = [ServiceOrderState.Accepted, ServiceOrderState.EnRoute];

    /// <summary>States in which somebody is looked for.</summary>
    public static readonly ServiceOrderState[] Open = [ServiceOrderState.Requested, ServiceOrderState.Offered, ServiceOrderState.Unfilled];

    /// <summary>States in which it can be called off, or somebody else sent: nobody is there yet.</summary>
    public static readonly ServiceOrderState[] NotBegun = [.. Open, .. Coming];

    /// <summary>UUID version 7.</summary>
    public required Guid Id { get; init; }

    /// <summary>Who is visited.</summary>
    public required Guid SeniorId { get; init; }

    /// <summary>What is done.</summary>
    public required Guid ServiceItemId { get; init; }

    /// <summary>Where the person lives.</summary>
    public required string DivisionCode { get; init; }

    /// <summary>Home, degrees north.</summary>
    public required double Latitude { get; init; }

    /// <summary>Home, degrees east.</summary>
    public required double Longitude { get; init; }

    /// <summary>When it is to begin.</summary>
    public required Instant StartsAt { get; init; }

    /// <summary>How long it is to take.</summary>
    public required int Minutes { get; init; }

    /// <summary>How many must come together.</summary>
    public required int Workers { get; init; }

    /// <summary>Words for whoever comes.</summary>
    public string? Notes { get; set; }

    /// <summary>Whom the person would like to come; somebody else comes when they cannot.</summary>
    public Guid? PreferredWorkerId { get; set; }

    /// <summary>Of which sex whoever comes must be; null when it does not matter.</summary>
    public Sex? WorkerSex { get; init; }

    /// <summary>The weekly plan that booked it; null when a person did.</summary>
    public Guid? PlanId { get; init; }

    /// <summary>The account that booked.</summary>
    public required Guid BookedBy { get; init; }

    /// <summary>When.</summary>
    public required Instant BookedAt { get; init; }

    /// <summary>Voucher minutes that were held for it.</summary>
    public required int VoucherMinutes { get; init; }

    /// <summary>What the person pays when all is served as booked: what no voucher pays.</summary>
    public required long SelfPayFen { get; init; }

    /// <summary>How far it is.</summary>
    public ServiceOrderState State { get; private set; } = ServiceOrderState.Requested;

    /// <summary>Counts the waves of offers.</summary>
    public int Wave { get; private set; }

    /// <summary>Who serves: the employer of whoever comes.</summary>
    public Guid? ProviderId { get; private set; }

    /// <summary>Who comes.</summary>
    public Guid? WorkerId { get; private set; }

    /// <summary>Who comes with them, where two must.</summary>
    public Guid? SecondWorkerId { get; private set; }

    /// <summary>When they came, by the device's clock.</summary>
    public Instant? CheckedInAt { get; private set; }

    /// <summary>When they went, by the device's clock.</summary>
    public Instant? CheckedOutAt { get; private set; }

    /// <summary>Whole minutes between the two.</summary>
    public int? ServedMinutes { get; private set; }

    /// <summary>Minutes that are paid.</summary>
    public int? PaidMinutes { get; private set; }

    /// <summary>When it was confirmed.</summary>
    public Instant? ConfirmedAt { get; private set; }

    /// <summary>1 to 5 stars.</summary>
    public int? Rating { get; private set; }

    /// <summary>Words of the person's side.</summary>
    public string? Comment { get; private set; }

    /// <summary>Why it does not take place, or was not so.</summary>
    public string? Reason { get; private set; }

    /// <summary>Counts up at every change.</summary>
    public int Version { get; private set; }

    /// <summary>When it is to end.</summary>
    public Instant EndsAt => StartsAt + Duration.FromMinutes(Minutes);

    /// <summary>Whether it holds minutes and time.</summary>
    public bool Stands => Standing.Contains(State);

    /// <summary>Whether somebody is one of those who come.</summary>
    public bool IsBy(Guid worker) => WorkerId == worker || SecondWorkerId == worker;

    /// <summary>Some more are asked.</summary>
    public void Offer()
    {
        Become(ServiceOrderState.Offered, ServiceOrderState.Requested, ServiceOrderState.Offered);
        Wave++;
    }

    /// <summary>Nobody is left to ask: people look for somebody.</summary>
    public void LeaveUnfilled() => Become(ServiceOrderState.Unfilled, ServiceOrderState.Requested, ServiceOrderState.Offered);

    /// <summary>Somebody takes it; where two must come, the first of them leaves it open for the second.</summary>
    /// <exception cref="RuleViolation"><c>services.offerTaken</c> when it is no longer open.</exception>
    public void Take(Guid worker, Guid provider)
    {
        RuleViolation.ThrowIf(!Open.Contains(State), "services.offerTaken", "这一单已经有人接了。", "Somebody has taken it.");
        RuleViolation.ThrowIf(IsBy(worker), "services.offerTaken", "您已经接了这一单。", "You have taken it.");
        RuleViolation.ThrowIf(ProviderId is { } first && first != provider, "services.offerTaken", "另一位护理员属于别的服务商。", "The first of the two works for another provider, who answers for both.");
        if (WorkerId is null) (WorkerId, ProviderId) = (worker, provider);
        else SecondWorkerId = worker;
        Become(Workers > 1 && SecondWorkerId is null ? State : ServiceOrderState.Accepted, Open);
    }

    /// <summary>Whoever was to come cannot: somebody is looked for anew, from the first wave.</summary>
    public void LoseWorkers()
    {
        Become(ServiceOrderState.Requested, NotBegun);
        (WorkerId, SecondWorkerId, ProviderId, Wave) = (null, null, null, 0);
    }

    /// <summary>One of those who were to come cannot; who would have come with them still does.</summary>
    public void LoseWorker(Guid worker)
    {
        var stays = WorkerId == worker ? SecondWorkerId : WorkerId;
        var provider = ProviderId;
        LoseWorkers();
        if (stays is not null) (WorkerId, ProviderId) = (stays, provider);
    }

    /// <summary>Says other words to whoever comes, and whom the person would like to come.</summary>
    public void Wish(string? notes, Guid? preferredWorkerId)
    {
        (Notes, PreferredWorkerId) = (notes, preferredWorkerId);
        Version++;
    }

    /// <summary>They set out.</summary>
    public void SetOut() => Become(ServiceOrderState.EnRoute, ServiceOrderState.Accepted);

    /// <summary>They begin.</summary>
    /// <exception cref="RuleViolation"><c>services.alreadyCheckedIn</c> the second time.</exception>
    public void CheckIn(Instant at)
    {
        RuleViolation.ThrowIf(State == ServiceOrderState.InService || CheckedInAt is not null, "services.alreadyCheckedIn", "这次服务已经签到。", "The visit has been checked in.");
        Become(ServiceOrderState.InService, Coming);
        CheckedInAt = at;
    }

    /// <summary>They go; the minutes are counted.</summary>
    /// <exception cref="RuleViolation"><c>services.notCheckedIn</c> before the check-in, <c>services.outBeforeIn</c> when it would end before it began.</exception>
    public void CheckOut(Instant at, BillingPolicy billing, bool hasReason)
    {
        RuleViolation.ThrowIf(CheckedInAt is null && Stands, "services.notCheckedIn", "请先签到。", "Check in first.");
        RuleViolation.ThrowIf(at < CheckedInAt, "services.outBeforeIn", "签退时间早于签到时间。", "It would end before it began.", "occurredAt");
        Become(ServiceOrderState.Completed, ServiceOrderState.InService);
        CheckedOutAt = at;
        ServedMinutes = (int)(at - CheckedInAt!.Value).TotalMinutes;
        PaidMinutes = billing.PaidMinutes(ServedMinutes.Value, Minutes, hasReason);
    }

    /// <summary>The person's side, or time, says that it was so.</summary>
    /// <param name="stars">1 to 5; null from time.</param>
    /// <param name="comment">Words of the person's side.</param>
    /// <param name="now">When.</param>
    public void Confirm(int? stars, string? comment, Instant now)
    {
        Become(ServiceOrderState.Confirmed, ServiceOrderState.Completed);
        (Rating, Comment, ConfirmedAt) = (stars, comment, now);
    }

    /// <summary>The person's side says that it was not so.</summary>
    public void Dispute(string reason)
    {
        Become(ServiceOrderState.Disputed, ServiceOrderState.Completed, ServiceOrderState.Confirmed);
        Reason = reason;
    }

    /// <summary>Officers have decided what was served: a dispute ends, or what was confirmed is corrected.</summary>
    /// <param name="minutes">What is paid, 0 to what was booked.</param>
    /// <param name="reason">Why.</param>
    /// <param name="now">When.</param>
    public void Correct(int minutes, string reason, Instant now)
    {
        Become(ServiceOrderState.Confirmed, ServiceOrderState.Disputed, ServiceOrderState.Confirmed);
        (PaidMinutes, Reason) = (minutes, reason);
        ConfirmedAt ??= now;
    }

    /// <summary>It does not take place.</summary>
    /// <param name="reason">Why.</param>
    /// <exception cref="RuleViolation"><c>services.notPossible</c> once somebody is there.</exception>
    public void Cancel(string reason)
    {
        Become(ServiceOrderState.Cancelled, NotBegun);
        Reason = reason;
    }

    private void Become(ServiceOrderState next, params ReadOnlySpan<ServiceOrderState> from)
    {
        RuleViolation.ThrowIf(!from.Contains(State), "services.notPossible", "这次服务现在不能这样操作。", $"A visit that is {State} cannot become {next}.");
        State = next;
        Version++;
    }
}
