using ElderCare.Domain.HomeServices;
using ElderCare.Domain.People;
using NodaTime;

namespace ElderCare.MobileApi.HomeServices;

/// <summary>A visit as the caller may see it.</summary>
internal sealed record ServiceOrderView
{
    public required Guid Id { get; init; }

    public required ServiceOrderState State { get; init; }

    public required Guid SeniorId { get; init; }

    /// <summary>In full for the person's side and whoever comes; else masked.</summary>
    public required string SeniorName { get; init; }

    public required Guid ServiceItemId { get; init; }

    /// <summary>What is done, in the caller's language.</summary>
    public required string ServiceName { get; init; }

    public required Instant StartsAt { get; init; }

    public required Instant EndsAt { get; init; }

    public required int Minutes { get; init; }

    /// <summary>Words for whoever comes.</summary>
    public string? Notes { get; init; }

    public required string DivisionCode { get; init; }

    /// <summary>Where, in full for the person's side and whoever comes, else to the street.</summary>
    public required string Address { get; init; }

    /// <summary>How to get in: for whoever comes, from when they take it until it ends, in the answer of one visit only.</summary>
    public string? DoorNote { get; init; }

    /// <summary>How many must come together.</summary>
    public required int Workers { get; init; }

    public Guid? PreferredWorkerId { get; init; }

    public Sex? WorkerSex { get; init; }

    public Guid? ProviderId { get; init; }

    public Guid? WorkerId { get; init; }

    /// <summary>Who comes.</summary>
    public string? WorkerName { get; init; }

    public Guid? SecondWorkerId { get; init; }

    /// <summary>Minutes that the vouchers pay when all is served as booked.</summary>
    public required int VoucherMinutes { get; init; }

    /// <summary>What the person pays when all is served as booked.</summary>
    public required long SelfPayFen { get; init; }

    public Instant? CheckedInAt { get; init; }

    public Instant? CheckedOutAt { get; init; }

    /// <summary>Whole minutes between check-in and check-out.</summary>
    public int? ServedMinutes { get; init; }

    /// <summary>Minutes that are paid, by the rounding rule.</summary>
    public int? PaidMinutes { get; init; }

    public Instant? ConfirmedAt { get; init; }

    /// <summary>1 to 5.</summary>
    public int? Rating { get; init; }

    public string? Comment { get; init; }

    /// <summary>Why it does not take place, or was not so.</summary>
    public string? Reason { get; init; }

    /// <summary>The weekly plan that booked it.</summary>
    public Guid? PlanId { get; init; }

    public required Instant BookedAt { get; init; }

    public required int Version { get; init; }

    /// <summary>What is odd about the proof of the visit; for staff and the provider.</summary>
    public IReadOnlyList<StampFlag>? Flags { get; init; }

    public static ServiceOrderView Of(ServiceOrderRow row, ServiceAccess access, bool english) => new()
    {
        Id = row.Order.Id,
        State = row.Order.State,
        SeniorId = row.Order.SeniorId,
        SeniorName = access.SeesHome ? row.SeniorName : Masking.Name(row.SeniorName),
        ServiceItemId = row.Order.ServiceItemId,
        ServiceName = english ? row.Item.NameEn : row.Item.NameZh,
        StartsAt = row.Order.StartsAt,
        EndsAt = row.Order.EndsAt,
        Minutes = row.Order.Minutes,
        Notes = row.Order.Notes,
        DivisionCode = row.Order.DivisionCode,
        Address = access.SeesHome ? row.Address : Masking.Address(row.Address),
        Workers = row.Order.Workers,
        PreferredWorkerId = row.Order.PreferredWorkerId,
        WorkerSex = row.Order.WorkerSex,
        ProviderId = row.Order.ProviderId,
        WorkerId = row.Order.WorkerId,
        WorkerName = row.WorkerName,
        SecondWorkerId = row.Order.SecondWorkerId,
        VoucherMinutes = row.Order.VoucherMinutes,
        SelfPayFen = row.Order.SelfPayFen,
        CheckedInAt = row.Order.CheckedInAt,
        CheckedOutAt = row.Order.CheckedOutAt,
        ServedMinutes = row.Order.ServedMinutes,
        PaidMinutes = row.Order.PaidMinutes,
        ConfirmedAt = row.Order.ConfirmedAt,
        Rating = row.Order.Rating,
        Comment = row.Order.Comment,
        Reason = row.Order.Reason,
        PlanId = row.Order.PlanId,
        BookedAt = row.Order.BookedAt,
        Version = row.Order.Version,
        Flags = access.IsProvider || (access.Person.MaySee && !access.Person.IsTheirSide) ? row.Flags : null,
    };
}

/// <summary>A visit with what is shown beside it.</summary>
internal sealed record ServiceOrderRow(
    ServiceOrder Order, ServiceItem Item, string SeniorName, string Address, string ResidenceDivision, string HukouDivision, string? WorkerName, IReadOnlyList<StampFlag> Flags, IReadOnlySet<Guid> ProvidersAsked);
