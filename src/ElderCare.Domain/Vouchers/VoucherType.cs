using ElderCare.Domain.Funding;
using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.Domain.Vouchers;

/// <summary>
/// One type of hour voucher as data: who qualifies, for how many minutes a month, and by what rules they are used. The types of one
/// programme do not add: the one with the most minutes wins. An absent or empty list means all.
/// </summary>
public record VoucherType
{
    /// <summary>The city of a type that is for every city.</summary>
    public const string AnyCity = "000000";

    /// <summary>The most minutes that a month can have.</summary>
    public const long MostMinutes = 31 * 24 * 60;

    /// <summary>Unique, such as <c>illus-E</c>.</summary>
    public string Id { get; init; } = "";

    /// <summary>The programme that grants it; absent it is one of its own, by its id.</summary>
    public string? ProgrammeCode { get; init; }

    /// <summary>A short title for officers.</summary>
    public string? Title { get; init; }

    /// <summary>The 6-digit code of the city whose programme it is; 000000 for every city.</summary>
    public string? City { get; init; }

    /// <summary>The division in which the person must be registered or live; absent it is the city.</summary>
    public string? DivisionCode { get; init; }

    /// <summary>By which division the person matches; absent by either.</summary>
    public ResidencyBasis? ResidencyBasis { get; init; }

    /// <summary>Category codes.</summary>
    public IReadOnlyList<string>? Categories { get; init; }

    /// <summary>How many of the categories the person must have; absent one of them.</summary>
    public CategoryMatch? CategoryMatch { get; init; }

    /// <summary>The lowest age in full years that matches.</summary>
    public int? AgeFrom { get; init; }

    /// <summary>The first age in full years that no longer matches.</summary>
    public int? AgeTo { get; init; }

    /// <summary>How many minutes a month are granted; absent when the source names none: then nothing is granted.</summary>
    public long? MinutesPerMonth { get; init; }

    /// <summary>When what is not used expires.</summary>
    public VoucherExpiry? Expiry { get; init; }

    /// <summary>Whether what is left at the end lives on for one further period, once.</summary>
    public bool CarryOver { get; init; }

    /// <summary>What becomes of it when its holder dies.</summary>
    public VoucherOnDeath? OnDeath { get; init; }

    /// <summary>The services for which it may be used.</summary>
    public IReadOnlyList<string>? Purposes { get; init; }

    /// <summary>Among vouchers that are otherwise alike the higher is used first.</summary>
    public int Priority { get; init; }

    /// <summary>The first day on which it grants.</summary>
    public LocalDate? ValidFrom { get; init; }

    /// <summary>The first day on which it no longer grants.</summary>
    public LocalDate? ValidTo { get; init; }

    /// <summary>Where it is documented; begins with ILLUS when it is made up for illustration.</summary>
    public string? Evidence { get; init; }

    /// <summary>Remarks for officers.</summary>
    public string? Note { get; init; }

    /// <summary>The code of its programme.</summary>
    public string Programme() => string.IsNullOrEmpty(ProgrammeCode) ? Id : ProgrammeCode;

    /// <summary>Whether it is made up for illustration and must be shown so.</summary>
    public bool IsIllustrative() => Evidence?.StartsWith("ILLUS", StringComparison.Ordinal) == true;

    /// <summary>Whether it grants on a day.</summary>
    public bool HoldsOn(LocalDate date) => (ValidFrom is not { } from || from <= date) && (ValidTo is not { } to || date < to);

    /// <summary>Why it grants nothing, whoever asks; null when it does.</summary>
    /// <param name="known">The categories that the register keeps.</param>
    public Bilingual? WhyNothing(CategoryCodes known)
    {
        if (MinutesPerMonth is null) return new("来源没有写每月的分钟数，所以不发放。", "The source names no minutes a month, so nothing is granted.");
        if (Expiry == VoucherExpiry.EndOfWeek) return new("按周计的不在这里发放。", "What is counted by the week is not granted here.");
        return (Categories ?? []).FirstOrDefault(category => !known.Knows(category)) is { } unknown
            ? new($"人员登记里没有“{unknown}”这个类别，所以不发放。", $"The register keeps no category {unknown}, so nothing is granted.")
            : null;
    }

    /// <summary>The first instant at which minutes of a month can no longer be used; null for never.</summary>
    public Instant? ExpiresAt(LocalDate month) => EndOf(month) is { } end ? CityClock.At(end, LocalTime.Midnight) : null;

    /// <summary>Until when what is left of a month's minutes is carried over; null when it is not.</summary>
    public Instant? CarriedUntil(LocalDate month) => CarryOver && EndOf(month) is { } end && EndOf(end) is { } later ? CityClock.At(later, LocalTime.Midnight) : null;

    private LocalDate? EndOf(LocalDate month) => Expiry switch
    {
        VoucherExpiry.Never => null,
        VoucherExpiry.EndOfYear => new LocalDate(month.Year + 1, 1, 1),
        _ => new LocalDate(month.Year, month.Month, 1).PlusMonths(1),
    };
}
