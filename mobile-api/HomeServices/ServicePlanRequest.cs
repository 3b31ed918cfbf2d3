using System.Runtime.CompilerServices;
using ElderCare.Domain.HomeServices;
using ElderCare.Domain.People;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Requests;
using NodaTime;
using NodaTime.Text;

namespace ElderCare.MobileApi.HomeServices;

/// <summary>Visits to be booked week after week; in a change, what is absent stays as it is, and null clears the notes, the caregiver, the sex, the package and the last day.</summary>
internal sealed record ServicePlanRequest
{
    private readonly HashSet<string> _given = [];

    /// <summary>Who is visited; stays as it was made.</summary>
    public Guid? SeniorId { get; init; }

    /// <summary>The visits of each week, none over another.</summary>
    public IReadOnlyList<PlanSlotRequest>? Slots { get; init; }

    /// <summary>Words for whoever comes, up to 500 characters.</summary>
    public string? Notes { get; init => field = Given(value); }

    /// <summary>Whom the person would like to come; who it is is asked first.</summary>
    public Guid? PreferredWorkerId { get; init => field = Given(value); }

    /// <summary>Of which sex whoever comes must be.</summary>
    public Sex? WorkerSex { get; init => field = Given(value); }

    /// <summary>Whether the person pays what no voucher does; else such a visit is not booked, and they are told.</summary>
    public bool? AcceptSelfPay { get; init; }

    /// <summary>The package of care that it is to fulfil.</summary>
    public Guid? PackageId { get; init => field = Given(value); }

    /// <summary>The first day, counted in; today when absent.</summary>
    public LocalDate? From { get; init; }

    /// <summary>The last day, counted in; absent is until it is ended.</summary>
    public LocalDate? Until { get; init => field = Given(value); }

    /// <summary>The wish with every field that it must have; what is absent is taken from the present plan.</summary>
    /// <exception cref="RequestProblem">400 that names every field.</exception>
    public PlanWish Read(ServicePlan? present, LocalDate today, HomeServicePolicy policy)
    {
        var errors = new FieldErrors();
        var slots = Slots is null ? present?.Slots : ReadSlots(errors, Slots, policy);
        var (from, until) = (From ?? present?.From ?? today, Has(nameof(Until)) ? Until : present?.Until);
        errors.Present(Slots as object ?? slots, "slots")
            .Require(Slots is null || Slots.Count > 0, "slots", "至少一次。", "At least one visit.")
            .Require(Slots is null || Slots.Count <= policy.PlanVisitsAWeek, "slots", $"一周最多 {policy.PlanVisitsAWeek} 次。", $"{policy.PlanVisitsAWeek} visits a week at most.")
            .Require(slots is null || !PlanSlot.AnyOverlap(slots), "slots", "有两次的时间重叠了。", "Two visits are at the same time.")
            .Require(Notes is null || Notes.Length <= BookServiceRequest.LongestNotes, "notes", $"最多 {BookServiceRequest.LongestNotes} 个字。", $"{BookServiceRequest.LongestNotes} characters at most.")
            .Days(From, present?.From, from, until, today)
            .ThrowIfAny();
        var notes = Has(nameof(Notes)) ? Notes?.Trim() : present?.Notes;
        return new(
            [.. slots!.OrderBy(slot => slot.Weekday).ThenBy(slot => slot.At)], string.IsNullOrEmpty(notes) ? null : notes,
            Has(nameof(PreferredWorkerId)) ? PreferredWorkerId : present?.PreferredWorkerId, Has(nameof(WorkerSex)) ? WorkerSex : present?.WorkerSex,
            AcceptSelfPay ?? present?.AcceptSelfPay ?? false, Has(nameof(PackageId)) ? PackageId : present?.PackageId, from, until);
    }

    /// <summary>The slots that are well formed; what is wrong with the others is named by their place.</summary>
    private static IReadOnlyList<PlanSlot> ReadSlots(FieldErrors errors, IReadOnlyList<PlanSlotRequest> slots, HomeServicePolicy policy) =>
        [.. slots.Select((slot, i) => (slot ?? new(null, null, null, null)).Read(errors, $"slots[{i}]", policy)).OfType<PlanSlot>()];

    private bool Has(string property) => _given.Contains(property);

    private T Given<T>(T value, [CallerMemberName] string property = "")
    {
        _given.Add(property);
        return value;
    }
}

/// <summary>A visit of each week.</summary>
/// <param name="Weekday">1 is Monday, 7 is Sunday.</param>
/// <param name="At">When it begins, by the city's clock, such as 09:30.</param>
/// <param name="ServiceItemId">What is done.</param>
/// <param name="Minutes">How long it takes.</param>
internal sealed record PlanSlotRequest(int? Weekday, string? At, Guid? ServiceItemId, int? Minutes)
{
    private static readonly LocalTimePattern Clock = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    public static PlanSlotRequest Of(PlanSlot slot) => new(slot.Weekday, Clock.Format(slot.At), slot.ServiceItemId, slot.Minutes);

    /// <summary>Null when something is wrong with it.</summary>
    public PlanSlot? Read(FieldErrors errors, string field, HomeServicePolicy policy)
    {
        var at = Clock.Parse(At ?? "");
        var (isDay, isLength) = (Weekday is >= 1 and <= 7, Minutes >= policy.ShortestMinutes && Minutes <= policy.LongestMinutes);
        errors.Require(isDay, $"{field}.weekday", "要 1 到 7。", "It must be 1 to 7.")
            .Require(at.Success, $"{field}.at", "要像 09:30 这样写。", "It must be like 09:30.")
            .Present(ServiceItemId, $"{field}.serviceItemId")
            .Require(isLength, $"{field}.minutes", $"一次服务 {policy.ShortestMinutes} 到 {policy.LongestMinutes} 分钟。", $"A visit takes {policy.ShortestMinutes} to {policy.LongestMinutes} minutes.");
        return isDay && at.Success && ServiceItemId is { } item && isLength ? new(Weekday!.Value, at.Value, item, Minutes!.Value) : null;
    }
}
