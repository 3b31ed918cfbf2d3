using ElderCare.Domain.HomeServices;
using ElderCare.Domain.People;
using ElderCare.MobileApi.Errors;
using NodaTime;

namespace ElderCare.MobileApi.HomeServices;

/// <summary>A service that can be booked.</summary>
/// <param name="Unit">By what it is counted.</param>
/// <param name="PriceFen">Of an hour, or the piece.</param>
/// <param name="JobMinutes">Voucher minutes that one piece takes; 0 by the hour.</param>
/// <param name="Certificate">What whoever does it must be certified for.</param>
/// <param name="Workers">How many come together.</param>
internal sealed record ServiceItemView(Guid Id, string Code, string Name, string NameZh, string NameEn, ServiceUnit Unit, long PriceFen, int JobMinutes, string? Certificate, int Workers)
{
    public static ServiceItemView Of(ServiceItem item, bool english) =>
        new(item.Id, item.Code, english ? item.NameEn : item.NameZh, item.NameZh, item.NameEn, item.Unit, item.PriceFen, item.JobMinutes, item.Certificate, item.Workers);
}

/// <summary>A caregiver as their provider and officers see them.</summary>
/// <param name="SuspendedAt">Since when they are sent to nobody for poor ratings; absent while they may be sent.</param>
internal sealed record CaregiverView(
    Guid Id, Guid ProviderId, string Name, Sex Sex, IReadOnlyList<HeldCertificate> Certificates, IReadOnlyList<string> Areas, int WorksFromMinute, int WorksUntilMinute, bool OnDuty, double? Rating, int Ratings, Instant? SuspendedAt, Instant? PlaceAt, int Version)
{
    public static CaregiverView Of(Caregiver caregiver) => new(
        caregiver.Id, caregiver.ProviderId, caregiver.Name, caregiver.Sex, caregiver.Certificates, caregiver.Areas, caregiver.WorksFromMinute, caregiver.WorksUntilMinute, caregiver.IsOnDuty,
        caregiver.Rating, caregiver.Ratings, caregiver.SuspendedAt, caregiver.PlaceAt, caregiver.Version);
}

/// <summary>Whether a caregiver may be asked.</summary>
internal sealed record CaregiverDutyRequest(bool? OnDuty);

/// <summary>A caregiver who cannot work.</summary>
/// <param name="Until">The first day on which they work again; tomorrow where absent.</param>
/// <param name="Reason">Why, up to 200 characters.</param>
internal sealed record HandOverDayRequest(LocalDate? Until, string? Reason)
{
    public HandOverDayRequest Checked()
    {
        new FieldErrors().Require(Reason is null || Reason.Length <= 200, "reason", "最多 200 个字。", "200 characters at most.").ThrowIfAny();
        return this;
    }
}

/// <summary>Words of a caregiver who needs help.</summary>
internal sealed record CaregiverAlarmRequest(string? Text)
{
    public CaregiverAlarmRequest Checked()
    {
        new FieldErrors().Require(Text is null || Text.Length <= 200, "text", "最多 200 个字。", "200 characters at most.").ThrowIfAny();
        return this;
    }
}

/// <summary>Why a visit is called off, or was not so.</summary>
internal sealed record ReasonRequest(string? Reason)
{
    /// <summary>The reason where none need be given; null for none.</summary>
    public string? Optional()
    {
        new FieldErrors().Require(Reason is null || Reason.Length <= 200, "reason", "最多 200 个字。", "200 characters at most.").ThrowIfAny();
        return string.IsNullOrWhiteSpace(Reason) ? null : Reason.Trim();
    }

    /// <summary>The reason where one must be given.</summary>
    public string Needed()
    {
        new FieldErrors().Text(Reason, "reason", 1, 200).ThrowIfAny();
        return Reason!.Trim();
    }
}

/// <summary>Who is given a visit, and why.</summary>
/// <param name="WorkerId">Who is to come.</param>
/// <param name="Reason">Why, 1 to 200 characters.</param>
/// <param name="InsteadOf">Where two are to come already: which of them does not any more.</param>
internal sealed record AssignRequest(Guid? WorkerId, string? Reason, Guid? InsteadOf = null);

/// <summary>What was served, as officers decide.</summary>
internal sealed record CorrectRequest(int? Minutes, string? Reason);

/// <summary>The code by which a person says that somebody is with them.</summary>
/// <param name="Code">Six digits.</param>
/// <param name="Until">Until when it stands.</param>
internal sealed record VisitCodeView(string Code, Instant Until);
