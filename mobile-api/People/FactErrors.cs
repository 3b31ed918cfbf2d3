using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Errors;
using NodaTime;

namespace ElderCare.MobileApi.People;

/// <summary>What every recorded fact must be like.</summary>
internal static class FactErrors
{
    private const int DaysAhead = 366;
    private static readonly LocalDate Earliest = new(1900, 1, 1);

    /// <summary>A day that a fact may begin or end on: from 1900 to a year from now.</summary>
    public static FieldErrors Day(this FieldErrors errors, LocalDate? date, string field, Instant now) => errors.Present(date, field).MaybeDay(date, field, now);

    /// <summary>The same for one that may be absent.</summary>
    public static FieldErrors MaybeDay(this FieldErrors errors, LocalDate? date, string field, Instant now) => errors.Require(
        date is null || (date >= Earliest && date <= CityClock.DateOf(now).PlusDays(DaysAhead)), field, "要在 1900 年以后、一年以内。", "It must be after 1900 and within a year from now.");

    /// <summary>The end of a period, if it has one, must be after its first day.</summary>
    public static FieldErrors After(this FieldErrors errors, LocalDate? to, LocalDate? from, string field) =>
        errors.Require(to is null || from is null || from < to, field, "要在开始之后。", "It must be after the first day.");

    /// <summary>Where the fact was learnt from.</summary>
    public static FieldErrors Source(this FieldErrors errors, string? source) => errors.Text(source, "source", 1, 200);
}
