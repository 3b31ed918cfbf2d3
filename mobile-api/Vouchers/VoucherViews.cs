using ElderCare.Data.Vouchers;
using ElderCare.Domain.Shared;
using ElderCare.Domain.Vouchers;
using NodaTime;

namespace ElderCare.MobileApi.Vouchers;

/// <summary>What a person has of a programme until a day.</summary>
/// <param name="BalanceMinutes">What is there, with what is reserved.</param>
/// <param name="ReservedMinutes">What is held for booked visits.</param>
/// <param name="ExpiresOn">The last day on which a visit may begin; absent when it never expires.</param>
/// <param name="Purposes">The services for which it may be used; absent for all.</param>
/// <param name="Evidence">Where the programme's rule is documented.</param>
/// <param name="Illustrative">Whether it is made up for illustration: say so wherever it is shown.</param>
internal sealed record VoucherView(
    string ProgrammeCode, string? Title, long BalanceMinutes, long ReservedMinutes, LocalDate? ExpiresOn, IReadOnlyList<string>? Purposes, string? Evidence, bool Illustrative);

/// <summary>One movement of a person's voucher minutes.</summary>
/// <param name="Kind">Such as <c>minutesGranted</c>, <c>minutesHeld</c>, <c>minutesReleased</c>, <c>minutesSpent</c>, <c>minutesExpired</c>; what undoes another ends in <c>.reversed</c>.</param>
/// <param name="Minutes">What became free to use, or with a minus ceased to be; of <c>minutesSpent</c> what was taken of the reserved.</param>
/// <param name="BalanceAfter">What the programme's vouchers held after it, with what is reserved.</param>
/// <param name="ReservedAfter">What of it was held for booked visits.</param>
/// <param name="RefersTo">The order, or the grant, that caused it.</param>
/// <param name="ReversalOf">The entry that it undoes.</param>
/// <param name="Note">The type and version by which it was granted; for staff, because it tells what a person lives on or suffers from.</param>
internal sealed record VoucherEntryView(
    Guid Id, Instant At, string Kind, string ProgrammeCode, long Minutes, long BalanceAfter, long ReservedAfter, string RefersTo, Guid? ReversalOf, string? Note)
{
    public static VoucherEntryView Of(VoucherEntry entry, bool seesTypes) => new(
        entry.Id, entry.At, entry.Kind, entry.ProgrammeCode, entry.Minutes, entry.Free + entry.Held, entry.Held, entry.Cause, entry.ReversalOf, seesTypes ? entry.TypeVersion : null);
}

/// <summary>Minutes granted to one person.</summary>
/// <param name="Id">The grant; its entries refer to it.</param>
/// <param name="Month">Its first day.</param>
/// <param name="ExpiresOn">The last day on which a visit may begin; absent when it never expires.</param>
internal sealed record VoucherGrantView(Guid Id, Guid SeniorId, string ProgrammeCode, LocalDate Month, long Minutes, LocalDate? ExpiresOn, string? Evidence, bool Illustrative)
{
    public static VoucherGrantView Of(HourVoucher voucher, VoucherType type) =>
        new(voucher.Id, voucher.SeniorId, voucher.ProgrammeCode, voucher.Month, voucher.Minutes, VoucherMonths.LastDay(voucher.ExpiresAt), type.Evidence, type.IsIllustrative());
}

/// <summary>What a run did.</summary>
/// <param name="Month">The first day of the month.</param>
/// <param name="Granted">People who got the month's minutes now.</param>
/// <param name="Already">People who had got them before.</param>
/// <param name="Skipped">People who get nothing.</param>
/// <param name="GrantedMinutes">The sum that was granted now.</param>
/// <param name="Reasons">Why people get nothing, and how many each.</param>
internal sealed record VoucherRunView(string ProgrammeCode, LocalDate Month, int Granted, int Already, int Skipped, long GrantedMinutes, IReadOnlyList<SkippedView> Reasons);

/// <summary>People whom a run skipped.</summary>
/// <param name="Reason">notEntitled, inInstitution or deceased.</param>
/// <param name="Count">How many.</param>
/// <param name="Text">In the caller's language.</param>
internal sealed record SkippedView(GrantOutcome Reason, int Count, string Text);

/// <summary>A programme with its types.</summary>
/// <param name="City">The city whose programme it is; 000000 for every city.</param>
/// <param name="Grants">Whether a run of it grants anything today.</param>
/// <param name="Illustrative">Whether a type is made up for illustration: say so wherever it is shown.</param>
internal sealed record VoucherProgrammeView(string ProgrammeCode, string City, bool Grants, bool Illustrative, IReadOnlyList<VoucherTypeView> Types);

/// <summary>A version of a voucher type in its public shape.</summary>
internal sealed record VoucherTypeView : VoucherType
{
    private VoucherTypeView(VoucherType type) : base(type)
    {
    }

    /// <summary>Counts up with each replacement; vouchers name it.</summary>
    public required int Version { get; init; }

    /// <summary>Whether it is made up for illustration: say so wherever it is shown.</summary>
    public required bool Illustrative { get; init; }

    /// <summary>Whether it counts today; an older or later version does not.</summary>
    public required bool InForce { get; init; }

    /// <summary>Why it grants nothing to anybody; absent when it grants.</summary>
    public string? WhyNotGranted { get; init; }

    public static VoucherTypeView Of(VoucherTypeVersion version, bool inForce, Bilingual? whyNothing, bool english) => new(version.Type)
    {
        ProgrammeCode = version.Type.Programme(), Version = version.Version, Illustrative = version.Type.IsIllustrative(), InForce = inForce, WhyNotGranted = whyNothing?.In(english),
    };
}
